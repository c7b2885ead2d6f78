"""Many articles out of one source: a folder, a pattern, a feed, a file of JSON objects."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePath

from ...guard.failing import guarded
from ...model.article import Article
from ...model.errors import BriefingError, LimitError, PassedOver, SourceError, UsageError
from ...model.settings import Settings
from . import capture, from_capture
from .cut import Cut, cut, numbered
from .decode import loosely
from .endings import FEEDS, JSON, LINES, READ
from .feed import is_feed
from .fetch import fetch, is_url
from .folder import FoundFile, is_many, listing
from .lines import count, is_lines, rows_in
from .shapes import HEAD, is_page
from .sources import DEMO, Capture, limited, safe_name
from .within import DEEPEST, within

FEW_WORDS = 80  # an entry of a feed with fewer is a summary: its page is fetched
MOST_UNPACKED = 10  # times max_bytes, of all that one source wraps
NAMED = 5  # files named where a folder holds no article


@dataclass(frozen=True)
class Item:
    """One article of many, or the error that stands in its place. `origin` says where it came from."""

    origin: str
    article: Article | None = None
    capture: Capture | None = None
    error: BriefingError | None = None


def many(source: str | os.PathLike[str] | Capture, settings: Settings | None = None) -> Iterator[Item]:
    """Each article of a folder, a glob pattern, a feed, a JSON list or file of JSON lines, or a single source.

    One item an article, in order of name; an unreadable one yields its error and the rest go on, and so does a file
    that is passed over (`PassedOver`). Raises only when the source itself cannot be opened.
    """
    settings = settings or Settings()
    for item in captures(source, settings):
        yield _with_article(item, settings) if item.capture is not None and item.error is None else item


def captures(source: str | os.PathLike[str] | Capture, settings: Settings | None = None) -> Iterator[Item]:
    """As `many`, each item's capture not yet read as an article: that work is for whoever has a core to spare.

    One at a time: of a folder only the names are held, of a file of JSON lines one line.
    """
    settings = settings or Settings()
    if isinstance(source, Capture):
        yield from map(_item, _captures(source, settings))
        return
    name = os.fspath(source)
    with guarded("reading", name):
        found = listing(name)
    if found is None:
        yield from _expanded(name, settings, first=True)
        return
    if all(isinstance(each.error, PassedOver) for each in found):
        raise _no_article(name, found)
    for each in found:
        if each.error is not None:
            yield Item(str(each.path), error=each.error)
        else:
            yield from _expanded(str(each.path), settings, first=False)


def _no_article(name: str, found: list[FoundFile]) -> SourceError:
    passed = ", ".join(each.path.name for each in found[:NAMED])
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    return SourceError(
        f"holds no file that could be an article{f' (passed over: {passed}{more})' if passed else ''}",
        where=name,
        cure=f"put articles into the folder ({', '.join(sorted(READ))})"
        if Path(name).is_dir()
        else "check the pattern, or give the folder",
    )


def first(items: Iterable[Item], limit: int) -> Iterator[Item]:
    """The items of the first `limit` articles, 0 for all; a file that is passed over is no article."""
    taken = 0
    for item in items:
        taken += not isinstance(item.error, PassedOver)
        yield item
        if taken == limit:
            return


def opened(source: str | os.PathLike[str], settings: Settings) -> tuple[bool, str | Capture]:
    """Whether `source` holds several articles, and what to hand on: its name, or its capture where it was fetched.

    A source that cannot be opened counts as one: whoever reads it tells why. Raises `SourceError` for an address.
    """
    name = os.fspath(source)
    if name == "-" or name.startswith(DEMO):
        return False, name
    if is_url(name):
        taken = capture(name, settings)
        return _several(taken, settings), taken
    return is_many(name) or _several_in(Path(name), settings), name


def expected(source: str | os.PathLike[str] | Capture, settings: Settings) -> int:
    """How many articles to expect, for those who wait: every file counts one, a file of JSON lines its lines.

    Parameters
    ----------
    source: anything that `many` takes.
    """
    if isinstance(source, Capture):
        return 0 if is_feed(source.data) else sum(1 for _ in captures(source, settings))
    found = listing(os.fspath(source))
    files = [Path(source)] if found is None else [each.path for each in found if each.error is None]
    return sum(map(_expected_in, files))


def _expected_in(path: Path) -> int:
    with suppress(BriefingError), guarded("reading", path):
        return count(path) if path.suffix.lower() in LINES else 1
    return 1


def _several_in(path: Path, settings: Settings) -> bool:
    with suppress(BriefingError), guarded("reading", path):
        if path.suffix.lower() in JSON:
            return is_lines(path, settings) or _several(capture(path, settings), settings)
        return _several(capture(path, settings), settings)
    return False


def _several(taken: Capture, settings: Settings) -> bool:
    """Whether the capture holds more than one article; nothing is fetched to tell."""
    with suppress(BriefingError), guarded("reading", taken.origin):
        if PurePath(taken.name).suffix.lower() in JSON:
            return sum(not isinstance(piece.part, PassedOver) for piece in cut(taken, settings)) != 1
        if (parts := within(taken, settings)) is not None:
            return _is_several(parts, settings)
        return is_feed(taken.data) and len(list(islice(cut(taken, settings), 2))) != 1
    return False


def _is_several(parts: Iterator[Capture | BriefingError], settings: Settings) -> bool:
    """Whether a wrapping holds more than one article, or has something to say beside it."""
    told = list(islice(parts, 2))
    if len(told) == 1 and isinstance(told[0], Capture):
        return _several(told[0], settings)
    return len(told) > 1


def _expanded(name: str, settings: Settings, *, first: bool) -> Iterator[Item]:
    """The items of one file or address: several for a feed or JSON, else one."""
    try:
        with guarded("reading", name):
            yield from map(_item, _captures_in(name, settings))
    except BriefingError as error:
        if first:
            raise
        yield Item(name, error=error)


def _captures_in(name: str, settings: Settings) -> Iterator[Capture | Item]:
    path = Path(name)
    if path.suffix.lower() in JSON and not is_url(name) and is_lines(path, settings):
        rows = numbered(rows_in(path, settings, origin=name), safe_name(path.name), name)
        return map(_as_item, rows)
    return _captures(capture(name, settings), settings)


def _as_item(piece: Cut) -> Capture | Item:
    return piece.part if isinstance(piece.part, Capture) else Item(piece.origin, error=piece.part)


def _item(one: Capture | Item) -> Item:
    return one if isinstance(one, Item) else Item(one.origin, capture=one)


def _with_article(item: Item, settings: Settings) -> Item:
    assert item.capture is not None
    try:
        return Item(item.origin, from_capture(item.capture, settings=settings), item.capture)
    except BriefingError as error:
        return Item(item.origin, capture=item.capture, error=_placed(error, item.capture))


def _placed(error: BriefingError, taken: Capture) -> BriefingError:
    """The error with what the user typed, where it names the capture: « c.csv#2 », not « c-0002.json »."""
    return type(error)(error.what, where=taken.origin, cure=error.cure) if error.where == taken.name else error


