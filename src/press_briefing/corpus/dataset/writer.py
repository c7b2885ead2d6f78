"""Writing a unit: its parts first, its marker last."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from ... import __version__
from ...guard.failing import guarded
from ...model.analysis import Analysis
from ...model.errors import BriefingError, OutputError, SourceError
from .schema import FORMAT, SCHEMA, arrow, encodes, kinds, table_names, value, whole
from .storage import Store, store
from .units import DatasetEntry, DatasetUnit, analysis_id

if TYPE_CHECKING:
    import pyarrow

ROOT_MARKER = "dataset.json"
UNITS = "units"
MARKERS = 1000  # markers held at once
PARQUET: dict[str, Any] = {"compression": "zstd"}


def write(
    target: str | os.PathLike[str],
    key: str,
    analyses: Iterable[DatasetEntry | Analysis],
    *,
    failed: Mapping[str, str] | None = None,
) -> DatasetUnit:
    """Write the unit `key` of the dataset at `target` (a folder or an fsspec address); returns its marker.

    1. mark the target as a dataset of ours, or find it so
    2. turn the analyses into one Arrow table a kind of finding
    3. write each as `TABLE/part-KEY.parquet`, whole or not at all
    4. write `units/KEY.json`: now, and not before, the unit is there

    `analyses`: entries, or bare analyses (their id is then the hash of the text, name, date and model). `failed`:
    article id -> why it is not in the unit; an article whose rows fit into no table joins them. The same articles under
    the same versions give the same bytes.
    Raises `OutputError`, or `SourceError` when the target holds a dataset of another schema.
    """
    place = store(target)
    claim(place)  # 1
    entries, tables, unfit = _fitting(_entries(analyses), key)  # 2
    parts = {}
    for name, table in tables.items():
        data = _parquet(table)
        place.write(part(name, key), data)  # 3
        parts[name] = len(data)
    unit = DatasetUnit(
        key, tuple(entry.article for entry in entries), parts, {**(failed or {}), **unfit}, SCHEMA, __version__, _code()
    )
    place.write(marker(key), unit.to_json())  # 4
    return unit


def prepare(target: str | os.PathLike[str]) -> None:
    """Make `target` a dataset, if it is none yet: what is wrong with it is better known before the work than after.

    Raises `OutputError`, or `SourceError` when it is a dataset of another schema.
    """
    claim(store(target))


def claim(place: Store) -> None:
    """Make sure the target is a dataset of this schema; an empty or missing folder becomes one."""
    if known(place):
        return
    if place.fs.isfile(place.root):
        raise OutputError("is a file, not a folder", where=place.told, cure="give a folder for the dataset")
    if _foreign(place) and not known(place):  # asked again: another worker may have come first
        raise OutputError(
            "holds other files and is no dataset of ours", where=place.told, cure="give an empty or a new folder"
        )
    told = {"format": FORMAT, "schema": SCHEMA, "tables": list(table_names())}
    place.write(ROOT_MARKER, json.dumps(told, indent=1).encode() + b"\n")


def _foreign(place: Store) -> bool:
    ours = {*table_names(), UNITS, ROOT_MARKER}
    return any(name not in ours and not name.startswith(".") for name in place.names())


def known(place: Store) -> bool:
    """Whether the target is a dataset of ours. Raises `SourceError` when it is one of another schema, or damaged."""
    data = place.read(ROOT_MARKER)
    if data is None:
        return False
    where = f"{place.told.rstrip('/')}/{ROOT_MARKER}"
    try:
        told = json.loads(data)
        kind, schema = told["format"], told["schema"]
    except (ValueError, KeyError, TypeError):
        raise SourceError("is damaged, or not ours", where=where, cure="give the folder of a dataset") from None
    if kind != FORMAT:
        raise SourceError(f"is a {str(kind)[:40]!r}, not a {FORMAT}", where=where, cure="give the folder of a dataset")
    if schema != SCHEMA:
        raise SourceError(
            f"has schema {schema!r}, this version reads {SCHEMA}",
            where=where,
            cure="build the dataset again, or use the version it was written with",
        )
    return True


def part(table: str, key: str) -> str:
    """Where the rows of a unit lie."""
    return f"{table}/part-{key}.parquet"


def marker(key: str) -> str:
    """Where it is said that a unit is complete."""
    return f"{UNITS}/{key}.json"


def complete(target: str | os.PathLike[str]) -> dict[str, Mapping[str, str]]:
    """Key -> what failed (article id -> why) of each unit that is there whole; none when there is no dataset yet.

    A unit that lost a part is not among them: whoever goes on with a batch makes it again.
    """
    place = store(target)
    if not known(place):
        return {}
    return {key: unit.failed for unit in wholes(place) for key in (unit.key, *unit.holds)}


def wholes(place: Store) -> Iterator[DatasetUnit]:
    """The units that are there whole, in order of key, some markers in memory at a time."""
    found = sorted(keys(place))
    sizes = {name: place.sizes(name) for name in table_names()}
    for begin in range(0, len(found), MARKERS):
        for unit in _marked(place, found[begin : begin + MARKERS]):
            if not lost(unit, sizes):
                yield unit


def keys(place: Store) -> frozenset[str]:
    """The keys of the units marked complete."""
    return frozenset(name.removesuffix(".json") for name in place.sizes(UNITS) if name.endswith(".json"))


def _marked(place: Store, found: list[str]) -> Iterator[DatasetUnit]:
    """The units of some markers; a marker that cannot be understood is as good as none."""
    for data in place.read_all([marker(key) for key in found]).values():
        with suppress(ValueError, KeyError, TypeError):
            yield DatasetUnit.from_json(data)


def lost(unit: DatasetUnit, sizes: Mapping[str, Mapping[str, int]]) -> list[str]:
    """The parts of a unit that are missing or of another size than was written.

    Returns
    -------
    None where all is there.
    """
    return [
        part(name, unit.key)
        for name, size in unit.parts.items()
        if sizes.get(name, {}).get(f"part-{unit.key}.parquet") != size
    ]


def _entries(analyses: Iterable[DatasetEntry | Analysis]) -> list[DatasetEntry]:
    """Each article once: the same capture twice is one article."""
    found: dict[str, DatasetEntry] = {}
    for row in analyses:
        entry = row if isinstance(row, DatasetEntry) else DatasetEntry(analysis_id(row), row)
        found.setdefault(entry.article, entry)
    return list(found.values())


Tables = dict[str, "pyarrow.Table"]


def _fitting(entries: list[DatasetEntry], key: str) -> tuple[list[DatasetEntry], Tables, dict[str, str]]:
    """The entries, their tables, and why others are left out: where all do not fit together, each is tried alone."""
    try:
        with guarded("filing", f"unit {key}"):
            return entries, _tables(entries, key), {}
    except BriefingError:
        unfit: dict[str, str] = {}
        for entry in entries:
            try:
                with guarded("filing", entry.origin or entry.analysis.article.source):
                    _tables([entry], key)
            except BriefingError as error:
                unfit[entry.article] = f"{type(error).__name__}: {error.what}"
        if not unfit:
            raise
        fit = [entry for entry in entries if entry.article not in unfit]
        return fit, _tables(fit, key), unfit


def _tables(entries: Iterable[DatasetEntry], key: str) -> Tables:
    return {name: _table(name, columns) for name, columns in _columns(entries, key).items()}


def _columns(entries: Iterable[DatasetEntry], key: str) -> dict[str, dict[str, list[Any]]]:
    """Table -> column -> values of all articles."""
    from ...measure.tables import every_table

    found: dict[str, dict[str, list[Any]]] = {name: {column: [] for column in kinds(name)} for name in table_names()}
    for entry in entries:
        for column, one in _about(entry, key).items():
            found["articles"][column].append(value(kinds("articles")[column], one))
        for name, table in every_table(_encodable(entry.analysis)).items():
            types, columns = kinds(name), found[name]
            columns["article"].extend([entry.article] * len(table))
            for column in table.columns:
                columns[column].extend(value(types[column], one) for one in table[column].tolist())
    return found


def _encodable(analysis: Analysis) -> Analysis:
    """The analysis, its offsets unchanged, with U+FFFD for lone surrogates: pandas keeps text as UTF-8."""
    article = analysis.article
    told = [
        article.text,
        article.source,
        article.title or "",
        article.author.name if article.author else "",
        article.outlet or "",
        article.url or "",
        article.truncated.reason if article.truncated else "",
    ]
    if all(map(encodes, told)) and all(encodes(row.text) for row in article.cleaning):
        return analysis
    data = json.loads(whole(json.dumps(analysis.to_dict(), ensure_ascii=False)))
    del data["article"]["sha256"]
    return Analysis.from_dict(data)


def _about(entry: DatasetEntry, key: str) -> dict[str, Any]:
    """The row of an article."""
    analysis, article = entry.analysis, entry.analysis.article
    document = analysis.tone.document
    return {
        "article": entry.article,
        "title": article.title,
        "author": article.author.name if article.author else None,
        "source": article.source,
        "origin": entry.origin or None,
        "outlet": entry.outlet or None,
        "published": article.published.value,
        "certainty": article.published.certainty,
        "language": article.language,
        "characters": len(article.text),
        "words": len(analysis.words),
        "sentences": len(analysis.sentences),
        "valence": document.valence,
        "tone": document.score,
        "coverage": document.coverage,
        "sha256": article.sha256,
        "model": analysis.model,
        "unit": key,
        "truncated": article.truncated.reason if article.truncated else None,
        "profile": analysis.profile,
        "updated": article.updated,
    }


def _table(name: str, columns: Mapping[str, list[Any]]) -> pyarrow.Table:
    import pyarrow as pa

    return pa.Table.from_pydict(dict(columns), schema=arrow(name))


def _parquet(table: pyarrow.Table) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, **PARQUET)
    return sink.getvalue().to_pybytes()


@cache
def _code() -> str:
    from ...analyse.saved import code_fingerprint

    return code_fingerprint()[:16]
