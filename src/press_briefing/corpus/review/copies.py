"""Wire copy: articles that are word for word much the same, whatever their headline, so that they count once.

MinHash signatures of runs of words (Broder 1997) cut into bands find candidates (Leskovec, Rajaraman and Ullman,
Mining of Massive Datasets, ch. 3); every candidate is then compared run by run. Signatures are kept as bands on the
database's disk, and texts pass by in batches, so that memory does not grow with the number of articles.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...model.typography import key

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

RUN = 4  # words: long enough that two texts on one subject share few, short enough for cut copies
# Two texts alike by 0.5 meet in a band with chance 0.996, by 0.4 (a dispatch that makes up two fifths of an article) with
# 0.94, by 0.2 with 0.29, by 0.05 with 0.005.
BANDS, ROWS = 42, 3
SAME = 0.5  # share of runs in common (Jaccard): half of all that either says is said by both
WITHIN = 0.8  # or: so much of the shorter stands in the longer (a dispatch inside an article)
SHORTEST = 40  # words: below it two notices of one form look like copies
SEED = 42
BATCH = 500
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Copy:
    """An article that repeats an earlier one: their numbers, and the share of runs of words they have in common."""

    number: int
    of: int
    alike: float


def runs(text: str) -> frozenset[str]:
    """The runs of `RUN` words of a text; accents, case and punctuation do not matter. Empty when it is too short."""
    words = _WORD.findall(key(text))
    if len(words) < SHORTEST:
        return frozenset()
    return frozenset(" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def alike(a: frozenset[str], b: frozenset[str]) -> float:
    """How alike two texts are: the Jaccard index of their runs, or the share of the shorter that is in the longer.

    Parameters
    ----------
    a, b: runs of words of each text.

    Returns
    -------
    From 0 to 1.
    """
    common = len(a & b)
    if not common:
        return 0.0
    jaccard, within = common / (len(a) + len(b) - common), common / min(len(a), len(b))
    return max(jaccard, within if within >= WITHIN else 0.0)


def bands(found: frozenset[str]) -> list[str]:
    """The signature of a text, a short hash a band; none for a text too short to compare."""
    from rensa import RMinHash

    if not found:
        return []
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update(sorted(found))
    digest = sketch.digest()
    return [
        hashlib.blake2b(repr(digest[at : at + ROWS]).encode(), digest_size=8).hexdigest()
        for at in range(0, BANDS * ROWS, ROWS)
    ]


def find_copies(con: DuckDBPyConnection) -> list[Copy]:
    """The copies among the articles of the view `texts` (role, number, text), in order of number; within a role only.

    An article is a copy of the earliest one it is like that is no copy itself, so that a chain of small changes does
    not join two articles that have little in common.
    """
    con.execute("CREATE OR REPLACE TABLE bands (role VARCHAR, number BIGINT, band SMALLINT, hash VARCHAR)")
    for batch in _batches(con):
        _insert(
            con,
            [(role, number, band, told) for role, number, text in batch for band, told in enumerate(bands(runs(text)))],
        )
    # In each bucket only the first article is compared with the others: linear, however often a text was copied.
    con.execute("""
        CREATE OR REPLACE TABLE pairs AS SELECT DISTINCT number, first FROM (
            SELECT number, min(number) OVER (PARTITION BY role, band, hash) AS first FROM bands)
        WHERE first < number""")
    con.execute("DROP TABLE bands")
    found = list(_verified(con))
    con.execute("DROP TABLE pairs")
    return found


def _insert(con: DuckDBPyConnection, rows: list[tuple[str, int, int, str]]) -> None:
    import pandas as pd

    made = pd.DataFrame(rows, columns=["role", "number", "band", "hash"])
    con.register("made", made)
    con.execute("INSERT INTO bands SELECT * FROM made")
    con.unregister("made")


def _batches(con: DuckDBPyConnection) -> Iterator[list[tuple[str, int, str]]]:
    """Roles, numbers and texts, some hundreds at a time."""
    yield from _answer(con, "SELECT role, number, text FROM texts ORDER BY number")


def _answer(con: DuckDBPyConnection, query: str) -> Iterator[list[tuple]]:
    """The rows of an answer, some hundreds at a time, through a cursor of their own."""
    cursor = con.cursor()
    cursor.execute(query)
    while batch := cursor.fetchmany(BATCH):
        yield batch


def _verified(con: DuckDBPyConnection) -> Iterator[Copy]:
    """The candidates that are copies indeed, each of the earliest article it is like that is none itself."""
    done: set[int] = set()
    for batch in _answer(
        con,
        """
            SELECT p.number, p.first, a.text, b.text FROM pairs p JOIN texts a ON a.number = p.number
            JOIN texts b ON b.number = p.first ORDER BY p.number, p.first""",
    ):
        for number, first, text, other in batch:
            if number not in done and first not in done and (score := alike(runs(text), runs(other))) >= SAME:
                done.add(number)
                yield Copy(number, first, round(score, 4))
