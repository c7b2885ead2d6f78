"""The columns of the dataset and their types: declared, so that an empty table has the same ones as a full one."""
from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pandas.api.typing import NAType

if TYPE_CHECKING:
    import pyarrow

# Raised when a column is renamed, retyped or taken away; a new column at the end of a table does not raise it.
SCHEMA = 2
FORMAT = "press-briefing dataset"

# The one table that is not in `tables.CODEBOOK`.
ARTICLES: dict[str, str] = {
    "article": "16 hex digits: hash of the capture and of the settings that shape its analysis",
    "title": "title", "author": "byline", "source": "name of the capture", "origin": "its address, if known",
    "outlet": "who published it: the name its page or object gives, else the host of its address",
    "published": "date of the article, YYYY-MM-DD", "certainty": "of the date: given, found, inferred or unknown",
    "language": "language of the article", "characters": "characters of the cleaned text",
    "words": "words, byline left out", "sentences": "sentences", "valence": "negative, neutral or positive",
    "tone": "mean tone of its sentences, -1 to 1", "coverage": "share of content words the tone lexicon knows, 0 to 1",
    "sha256": "hash of the cleaned text", "model": "language model", "unit": "the work unit that holds it",
    "truncated": "what says that only a part of the article was captured, as its page words it",
    "profile": "how it was read: precise (with the encoder) or fast",
}

# What is not text. Everything may be null but `article`.
_INTEGERS: dict[str, str] = {
    "articles": "characters words sentences",
    "sentences": "sentence start end paragraph", "words": "count sentence", "terms": "count sentence",
    "specificities": "count total", "entities": "count sentence",
    "actors": "mentions pronouns sentence", "times": "start end sentence",
    "chronology": "sentence", "voices": "words claims sentence", "quotes": "size start end sentence",
    "claims": "start end sentence", "stances": "answers start end sentence", "quantities": "start end sentence event",
    "tolls": "group sentence", "disagreements": "number start end sentence",
    "sections": "words sentences negative positive sentence", "tone_words": "count sentence",
}
_FLOATS: dict[str, str] = {
    "articles": "tone coverage", "sentences": "score",
    "words": "per_thousand spread expected likelihood log_ratio", "terms": "c_value", "specificities": "score",
    "entities": "latitude longitude", "voices": "share", "stances": "confidence", "quantities": "value second",
    "tolls": "value second", "sections": "score", "tone_words": "polarity score",
}
_BOOLEANS: dict[str, str] = {"sentences": "doubtful", "actors": "named doubtful",
                             "chronology": "inherited negated doubtful", "voices": "kind_doubtful",
                             "quotes": "named continuation kind_doubtful", "claims": "kind_doubtful",
                             "quantities": "again", "tolls": "part", "stances": "doubtful"}


def table_names() -> tuple[str, ...]:
    """`articles`, then the tables of `tables.CODEBOOK` in its order."""
    from ..tables import CODEBOOK

    return ("articles", *CODEBOOK)


def columns(table: str) -> dict[str, str]:
    """Column -> what it holds; `article` comes first in every table."""
    from ..tables import CODEBOOK

    return ARTICLES if table == "articles" else {"article": ARTICLES["article"], **CODEBOOK[table]}


def kinds(table: str) -> dict[str, str]:
    """Column -> string, int64, double or bool."""
    told = {name: kind for kind, names in (("int64", _INTEGERS), ("double", _FLOATS), ("bool", _BOOLEANS))
            for name in names.get(table, "").split()}
    return {name: told.get(name, "string") for name in columns(table)}


def arrow(table: str) -> pyarrow.Schema:
    """The Arrow schema of a table, with the version of the dataset's schema in its metadata."""
    import pyarrow as pa

    types = {"string": pa.string(), "int64": pa.int64(), "double": pa.float64(), "bool": pa.bool_()}
    told = columns(table)
    fields = [pa.field(name, types[kind], nullable=name != "article", metadata={"description": told[name]})
              for name, kind in kinds(table).items()]
    return pa.schema(fields, metadata={"press_briefing.schema": str(SCHEMA), "press_briefing.table": table})


def value(kind: str, found: Any) -> Any:
    """A value as Parquet bears it: nothing for None and NaN, text as UTF-8 (a lone surrogate becomes U+FFFD)."""
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
