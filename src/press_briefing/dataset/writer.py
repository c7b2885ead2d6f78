"""Writing a unit: its parts first, its marker last."""
from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..analysis import Analysis
from ..errors import OutputError, SourceError
from .schema import FORMAT, SCHEMA, arrow, kinds, table_names, value
from .storage import Store, store
from .units import Entry, Unit, analysis_id

if TYPE_CHECKING:
    import pyarrow

ROOT_MARKER = "dataset.json"
UNITS = "units"


def write(target: str | os.PathLike[str], key: str, analyses: Iterable[Entry | Analysis], *,
          failed: Mapping[str, str] | None = None) -> Unit:
    """Write the unit `key` of the dataset at `target` (a folder or an fsspec address); returns its marker.

    1. mark the target as a dataset of ours, or find it so
    2. turn the analyses into one Arrow table a kind of finding
    3. write each as `TABLE/part-KEY.parquet`, whole or not at all
    4. write `units/KEY.json`: now, and not before, the unit is there

    `analyses`: entries, or bare analyses (their id is then the hash of the text, name, date and model). `failed`:
    origin -> why an article of the unit is not in it. The same articles under the same versions give the same bytes.
    Raises `OutputError`, or `SourceError` when the target holds a dataset of another schema.
    """
    place = store(target)
    claim(place)                                                                                                # 1
    entries = _entries(analyses)
    columns = _columns(entries, key)                                                                            # 2
    parts = {}
    for name, table in columns.items():
        data = _parquet(_table(name, table))
        place.write(part(name, key), data)                                                                      # 3
        parts[name] = len(data)
    unit = Unit(key, tuple(entry.article for entry in entries), parts, dict(failed or {}), SCHEMA, __version__, _code())
    place.write(marker(key), unit.to_json())                                                                    # 4
    return unit


def claim(place: Store) -> None:
    """Make sure the target is a dataset of this schema; an empty or missing folder becomes one."""
    if not known(place):
        if place.sizes("") or place.sizes(UNITS):
            raise OutputError("holds other files and is no dataset of ours", where=place.told,
                              cure="give an empty or a new folder")
        told = {"format": FORMAT, "schema": SCHEMA, "tables": list(table_names())}
        place.write(ROOT_MARKER, json.dumps(told, indent=1).encode() + b"\n")


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
        raise SourceError(f"has schema {schema!r}, this version reads {SCHEMA}", where=where,
                          cure="build the dataset again, or use the version it was written with")
    return True


def part(table: str, key: str) -> str:
    """Where the rows of a unit lie."""
    return f"{table}/part-{key}.parquet"


def marker(key: str) -> str:
    """Where it is said that a unit is complete."""
    return f"{UNITS}/{key}.json"


def complete(target: str | os.PathLike[str]) -> frozenset[str]:
    """The keys of the units that are marked complete; none when there is no dataset yet."""
    place = store(target)
    return keys(place) if known(place) else frozenset()


def keys(place: Store) -> frozenset[str]:
    """The keys of the units marked complete."""
    return frozenset(name.removesuffix(".json") for name in place.sizes(UNITS) if name.endswith(".json"))


def mend(target: str | os.PathLike[str]) -> tuple[str, ...]:
    """Take away the markers of units that lost a part or cannot be read, so that they are made again; their keys."""
    place = store(target)
    if not known(place):
        return ()
    broken = []
    sizes = {name: place.sizes(name) for name in table_names()}
    for key in sorted(keys(place)):
        unit = _marked(place, key)
        if unit is None or lost(unit, sizes):
            place.remove(marker(key))
            broken.append(key)
    return tuple(broken)


def _marked(place: Store, key: str) -> Unit | None:
    try:
        return Unit.from_json(place.read(marker(key)) or b"")
    except (ValueError, KeyError, TypeError):
        return None


def lost(unit: Unit, sizes: Mapping[str, Mapping[str, int]]) -> list[str]:
    """The parts of a unit that are missing or of another size than was written."""
    return [part(name, unit.key) for name, size in unit.parts.items()
            if sizes.get(name, {}).get(f"part-{unit.key}.parquet") != size]


def _entries(analyses: Iterable[Entry | Analysis]) -> list[Entry]:
    """Each article once: the same capture twice is one article."""
    found: dict[str, Entry] = {}
    for row in analyses:
        entry = row if isinstance(row, Entry) else Entry(analysis_id(row), row)
        found.setdefault(entry.article, entry)
    return list(found.values())


def _columns(entries: Iterable[Entry], key: str) -> dict[str, dict[str, list[Any]]]:
    """Table -> column -> values of all articles."""
    from ..tables import every_table

    found: dict[str, dict[str, list[Any]]] = {name: {column: [] for column in kinds(name)} for name in table_names()}
    for entry in entries:
        for column, one in _about(entry, key).items():
            found["articles"][column].append(value(kinds("articles")[column], one))
        for name, table in every_table(entry.analysis).items():
            types, columns = kinds(name), found[name]
            columns["article"].extend([entry.article] * len(table))
            for column in table.columns:
                columns[column].extend(value(types[column], one) for one in table[column].tolist())
    return found


def _about(entry: Entry, key: str) -> dict[str, Any]:
    """The row of an article."""
    analysis, article = entry.analysis, entry.analysis.article
    document = analysis.tone.document
    return {"article": entry.article, "title": article.title, "author": article.author.name if article.author else None,
            "source": article.source, "origin": entry.origin, "published": article.published.value,
            "certainty": article.published.certainty, "language": article.language, "characters": len(article.text),
            "words": len(analysis.words), "sentences": len(analysis.sentences), "valence": document.valence,
            "tone": document.score, "coverage": document.coverage, "sha256": article.sha256, "model": analysis.model,
            "unit": key}


def _table(name: str, columns: Mapping[str, list[Any]]) -> pyarrow.Table:
    import pyarrow as pa

    return pa.Table.from_pydict(dict(columns), schema=arrow(name))


def _parquet(table: pyarrow.Table) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue().to_pybytes()


@cache
def _code() -> str:
    from ..analyse.saved import code_fingerprint

    return code_fingerprint()[:16]
