"""What a work unit is: some articles and their key. Articles are known by what they hold, not by where they lay."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import PurePath
from typing import Any, TypeVar

from ...capture.read import Capture
from ...model.analysis import Analysis
from ...model.settings import Settings
from .schema import SCHEMA

Thing = TypeVar("Thing")
DIGITS = 16  # 64 bits: among a million articles the odds of one collision are 1 in 37 million
UNIT = 50  # articles of a unit, about: some ten seconds of work, so that little is lost with a worker
LONGEST_UNIT = 2  # times `UNIT`, at most
HEAVIEST_UNIT = 8_000_000  # bytes of captures: what one message to a worker may weigh
SHORTEST_UNIT = 4  # `UNIT` over this, at least (the last one may be shorter)


@dataclass(frozen=True)
class DatasetEntry:
    """One article for the dataset: its id (`article_id`), its analysis, its address and who published it, if known."""

    article: str
    analysis: Analysis
    origin: str = ""
    outlet: str = ""

    @classmethod
    def of(
        cls, capture: Capture, analysis: Analysis, settings: Settings | None = None, published: str | None = None
    ) -> DatasetEntry:
        """The entry of a capture; `published`: the date the user gave, if any."""
        given = capture.origin if capture.origin.startswith(("http://", "https://")) else ""
        article = analysis.article
        return cls(article_id(capture, settings, published), analysis, given or article.url or "", article.outlet or "")


@dataclass(frozen=True)
class DatasetUnit:
    """A complete unit: the ids in it, bytes of each part, and what of it failed (article id -> the line why).

    `program` and `code` tell which version analysed. `holds`: keys of the units that were merged into it.
    """

    key: str
    articles: tuple[str, ...]
    parts: Mapping[str, int]
    failed: Mapping[str, str] = field(default_factory=dict)
    schema: int = SCHEMA
    program: str = ""
    code: str = ""
    holds: tuple[str, ...] = ()

    def to_json(self) -> bytes:
        """The marker, the same bytes for the same unit."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode() + b"\n"

    @classmethod
    def from_json(cls, data: bytes) -> DatasetUnit:
        """The inverse of `to_json`; raises `ValueError`, `KeyError` or `TypeError` on anything else."""
        told: dict[str, Any] = json.loads(data)
        return cls(
            **{
                **told,
                "articles": tuple(told["articles"]),
                "parts": dict(told["parts"]),
                "holds": tuple(told.get("holds", ())),
            }
        )


def article_id(capture: Capture, settings: Settings | None = None, published: str | None = None) -> str:
    """The id of a captured article: hash of its bytes, its format, the date given and the settings that shape it.

    The profile is none of them: an article that was read fast is not there a second time when more are read precisely.

    Parameters
    ----------
    published: the day that was given for it, YYYY-MM-DD.
    settings: limits and names of fields; by default ours.

    Returns
    -------
    Hexadecimal digits; the same capture under the same settings has the same id in every dataset.
    """
    shaping = replace(settings or Settings(), profile="").shaping()
    shape = [PurePath(capture.name).suffix.lower(), published or "", shaping]
    return _hash(json.dumps(shape, sort_keys=True).encode() + b"\0" + capture.data)


def analysis_id(analysis: Analysis) -> str:
    """The id of an article of which only the analysis is at hand."""
    article = analysis.article
    shape = json.dumps([article.source, article.published.value, analysis.model, article.sha256])
    return _hash(shape.encode())


def unit_key(articles: Iterable[str]) -> str:
    """The key of a unit: hash of its articles' ids, in their order."""
    return _hash("\n".join(articles).encode())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:DIGITS]


def cut(
    things: Iterable[tuple[str, Thing]], size: int = UNIT, weigh: Callable[[Thing], int] = lambda thing: 0
) -> Iterator[tuple[str, list[tuple[str, Thing]]]]:
    """(key, members) of each unit of a stream of (article id, thing); an id met again in its unit is passed over.

    A unit ends after an article whose id says so, not after every `size`th: an article more or less in the stream
    changes the unit it stands in and no other, so that all others are still known by their keys. `weigh` gives the
    bytes of a thing: a unit past `HEAVIEST_UNIT` ends too.
    """
    unit: dict[str, Thing] = {}
    weight = 0
    for article, thing in things:
        if article in unit:
            continue
        unit[article] = thing
        weight += weigh(thing)
        if weight >= HEAVIEST_UNIT or _ends(article, len(unit), size):
            yield unit_key(unit), list(unit.items())
            unit, weight = {}, 0
    if unit:
        yield unit_key(unit), list(unit.items())


def _ends(article: str, length: int, size: int) -> bool:
    return length >= size * LONGEST_UNIT or (length * SHORTEST_UNIT >= size and int(article, 16) % size == 0)
