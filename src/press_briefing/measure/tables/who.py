"""Tables of who is named: entities, which of them stand together, actors, voices."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from ...model.analysis import Analysis, in_doubt
from .declared import Column, DeclaredColumns, Rows, table
from .rows import Places, where

# A sentence that names more people and organisations than this is a list: it brings nobody together.
LIST = 40

# Filed with a briefing like the tables of an analysis, but counted from them: no dataset keeps it.
TOGETHER = DeclaredColumns(
    "together",
    (
        Column("first", "a person or an organisation"),
        Column("second", "another"),
        Column("count", "sentences with both, by name, title or pronoun", "int64"),
        Column("sentences", "those sentences"),
    ),
)


@table(
    Column("id", "identifier"),
    Column("label", "PER, LOC, ORG or MISC"),
    Column("name", "fullest form"),
    Column("count", "mentions outside the byline", "int64"),
    Column("forms", "forms found"),
    Column("related", "ids of linked but distinct entities"),
    Column("country", "ISO 3166 code of a place"),
    Column("latitude", "degrees", "double"),
    Column("longitude", "degrees", "double"),
    Column("certainty", "how sure the place is"),
    Column("stands_for", "government a capital stands for"),
    Column("sentence", "first sentence", "int64"),
    Column("sentences", "all sentences"),
)
def entities(analysis: Analysis) -> Rows:
    """One row an entity that is counted, most frequent first."""
    places = Places(analysis)
    found: dict[str, list[int]] = {}
    for mention in analysis.entities:
        if analysis.article.counts(mention.start):
            found.setdefault(mention.id, []).append(places.sentence(mention.start))
    kept = ("id", "label", "name", "country", "latitude", "longitude", "certainty", "stands_for")
    rows = (
        {
            **{name: getattr(row, name) for name in kept},
            "count": len(found[row.id]),
            "forms": " | ".join(row.forms),
            "related": " ".join(row.related),
            **where(found[row.id]),
        }
        for row in analysis.entity_index
        if row.id in found
    )
    return sorted(rows, key=lambda row: (-row["count"], row["sentence"], row["name"]))


@table(
    Column("id", "identifier, the entity's where it has one"),
    Column("name", "fullest form, or the description of who has none"),
    Column("kind", "person, organisation, state or group"),
    Column("named", "whether the article gives a name", "bool"),
    Column("role", "what they are, as the article words it"),
    Column("affiliation", "body they belong to"),
    Column("forms", "names, titles and descriptions found"),
    Column("entity", "row of entities, if any"),
    Column("mentions", "mentions outside the byline, pronouns too, doubtful ones left out", "int64"),
    Column("pronouns", "pronouns among them", "int64"),
    Column("sentence", "first sentence", "int64"),
    Column("sentences", "all sentences"),
    Column("doubtful", "true where it may be no actor, or another row's", "bool"),
    Column("confidence", "how likely it is right, 0 to 1, by sheets of readers; empty: nothing to weigh", "double"),
)
def actors(analysis: Analysis) -> Rows:
    """One row an actor with a mention that is not in doubt, in the order of the text."""
    places = Places(analysis)
    rows = []
    for row in analysis.actors:
        sure = [mention for mention in row.mentions if not mention.doubtful and analysis.article.counts(mention.start)]
        if sure:
            kept = ("id", "name", "kind", "named", "role", "affiliation", "entity", "doubtful", "confidence")
            rows.append(
                {
                    **{name: getattr(row, name) for name in kept},
                    "forms": " | ".join(row.forms),
                    "mentions": len(sure),
                    "pronouns": sum(mention.form == "pronoun" for mention in sure),
                    **where(places.sentence(mention.start) for mention in sure),
                }
            )
    return rows


def together(found: pd.DataFrame, least: int = 2) -> pd.DataFrame:
    """One row a pair of people or organisations that at least `least` sentences name together, most first.

    `found`: the table of `actors`; whoever is in doubt, or has no name, is left out.
    """
    names = found[found["kind"].isin(["person", "organisation"]) & found["named"] & ~found["doubtful"]]
    held: dict[int, set[str]] = {}
    for name, numbers in names[["name", "sentences"]].to_numpy().tolist():
        for sentence in map(int, numbers.split()):
            held.setdefault(sentence, set()).add(name)
    pairs: dict[tuple[str, str], list[int]] = {}
    for sentence, inside in sorted((number, inside) for number, inside in held.items() if len(inside) <= LIST):
        for pair in combinations(sorted(inside), 2):
            pairs.setdefault(pair, []).append(sentence)
    kept = sorted(
        (-len(numbers), *pair, " ".join(map(str, numbers))) for pair, numbers in pairs.items() if len(numbers) >= least
    )
    return pd.DataFrame(
        [(first, second, -count, numbers) for count, first, second, numbers in kept], columns=list(TOGETHER.meanings)
    )


@table(
    Column("name", "what the source is called"),
    Column("actor", "row of actors, if it is one"),
    Column("source_type", "as in claims"),
    Column("words", "words quoted", "int64"),
    Column("claims", "claims reported", "int64"),
    Column("share", "its quoted words over the words of the body", "double"),
    Column("sentence", "first sentence", "int64"),
    Column("sentences", "all sentences"),
    Column("kind_doubtful", "as in claims", "bool"),
)
def voices(analysis: Analysis) -> Rows:
    """One row a source, the one that says most first."""
    from ..sourcing import voices as found

    places = Places(analysis)
    return (
        {
            "name": row.name,
            "actor": row.actor,
            "source_type": row.source_type,
            "words": row.words,
            "claims": row.claims,
            "share": row.share,
            "kind_doubtful": in_doubt(row.source_type),
            **where(places.sentence(start) for start, _ in row.where),
        }
        for row in found(analysis)
    )
