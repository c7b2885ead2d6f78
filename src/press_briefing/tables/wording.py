"""Tables of the wording: sentences, sections, words, terms, their tone, what cleaning took away."""
from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ..analysis import Analysis
from ..article import HEADS
from .rows import Places, frame, where


def sentences(analysis: Analysis) -> pd.DataFrame:
    """One row a sentence, in order, with its tone."""
    return frame("sentences", _sentences(analysis))


def _sentences(analysis: Analysis) -> list[dict[str, Any]]:
    places, tone = Places(analysis), {row.start: row for row in analysis.tone.sentences}
    paragraphs = analysis.article.paragraphs
    return [
        {"sentence": number, "start": row.start, "end": row.end, "paragraph": row.paragraph + 1,
         "kind": paragraphs[row.paragraph].kind, "section": places.headings[row.paragraph],
         "valence": tone[row.start].valence if row.start in tone else "neutral",
         "score": tone[row.start].score if row.start in tone else 0.0,
         "layer": tone[row.start].layer if row.start in tone else "none", "text": analysis.text_of(row),
         "doubtful": row.start in tone and tone[row.start].doubtful}
        for number, row in enumerate(analysis.sentences, 1)]


def sections(analysis: Analysis) -> pd.DataFrame:
    """One row a section, in order: its length and the tone of its sentences (headings and byline left out)."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in _sentences(analysis):
        if row["kind"] not in HEADS and analysis.article.counts(row["start"]):
            found.setdefault(row["section"], []).append(row)
    return frame("sections", (
        {"section": section, "words": sum(len(row["text"].split()) for row in rows), "sentences": len(rows),
         "negative": sum(row["valence"] == "negative" for row in rows),
         "positive": sum(row["valence"] == "positive" for row in rows),
         "score": float(np.mean([row["score"] for row in rows])), "sentence": rows[0]["sentence"]}
        for section, rows in found.items()))


def words(analysis: Analysis) -> pd.DataFrame:
    """One row a lemma, function words left out, most frequent first, compared with ordinary French."""
    from .. import lexicometry

    places, total, rows = Places(analysis), len(analysis.words), []
    for row in lexicometry.frequencies(analysis):
        usual = lexicometry.compared(row, total)
        known = usual.likelihood >= 0 and usual.log_ratio > 0       # a word rarer than in ordinary French tells nothing
        rows.append({"lemma": row.lemma, "pos": row.pos, "count": row.count, "per_thousand": row.per_thousand,
                     "spread": row.spread, "expected": usual.expected if known else None,
                     "likelihood": usual.likelihood if known else None, "log_ratio": usual.log_ratio if known else None,
                     "forms": " | ".join(row.forms), **where(places.sentence(word.start) for word in row.words)})
    return frame("words", rows)


def terms(analysis: Analysis) -> pd.DataFrame:
    """One row a term of several words, most telling first."""
    from .. import lexicometry

    places = Places(analysis)
    return frame("terms", ({"term": row.term, "count": row.count, "c_value": row.c_value,
                            "forms": " | ".join(row.forms), **where(places.sentence(start) for start, _ in row.spans)}
                           for row in lexicometry.terms(analysis)))


def specificities(analysis: Analysis) -> pd.DataFrame:
    """One row a lemma that a section uses more or less than the rest, section by section."""
    from .. import lexicometry

    return frame("specificities", ({"section": row.title, "lemma": row.lemma, "count": row.count, "total": row.total,
                                    "score": row.score} for row in lexicometry.specificities(analysis)))


def tone_words(analysis: Analysis) -> pd.DataFrame:
    """One row a word that bears on a score, heaviest first."""
    places = Places(analysis)
    found: dict[tuple[str, str, float], list[tuple[float, int]]] = {}
    for sentence in analysis.tone.sentences:
        for word in sentence.words:
            hits = found.setdefault((word.lemma, word.kind, word.polarity), [])
            hits.append((word.score, places.sentence(word.start)))
    rows = [{"lemma": lemma, "kind": kind, "polarity": polarity, "count": len(hits), "score": sum(s for s, _ in hits),
             **where(n for _, n in hits)} for (lemma, kind, polarity), hits in found.items()]
    return frame("tone_words", sorted(rows, key=lambda row: (-abs(row["score"]), row["sentence"], row["lemma"])))


def cleaning(analysis: Analysis) -> pd.DataFrame:
    """One row a removal, in the order the rules were applied."""
    return frame("cleaning", ({"rule": row.rule, "text": row.text} for row in analysis.article.cleaning))
