"""The folder of briefings as a static site: search, feed, permanent addresses, retention. No server, no network.

    site.rebuild(out, ledger)                     # index.html, archives/, latest/, feed.xml
    site.retain(out, ledger, Rules(days=90))      # the old ones go, folders and rows together

Everything is read again from the folders and the ledger, so the site may be lost and is made anew; the same briefings
give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from ...model.errors import OutputError
from ...report import archive
from . import clock, feed, listing, newest, pages, place, retention
from .options import Options
from .place import outdate, outdated
from .retention import Removed, Rules
from .shelf import RESERVED, Shelf, look
from .variants import gathered

if TYPE_CHECKING:
    from ..ledger import Ledger

__all__ = ["Options", "Removed", "Rules", "Site", "outdate", "outdated", "rebuild", "retain", "shelf_of"]

FAILURES = "echecs"


@dataclass(frozen=True)
class Site:
    """The site as rebuilt: its front page and feed, and how many briefings, failed runs and pages it holds.

    `skipped`: folders with a manifest that is none of ours; they are in no list.
    """

    index: Path
    feed: Path
    briefings: int
    failures: int
    pages: int
    skipped: tuple[str, ...]


def rebuild(out: Path, ledger: Ledger | None = None, *, options: Options | None = None) -> Site:
    """Write the site of the briefings in `out`.

    1. wait for whoever else rebuilds  2. end a removal that was cut off
    3. read the folders and the ledger  4. write the pages behind the front page, then the front page and the feed
    5. take away pages that nothing leads to any more

    `ledger` None: the one beside the briefings, if there is one. `options` None: `site.toml`, or the defaults.
    Raises `OutputError` when `out` cannot be written, or holds pages of somebody else under our names;
    `SettingsError` for a `site.toml` that is wrong; `LedgerError`.
    """
    options = _ready(out, options)
    with place.alone(out), _book(out, ledger) as book:  # 1
        retention.finish(out, book)  # 2
        return _write(out, look(out, book), options)  # 3-5


def retain(
    out: Path,
    ledger: Ledger | None,
    rules: Rules,
    *,
    dry_run: bool = False,
    now: datetime | None = None,
    trust_clock: bool = False,
    options: Options | None = None,
) -> list[Removed]:
    """Remove what the rules say, folder and rows together, and rebuild the site without it.

    1. wait for whoever else is at it, and end a removal that was cut off  2. choose  3. write down what goes
    4. rename the folders away, delete the rows, delete the folders  5. rebuild

    `dry_run` only chooses. `now`: instead of the clock. `trust_clock`: also one that leapt ahead since the last call, by
    which nothing would go for a day (`clock.py`). What is no briefing of ours is never touched, nor one that
    holds files its manifest does not know. Raises what `rebuild` raises, before anything is removed.
    """
    options = _ready(out, options)
    with place.alone(out), _book(out, ledger) as book:
        if not dry_run:
            retention.finish(out, book)  # 1
        shelf = look(out, book)
        moment = now or datetime.now(UTC)
        sighting = clock.Sighting(moment) if trust_clock else clock.sighted(out, moment)
        chosen = _chosen(out, shelf, rules, moment, sighting)  # 2
        if not dry_run:
            clock.note(out, sighting)
        going = [each for each in chosen if not each.kept]
        if going and not dry_run:
            place.outdate(out)
            retention.note(out, shelf, going)  # 3
            stuck = retention.finish(out, book)  # 4
            chosen = [replace(each, kept=stuck.get(each.address, each.kept)) for each in chosen]
        if not dry_run and place.outdated(out):
            _write(out, look(out, book), options)  # 5
    return chosen


def _chosen(out: Path, shelf: Shelf, rules: Rules, now: datetime, sighting: clock.Sighting) -> list[Removed]:
    """What the rules say goes by this clock; what would stay by the clock as it was before, is kept for a day."""
    sure = {entry.address for entry, _ in retention.choose(shelf, rules, min(now, sighting.seen))}
    doubt = f"the clock was at {sighting.seen:%Y-%m-%d} when last seen; believed after a day"
    told = [retention.told(out, shelf, entry, why) for entry, why in retention.choose(shelf, rules, now)]
    return [each if each.kept or each.address in sure else replace(each, kept=doubt) for each in told]


def shelf_of(out: Path, ledger: Ledger | None = None) -> Shelf:
    """All briefings in `out`, as the site would show them; nothing is written. Raises `LedgerError`."""
    with _book(out, ledger) as book:
        return look(out, book, remember=False)


def _ready(out: Path, options: Options | None) -> Options:
    """All that can be wrong is wrong before anything is written."""
    archive.prepare(out)
    _check(out)
    return options or Options.load(out)


@contextmanager
def _book(out: Path, ledger: Ledger | None) -> Iterator[Ledger | None]:
    """The ledger given, or the one that lies beside the briefings; asking makes none."""
    from ..ledger import Ledger, default_url

    url = default_url(out)
    if ledger is not None or not (url.database and Path(url.database).is_file()):
        yield ledger
        return
    with Ledger.open(url) as found:
        yield found


def _write(out: Path, shelf: Shelf, options: Options) -> Site:
    good = gathered(shelf.good, options.language)
    failures = sorted((*shelf.failures, *shelf.lost), key=attrgetter("made", "address", "title"), reverse=True)
    sheets, found = listing.sheets(good), newest.latest(shelf)
    names = {f"{sheet.name}.html": pages.archive(sheet, sheets, options) for sheet in sheets}
    if len(failures) > listing.FRONT:
        names[f"{FAILURES}.html"] = pages.failed(failures, options)
    for name, text in names.items():
        place.put(out / "archives" / name, text.encode("utf-8"))
    newest.write(out, found, options)
    place.put(out / "index.html", pages.front(good, failures, sheets, found, options).encode("utf-8"))
    place.put(out / feed.NAME, feed.feed(shelf.good, options))
    _tidy(out / "archives", set(names))
    (out / place.OWN / place.STALE).unlink(missing_ok=True)
    return Site(
        out / "index.html", out / feed.NAME, len(shelf.good), len(failures), 1 + len(names) + len(found), shelf.skipped
    )


def _tidy(folder: Path, kept: set[str]) -> None:
    """Remove our pages that are no longer among those kept."""
    for path in folder.glob("*.html") if folder.is_dir() else ():
        if path.name not in kept and _is_ours(path):
            path.unlink()


def _check(out: Path) -> None:
    """Raise `OutputError` rather than write through a link, or over a page that somebody else made."""
    for name in RESERVED:
        if (out / name).is_symlink() or (out / name / "manifest.json").exists():
            raise OutputError("is in the way of the site's own pages", where=out / name, cure="move it elsewhere")
    for name in ("index.html", feed.NAME):
        path = out / name
        if path.is_symlink() or (path.exists() and not _is_ours(path)):
            raise OutputError(
                "is there already and not ours, so it stays", where=path, cure="move it, or give another folder"
            )


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as opened:
            head = opened.read(4000)
    except OSError:
        return False
    return pages.GENERATOR.encode() in head or f"<generator>{feed.GENERATOR}<".encode() in head