@dataclass
class _Room:
    """How many bytes what a source wraps may still hold, also in packed folders within packed folders."""

    left: int

    def taking(self, part: Capture) -> Capture:
        """The part, its bytes counted. Raises `LimitError` where there is no room left."""
        self.left -= len(part.data)
        if self.left < 0:
            raise LimitError(
                "stands behind more than may be unpacked of one source",
                where=part.origin,
                cure="unpack it, and give the files, or raise max_bytes",
            )
        return part


def _captures(
    taken: Capture, settings: Settings, depth: int = 0, room: _Room | None = None
) -> Iterator[Capture | Item]:
    suffix = PurePath(taken.name).suffix.lower()
    if suffix in JSON:
        yield from _cut_out(taken, settings)
    elif (parts := within(taken, settings)) is not None:
        if depth > DEEPEST:
            raise LimitError("is wrapped too deeply", where=taken.origin, cure="unpack it, and give what is in it")
        yield from _parts(parts, settings, depth, room or _Room(MOST_UNPACKED * settings.max_bytes))
    elif is_feed(taken.data) or (suffix in FEEDS and not is_page(loosely(taken.data[:HEAD]))):
        yield from _cut_out(taken, settings)
    else:
        yield taken


def _parts(
    parts: Iterator[Capture | BriefingError], settings: Settings, depth: int, room: _Room
) -> Iterator[Capture | Item]:
    """What a capture wraps, each part opened in its turn; one that cannot be opened costs itself only."""
    for part in parts:
        if isinstance(part, BriefingError):
            yield Item(part.where, error=part)
            continue
        try:
            with guarded("reading", part.origin):
                yield from _captures(room.taking(limited_part(part, settings)), settings, depth + 1, room)
        except BriefingError as error:
            yield Item(part.origin, error=error)


def limited_part(part: Capture, settings: Settings) -> Capture:
    """The part, unless it is past the limit or empty."""
    return Capture(part.name, limited(part.data, settings, part.origin), part.origin)


def _cut_out(taken: Capture, settings: Settings) -> Iterator[Capture | Item]:
    """Each article of JSON or of a feed; where a fetched feed gives summaries, the page behind each."""
    for piece in cut(taken, settings):
        short = isinstance(piece.part, Capture) and len(piece.part.data.split()) < FEW_WORDS
        if short and is_url(taken.origin) and is_url(piece.link):
            yield _behind(piece.link, settings)
        else:
            yield _as_item(piece)


def _behind(link: str, settings: Settings) -> Capture | Item:
    """The page a summary leads to, which may be no feed itself."""
    try:
        with guarded("reading", link):
            page = fetch(link, settings)
    except BriefingError as error:
        return Item(link, error=error)
    if is_feed(page.data):
        return Item(link, error=UsageError("leads to another feed", where=link, cure="give that feed itself"))
    return page
