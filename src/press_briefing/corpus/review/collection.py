"""The articles of a review in a database: chosen by date, numbered, and each wire dispatch counted once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ...capture.read.whence import host
from ...model.errors import SourceError
from ...model.settings import Settings
from .. import dataset
from .copies import Copy, find_copies
from .gather import OUTLETS, Progress, ReadingTally, gather
from .period import ReviewPeriod, UnitCalendar
from .who import identify

if TYPE_CHECKING:
    import pandas as pd

READING = "reading.json"  # beside an extracted dataset: what was read to get it
MEMORY = "1GB"
STATED = "certainty IS DISTINCT FROM 'inferred'"  # of the date of an article: read, and not deduced
# Titles do not count: a copy may have its own; list items do.
_TEXTS = """CREATE OR REPLACE VIEW texts AS
    SELECT c.role, c.number, string_agg(s.text, ' ' ORDER BY s.sentence) AS text
    FROM chosen c JOIN sentences s USING (article) WHERE s.kind NOT IN ('title', 'heading') GROUP BY c.role, c.number"""


def is_dataset(source: str) -> bool:
    """Whether a source is a dataset, and not articles yet to be read."""
    if "://" in source and source.partition("://")[0] in ("http", "https"):
        return False
    if "://" in source:
        return bool(dataset.complete(source))
    with suppress(OSError):  # no name of a file: whoever reads it says so
        return (Path(source) / "dataset.json").is_file()
    return False


class Collection:
    """The articles of a period. A context manager; `close` gives back what it holds.

    `source`: a dataset, or anything `read.many` takes, which is then read and analysed. Tables to ask: those of the
    dataset, and `chosen` (article, number, role, day, title, outlet, words, copy_of, kept): `role` is `period` or
    `before`, `kept` false for a copy of an earlier article; the views `kept` and `compared` (those of the two roles that
    count), and those of `who`. Raises `SourceError` when nothing could be read.
    """

    def __init__(
        self,
        source: str,
        *,
        period: ReviewPeriod,
        settings: Settings | None = None,
        reading: ReadingTally | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.period, self._work = period, TemporaryDirectory(prefix="press-briefing-")
        settings = settings or Settings.current()
        if not is_dataset(source):
            told = source
            source = str(Path(self._work.name) / "dataset")
            reading = gather(told, source, period=period, settings=settings, progress=progress)
            source = opened(source, reading, told=told)
        self.dataset = dataset.open_dataset(source, memory=MEMORY)
        self.source, self.reading = source, reading or self._reading()
        self._choose()
        self.copies = self._copies()
        self.actors = identify(self.dataset)

    def __enter__(self) -> Collection:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back memory and disk."""
        self.dataset.close()
        self._work.cleanup()

    def sql(self, query: str, *, wanted: pd.DataFrame | None = None) -> pd.DataFrame:
        """The answer to a query, as a table; in it `wanted` names the rows given here."""
        if wanted is None:
            return self.dataset.sql(query)
        self.dataset.connection.register("wanted", wanted)
        try:
            return self.dataset.sql(query)
        finally:
            self.dataset.connection.unregister("wanted")

    def one(self, query: str) -> tuple:
        """The first row of the answer to a query."""
        row = next(iter(self.dataset.connection.execute(query).fetchall()), None)
        return row if row is not None else ()

    # -- choosing ----------------------------------------------------------------------------------

    def _reading(self) -> ReadingTally:
        """What the dataset says of its own making."""
        path = Path(self.dataset.place.path(READING))
        if self.dataset.place.local and path.is_file():
            return ReadingTally.from_dict(json.loads(path.read_text(encoding="utf-8")))
        counted = "count(*), count(*) FILTER (published IS NULL)"
        outside = f"count(*) FILTER (published IS NOT NULL AND NOT ({self.period.sql('try_cast(published AS DATE)')}))"
        read, undated, others = self.one(f"SELECT {counted}, {outside} FROM articles")
        failed = sorted(
            (Path(origin).name if "://" not in origin else origin, why)
            for unit in self.dataset.units
            for origin, why in unit.failed.items()
        )
        return ReadingTally(
            unread=failed, read=read + len(failed), outside=others, undated=undated if self.period.bounded else 0
        )

    def _choose(self) -> None:
        """Number the articles: those of the period from 1 in order of day, then those they are compared with."""
        before = self.period.before()
        day, inside = "try_cast(published AS DATE)", self.period.sql("day")
        inside = f"coalesce({inside}, false)" if self.period.bounded else "true"
        earlier = f"coalesce({before.sql('day')}, false)" if before else "false"
        self.dataset.connection.execute(f"CREATE TABLE papers AS {self._papers()}")
        self.dataset.connection.execute(f"""
            CREATE TABLE chosen AS
            WITH dated AS (SELECT a.article, {day} AS day, a.certainty, a.title, a.author, a.source, a.origin, a.words,
                                  coalesce(nullif(p.outlet, ''), a.outlet, '') AS outlet
                           FROM articles a LEFT JOIN papers p USING (article)),
            placed AS (SELECT *, CASE WHEN {inside} THEN 'period' WHEN {earlier} THEN 'before' END AS role FROM dated)
            SELECT *, row_number() OVER (ORDER BY role DESC, day NULLS LAST, outlet, source, article) AS number
            FROM placed WHERE role IS NOT NULL""")
        self.dataset.connection.create_function("host_of", host, ["VARCHAR"], "VARCHAR")
        self.dataset.connection.execute("UPDATE chosen SET outlet = host_of(origin) WHERE outlet = '' AND origin <> ''")

    def _papers(self) -> str:
        """Which paper each article is from, as the reading of its capture found it."""
        place = self.dataset.place
        if not place.sizes(OUTLETS):
            return "SELECT NULL::VARCHAR AS article, NULL::VARCHAR AS outlet WHERE false"
        address = place.address(f"{OUTLETS}/part-*.parquet").replace("'", "''")
        return f"SELECT article, any_value(outlet) AS outlet FROM read_parquet('{address}') GROUP BY article"

    def _copies(self) -> list[Copy]:
        con = self.dataset.connection
        con.execute(_TEXTS)
        found = find_copies(con)
        con.execute("CREATE TABLE copied (number BIGINT, copy_of BIGINT)")
        if found:
            con.executemany("INSERT INTO copied VALUES (?, ?)", [(row.number, row.of) for row in found])
        con.execute("""CREATE VIEW kept AS SELECT c.* FROM chosen c
                       WHERE c.role = 'period' AND c.number NOT IN (SELECT number FROM copied)""")
        con.execute("""CREATE VIEW compared AS SELECT c.* FROM chosen c
                       WHERE c.role = 'before' AND c.number NOT IN (SELECT number FROM copied)""")
        return [row for row in found if row.number <= self.count]

    # -- what every view asks ----------------------------------------------------------------------

    @cached_property
    def count(self) -> int:
        """How many articles the period holds, copies too."""
        return int(self.one("SELECT count(*) FROM chosen WHERE role = 'period'")[0])

    @cached_property
    def kept(self) -> int:
        """How many of them are counted: copies are not."""
        return int(self.one("SELECT count(*) FROM kept")[0])

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day: those asked for, else those that articles state; None where neither is.

        A date that was deduced never sets the period: `guessed` has those.
        """
        first, last = self.one(f"SELECT min(day), max(day) FROM chosen WHERE role = 'period' AND {STATED}")
        first, last = self.period.since or first, self.period.until or last
        return (first, last) if first and last and first <= last else None

    @cached_property
    def guessed(self) -> tuple[date, ...]:
        """The days of the articles of the period whose date was deduced, in order."""
        rows = self.sql(
            f"SELECT day FROM chosen WHERE role = 'period' AND NOT ({STATED}) AND day IS NOT NULL ORDER BY day"
        )
        return tuple(day.date() for day in rows["day"])

    @cached_property
    def calendar(self) -> UnitCalendar | None:
        """The units the period is counted by; None when nothing is dated."""
        return UnitCalendar.of(*self.days) if self.days else None

    @cached_property
    def outlets(self) -> dict[str, int]:
        """Each paper (empty: not said) and its articles, the most first."""
        rows = self.sql(
            "SELECT outlet, count(*) AS n FROM chosen WHERE role = 'period' GROUP BY outlet ORDER BY n DESC, outlet"
        )
        return dict(zip(rows["outlet"].tolist(), rows["n"].tolist(), strict=True))

    def titles(self, numbers: Sequence[int]) -> pd.DataFrame:
        """Number, day and how it is known, title, outlet, source and words of some articles, in order."""
        told = ", ".join(map(str, sorted({int(n) for n in numbers}))) or "-1"
        return self.sql(
            "SELECT number, strftime(day, '%Y-%m-%d') AS day, certainty, title, outlet, source, words, "
            f"article FROM chosen WHERE number IN ({told}) ORDER BY number"
        )


def opened(target: str, reading: ReadingTally, *, told: str) -> str:
    """The dataset that was gathered from `told`, an empty one when all its articles are of other days.

    Raises `SourceError` when none could be read.
    """
    if not dataset.complete(target):
        if not (reading.outside or reading.undated):
            raise SourceError("holds no article that could be read", where=told, cure=_cure(reading))
        dataset.write(target, dataset.unit_key(()), [])
    return target


def _cure(reading: ReadingTally) -> str:
    if not reading.unread:
        return "check the source"
    origin, why = reading.unread[0]
    return f"{origin}: {why}"
