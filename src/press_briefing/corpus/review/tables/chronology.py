"""The common chronology: a happening that several articles tell is one row, with all its sources and differences."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from ....measure.tables import Column, table
from ....measure.tables.declared import Rows
from ....model.typography import key
from ..collection import Collection
from ..happenings import ArticleTelling, Happening
from ..joining import merge
from ..tellings import tellings


@table(
    Column("date", "EDTF date most articles give", label="Date"),
    Column("label", "words of one of them", label="Ce que disent les articles"),
    Column("actors", "names"),
    Column("places", "places", label="Lieux"),
    Column("articles", "how many articles tell it", "int64", label="Articles"),
    Column("certainty", "of the joining: sure, likely, one (article)", label="Rapprochement"),
    Column("kind", "event, background or planned"),
    Column("cited", "article:sentence of every telling", label="Article·phrase"),
    Column("dates", "JSON: each date and who gives it, when they cannot all hold"),
    Column("figures", "JSON: figures that do not agree, and who gives them"),
    Column(
        "versions", "JSON: told as a fact, on somebody's word (alleged), denied, and who does, when articles differ"
    ),
    Column("others", "words of the other tellings"),
    Column("deduced", "those of its dates that no article states: they were inferred"),
)
def chronology(collection: Collection) -> Rows:
    """Happenings, those that several papers tell joined; copies do not tell anything of their own."""
    names = {key(name): name for name in sorted(set(collection.actors.names.values()))}
    rows = [_row(row, names) for row in merge(tellings(collection))]
    return pd.DataFrame(rows, columns=list(chronology.meanings))


def _row(row: Happening, names: dict[str, str]) -> dict[str, Any]:
    others = [telling for telling in row.tellings if telling is not row.shown]
    return {
        "date": row.date,
        "label": row.shown.label,
        "actors": _names((telling.actors for telling in row.tellings), names),
        "places": _names((telling.places for telling in row.tellings), names),
        "articles": len({t.number for t in row.tellings}),
        "certainty": row.certainty,
        "kind": row.shown.kind,
        "cited": _cited(row.tellings),
        "dates": _json(_dates(row)),
        "figures": _json(_figures(row)),
        "versions": _json({manner: _cited(told) for manner, told in row.versions.items()}),
        "others": " | ".join(telling.label for telling in others),
        "deduced": " ".join(sorted(row.deduced)),
    }


def _dates(row: Happening) -> dict[str, str]:
    """The dates that cannot all hold, each with who gives it."""
    return {date: _cited(told) for date, told in row.dates.items()} if row.disagree else {}


def _figures(row: Happening) -> dict[str, dict[str, str]]:
    """The figures that do not agree, each with who gives it."""
    return {
        what: {text: _cited([t for other, t in told if other == text]) for text, _ in told}
        for what, told in row.figures
    }


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False) if told else ""


def _names(keys: Iterable[Iterable[str]], names: dict[str, str]) -> str:
    return ", ".join(sorted({names.get(one, one) for found in keys for one in found}))


def _cited(told: Sequence[ArticleTelling]) -> str:
    return " ".join(dict.fromkeys(f"{telling.number}:{telling.sentence}" for telling in told))
