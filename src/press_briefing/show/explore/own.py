"""An analyst's own tables: a list to join with, and a table to keep."""

from __future__ import annotations

import os
from contextlib import suppress
from csv import Error, Sniffer
from io import StringIO
from pathlib import Path, PurePath

import pandas as pd

from ...capture.read.places import EXPLORE, find, workplace
from ...measure.tables import csv
from ...model.errors import OutputError, SourceError, UsageError

REPORTS = "reports"
SEPARATORS = ",;\t"
HEAD = 2000  # characters by which the separator is known


def own_list(path: str) -> pd.DataFrame:
    """A list of one's own, a CSV as spreadsheets write it.

    Parameters
    ----------
    path: of the file; a relative one as for `find`. Its separator may be a comma, a semicolon or a tab, its letters
        UTF-8 or Windows-1252.

    Returns
    -------
    A frame with the columns of its first line, all of them text, blanks around their values left out.

    Raises
    ------
    `SourceError` where there is no such file, or where it is no CSV.
    """
    found = find(path, home=EXPLORE)
    try:
        text = _decoded(Path(found).read_bytes())
        frame = pd.read_csv(StringIO(text), sep=_separator(text), dtype="str", keep_default_na=False)
    except (OSError, ValueError) as error:  # pandas' own mistakes are of ValueError
        raise SourceError(
            f"cannot be read as a CSV ({str(error)[:80]})", where=path, cure="save it as CSV, its names in one column"
        ) from None
    return frame.rename(columns=str.strip).apply(lambda column: column.str.strip())


def _decoded(data: bytes) -> str:
    """UTF-8, with its mark or without, else as a spreadsheet of Windows wrote it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _separator(text: str) -> str:
    """What stands between the cells; a comma where there is one column."""
    try:
        return Sniffer().sniff(text[:HEAD].partition("\n")[0], SEPARATORS).delimiter
    except Error:
        return ","


def save(table: pd.DataFrame, name: str) -> str:
    """Keep a table as `reports/NAME` of the workplace, written anew each time; where there is none, of this folder.

    Parameters
    ----------
    table: any frame.
    name: of the file, ending in .csv.

    Returns
    -------
    Where it lies, seen from the workplace. A spreadsheet opens it with its accents, and runs nothing of it.

    Raises
    ------
    `UsageError` for a name that is no name of a CSV, `OutputError` where nothing can be written.
    """
    if PurePath(name).name != name or not name.endswith(".csv") or name.startswith("."):
        raise UsageError("is no name for a table", where=name, cure='give a name that ends in .csv, "events.csv"')
    here = Path.cwd()
    folder = (workplace(here) or here) / REPORTS
    aside = folder / f".{name[:100]}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(csv(table))
        aside.replace(folder / name)
    except OSError as error:
        with suppress(OSError):
            aside.unlink()
        raise OutputError(
            f"the table cannot be written there ({error.strerror})", where=f"{REPORTS}/{name}", cure="close the file"
        ) from None
    return f"{REPORTS}/{name}"
