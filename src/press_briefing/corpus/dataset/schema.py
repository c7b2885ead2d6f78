"""The columns of the dataset and their types: declared, so that an empty table has the same ones as a full one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pandas.api.typing import NAType

from ...measure.tables import TABLES
from ...measure.tables.declared import Column, DeclaredColumns, Type

if TYPE_CHECKING:
    import pyarrow

# Raised when a column is renamed, retyped or taken away; a new column at the end of a table does not raise it.
SCHEMA = 3
FORMAT = "press-briefing dataset"

# The one table that is no table of an analysis. Everything may be null but `article`.
ARTICLES = DeclaredColumns(
    "articles",
    (
        Column("article", "16 hex digits: hash of the capture and of the settings that shape its analysis"),
        Column("title", "title"),
        Column("author", "byline"),
        Column("source", "name of the capture"),
        Column("origin", "its address, if known"),
        Column("outlet", "who published it: the name its page or object gives, else the host of its address"),
        Column("published", "date of the article, YYYY-MM-DD"),
        Column("certainty", "of the date: given, found, inferred or unknown"),
        Column("language", "language of the article"),
        Column("characters", "characters of the cleaned text", "int64"),
        Column("words", "words, byline left out", "int64"),
        Column("sentences", "sentences", "int64"),
        Column("valence", "negative, neutral or positive"),
        Column("tone", "mean tone of its sentences, -1 to 1", "double"),
        Column("coverage", "share of content words the tone lexicon knows, 0 to 1", "double"),
        Column("sha256", "hash of the cleaned text"),
        Column("model", "language model"),
        Column("unit", "the work unit that holds it"),
        Column("truncated", "what says that only a part of the article was captured, as its page words it"),
        Column("profile", "how it was read: precise (with the encoder) or fast"),
        Column("updated", "day of the last change its source tells, YYYY-MM-DD, when later than `published`"),
    ),
)


def table_names() -> tuple[str, ...]:
    """`articles`, then `tables.TABLES` in its order."""
    return (ARTICLES.name, *TABLES)


def sheet(name: str) -> DeclaredColumns:
    """A table of the dataset as declared; `article` comes first in every one."""
    return ARTICLES if name == ARTICLES.name else DeclaredColumns(name, (ARTICLES.columns[0], *TABLES[name].columns))


def columns(table: str) -> dict[str, str]:
    """Column -> what it holds."""
    return sheet(table).meanings


def kinds(table: str) -> dict[str, Type]:
    """Column -> string, int64, double or bool."""
    return sheet(table).types


def arrow(table: str) -> pyarrow.Schema:
    """The Arrow schema of a table, with the version of the dataset's schema in its metadata."""
    import pyarrow as pa

    types = {"string": pa.string(), "int64": pa.int64(), "double": pa.float64(), "bool": pa.bool_()}
    told = columns(table)
    fields = [
        pa.field(name, types[kind], nullable=name != "article", metadata={"description": told[name]})
        for name, kind in kinds(table).items()
    ]
    return pa.schema(fields, metadata={"press_briefing.schema": str(SCHEMA), "press_briefing.table": table})


def value(kind: str, found: Any) -> Any:
    """A value as Parquet bears it: nothing for None and NaN, text as UTF-8 (a lone surrogate becomes U+FFFD).

    Parameters
    ----------
    kind: the column's type, as its table declares it.
    """
    if found is None or isinstance(found, NAType) or found != found:
        return None
    return _text(str(found)) if kind == "string" else _NUMBERS[kind](found)


_NUMBERS: dict[str, Callable[[Any], Any]] = {"int64": int, "double": float, "bool": bool}
_SURROGATE = re.compile("[\ud800-\udfff]")


def _text(found: str) -> str:
    return found if encodes(found) else whole(found)


def encodes(text: str) -> bool:
    """Whether UTF-8 has bytes for a text: it holds no lone surrogate."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def whole(text: str) -> str:
    """The text, as long as before, each lone surrogate in it U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def markdown() -> str:
    """The schema as the tables of `docs/dataset.md`."""
    return "\n".join(line for name in table_names() for line in _described(name))


def _described(table: str) -> list[str]:
    told = columns(table)
    rows = [f"| `{name}` | {kind} | {told[name]} |" for name, kind in kinds(table).items()]
    return [f"### {table}", "", "| column | type | what it holds |", "|---|---|---|", *rows, ""]
