"""A table as CSV that no spreadsheet runs."""

from __future__ import annotations

from csv import writer
from io import StringIO
from typing import Any

import pandas as pd

from ...model.typography import disarmed
from .dates import with_words


def csv(table: pd.DataFrame) -> bytes:
    """A table as CSV: UTF-8 with a byte order mark (spreadsheets need it), `\\n` line ends, formulas disarmed.

    Dates stand there in words, too.
    """
    table = with_words(table)
    out = StringIO(newline="")
    lines = writer(out, lineterminator="\n")
    lines.writerow(table.columns)
    lines.writerows(zip(*([_cell(value) for value in table[name].tolist()] for name in table.columns), strict=True))
    return out.getvalue().encode("utf-8-sig", "replace")


def _cell(value: Any) -> Any:
    """A value as CSV writes it: text disarmed, nothing for what is missing."""
    if isinstance(value, str):
        return disarmed(value).replace("\r", " ")  # on lines that no reader of CSV takes for rows
    return "" if value is None or value is pd.NA or value != value else value
