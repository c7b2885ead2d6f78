"""Dates of tables for those who read them: EDTF explained by examples, and each date in words beside its code."""

from __future__ import annotations

import pandas as pd

from ...show.formats import date_text

# Columns of EDTF dates, in whatever table they stand.
DATES = ("date", "edtf")
SUFFIX = "_in_words"
MEANING = "the same in words, in French"
# An example each of the codes that an analysis gives, and what it is called.
_EXAMPLES = (
    ("2025-11-18", "a day"),
    ("2025-11", "a month"),
    ("2025", "a year"),
    ("2025-21", "a season: 21 spring, 22 summer, 23 autumn, 24 winter"),
    ("2025-34", "a quarter: 33 to 36"),
    ("2025-40", "a half: 40 or 41"),
    ("201X", "a decade"),
    ("20XX", "a century"),
    ("2025-11-18/2025-11-20", "from one day to another, both included"),
    ("2022/..", "since, end open"),
    ("../2020", "until, beginning open"),
    ("2025-11~", "about"),
    ("XXXX-05-03", "a day of any year"),
)


def with_words(table: pd.DataFrame) -> pd.DataFrame:
    """The table with a column of words right of each column of dates; empty where there is no date."""
    told = table.copy(deep=False)
    for name in [name for name in DATES if name in table.columns]:
        words = [date_text(value) if isinstance(value, str) and value else "" for value in table[name]]
        told.insert(int(told.columns.get_loc(name)) + 1, f"{name}{SUFFIX}", words)  # type: ignore[arg-type]
    return told


def explained() -> list[str]:
    """What the codes mean, as lines of Markdown."""
    rows = [f"| `{edtf}` | {what} | {date_text(edtf)} |" for edtf, what in _EXAMPLES]
    lead = (
        "Dates are written in EDTF (Extended Date/Time Format, ISO 8601-2), so that what is known of them, and no more, "
        f"can be sorted and compared; the column with `{SUFFIX}` beside each has them in words."
    )
    return ["## Dates", "", lead, "", "| code | what it is | in words |", "|---|---|---|", *rows, ""]
