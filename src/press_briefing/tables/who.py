"""Tables of who is named: entities, which of them stand together, actors, voices."""
from __future__ import annotations

from itertools import combinations

import pandas as pd

from ..analysis import Analysis, in_doubt
from .codebook import TOGETHER
from .rows import Places, frame, where

# A sentence that names more people and organisations than this is a list: it brings nobody together.
LIST = 40


def entities(analysis: Analysis) -> pd.DataFrame:
    """One row an entity that is counted, most frequent first."""
    places = Places(analysis)
    found: dict[str, list[int]] = {}
    for mention in analysis.entities:
        if analysis.article.counts(mention.start):
            found.setdefault(mention.id, []).append(places.sentence(mention.start))
    kept = ("id", "label", "name", "country", "latitude", "longitude", "certainty", "stands_for")
    rows = ({**{name: getattr(row, name) for name in kept}, "count": len(found[row.id]),
             "forms": " | ".join(row.forms), "related": " ".join(row.related), **where(found[row.id])}
            for row in analysis.entity_index if row.id in found)
    return frame("entities", sorted(rows, key=lambda row: (-row["count"], row["sentence"], row["name"])))


def actors(analysis: Analysis) -> pd.DataFrame:
    """One row an actor with a mention that is not in doubt, in the order of the text."""
    places = Places(analysis)
    rows = []
    for row in analysis.actors:
        sure = [mention for mention in row.mentions if not mention.doubtful and analysis.article.counts(mention.start)]
        if sure:
            kept = ("id", "name", "kind", "named", "role", "affiliation", "entity", "doubtful")
            rows.append({**{name: getattr(row, name) for name in kept}, "forms": " | ".join(row.forms),
                         "mentions": len(sure), "pronouns": sum(mention.form == "pronoun" for mention in sure),
                         **where(places.sentence(mention.start) for mention in sure)})
    return frame("actors", rows)


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
    kept = sorted((-len(numbers), *pair, " ".join(map(str, numbers))) for pair, numbers in pairs.items()
                  if len(numbers) >= least)
    return pd.DataFrame([(first, second, -count, numbers) for count, first, second, numbers in kept],
                        columns=list(TOGETHER))


def voices(analysis: Analysis) -> pd.DataFrame:
    """One row a source, the one that says most first."""
    from ..sourcing import voices as found

    places = Places(analysis)
    return frame("voices", ({"name": row.name, "actor": row.actor, "source_type": row.source_type, "words": row.words,
                             "claims": row.claims, "share": row.share, "kind_doubtful": in_doubt(row.source_type),
                             **where(places.sentence(start) for start, _ in row.where)}
                            for row in found(analysis)))
