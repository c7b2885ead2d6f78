"""Tables of the wording: sentences, sections, words, terms, their tone, what cleaning took away."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...model.analysis import Analysis
from ...model.article import HEADS
from .declared import Column, Rows, table
from .rows import Places, where


@table(
    Column("sentence", "number of the sentence, from 1", "int64"),
    Column("start", "first character", "int64"),
    Column("end", "character after the last", "int64"),
    Column("paragraph", "number of the paragraph, from 1", "int64"),
    Column("kind", "title, heading, lead, body, list-item or post (the hour over a post of a live page)"),
    Column("section", "heading above it, empty before the first"),
    Column("valence", "negative, neutral or positive"),
    Column("score", "its tone, -1 to 1", "double"),
    Column("layer", "fact, judgement, quoted or none"),
    Column("text", "the sentence"),
    Column("doubtful", "true where the word list alone would tell another valence", "bool"),
)
def sentences(analysis: Analysis) -> Rows:
    """One row a sentence, in order, with its tone."""
    return _sentences(analysis)


def _sentences(analysis: Analysis) -> list[dict[str, Any]]:
    places, tone = Places(analysis), {row.start: row for row in analysis.tone.sentences}
    paragraphs = analysis.article.paragraphs
    return [
        {
            "sentence": number,
            "start": row.start,
            "end": row.end,
            "paragraph": row.paragraph + 1,
            "kind": paragraphs[row.paragraph].kind,
            "section": places.headings[row.paragraph],
            "valence": tone[row.start].valence if row.start in tone else "neutral",
            "score": tone[row.start].score if row.start in tone else 0.0,
            "layer": tone[row.start].layer if row.start in tone else "none",
            "text": analysis.text_of(row),
            "doubtful": row.start in tone and tone[row.start].doubtful,
        }
        for number, row in enumerate(analysis.sentences, 1)
    ]


@table(
    Column("section", "heading, empty before the first"),
    Column("words", "words", "int64"),
    Column("sentences", "sentences", "int64"),
    Column("negative", "negative sentences", "int64"),
    Column("positive", "positive sentences", "int64"),
    Column("score", "mean score of its sentences", "double"),
    Column("sentence", "first sentence", "int64"),
)
def sections(analysis: Analysis) -> Rows:
    """One row a section, in order: its length and the tone of its sentences (headings and byline left out)."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in _sentences(analysis):
        if row["kind"] not in HEADS and analysis.article.counts(row["start"]):
            found.setdefault(row["section"], []).append(row)
    return (
        {
            "section": section,
            "words": sum(len(row["text"].split()) for row in rows),
            "sentences": len(rows),
            "negative": sum(row["valence"] == "negative" for row in rows),
            "positive": sum(row["valence"] == "positive" for row in rows),
            "score": float(np.mean([row["score"] for row in rows])),
            "sentence": rows[0]["sentence"],
        }
        for section, rows in found.items()
    )


@table(
    Column("lemma", "dictionary form"),
    Column("pos", "universal part of speech"),
    Column("count", "occurrences outside the byline", "int64"),
    Column("per_thousand", "occurrences per 1,000 words", "double"),
    Column("spread", "1: spread over the sections, towards 0: in one (1 - DP)", "double"),
    Column("expected", "occurrences that ordinary French would give", "double"),
    Column("likelihood", "G2, how sure the difference is", "double"),
    Column("log_ratio", "1: twice as frequent as in ordinary French, 2: four times", "double"),
    Column("forms", "forms found in the text, most frequent first"),
    Column("sentence", "first sentence that holds it", "int64"),
    Column("sentences", "all sentences that hold it"),
)
def words(analysis: Analysis) -> Rows:
    """One row a lemma, function words left out, most frequent first, compared with ordinary French."""
    from .. import lexicometry

    places, total, rows = Places(analysis), len(analysis.words), []
    for row in lexicometry.frequencies(analysis):
        usual = lexicometry.compared(row, total)
        known = usual.likelihood >= 0 and usual.log_ratio > 0  # a word rarer than in ordinary French tells nothing
        rows.append(
            {
                "lemma": row.lemma,
                "pos": row.pos,
                "count": row.count,
                "per_thousand": row.per_thousand,
                "spread": row.spread,
                "expected": usual.expected if known else None,
                "likelihood": usual.likelihood if known else None,
                "log_ratio": usual.log_ratio if known else None,
                "forms": " | ".join(row.forms),
                **where(places.sentence(word.start) for word in row.words),
            }
        )
    return rows


@table(
    Column("term", "as most often printed"),
    Column("count", "occurrences", "int64"),
    Column("c_value", "count less what longer terms explain", "double"),
    Column("forms", "forms found"),
    Column("sentence", "first sentence", "int64"),
    Column("sentences", "all sentences"),
)
def terms(analysis: Analysis) -> Rows:
    """One row a term of several words, most telling first."""
    from .. import lexicometry

    places = Places(analysis)
    return (
        {
            "term": row.term,
            "count": row.count,
            "c_value": row.c_value,
            "forms": " | ".join(row.forms),
            **where(places.sentence(start) for start, _ in row.spans),
        }
        for row in lexicometry.terms(analysis)
    )


@table(
    Column("section", "heading"),
    Column("lemma", "dictionary form"),
    Column("count", "occurrences in the section", "int64"),
    Column("total", "occurrences in all", "int64"),
    Column("score", "signed -log10 p, hypergeometric model", "double"),
)
def specificities(analysis: Analysis) -> Rows:
    """One row a lemma that a section uses more or less than the rest, section by section."""
    from .. import lexicometry

    return (
        {"section": row.title, "lemma": row.lemma, "count": row.count, "total": row.total, "score": row.score}
        for row in lexicometry.specificities(analysis)
    )


@table(
    Column("lemma", "dictionary form"),
    Column("kind", "happening, judgement or stance"),
    Column("polarity", "from -3 to 3 in the word list", "double"),
    Column("count", "times it bears on a score", "int64"),
    Column("score", "what it adds in all", "double"),
    Column("sentence", "first sentence", "int64"),
    Column("sentences", "all sentences"),
)
def tone_words(analysis: Analysis) -> Rows:
    """One row a word that bears on a score, heaviest first."""
    places = Places(analysis)
    found: dict[tuple[str, str, float], list[tuple[float, int]]] = {}
    for sentence in analysis.tone.sentences:
        for word in sentence.words:
            hits = found.setdefault((word.lemma, word.kind, word.polarity), [])
            hits.append((word.score, places.sentence(word.start)))
    rows = [
        {
            "lemma": lemma,
            "kind": kind,
            "polarity": polarity,
            "count": len(hits),
            "score": sum(s for s, _ in hits),
            **where(n for _, n in hits),
        }
        for (lemma, kind, polarity), hits in found.items()
    ]
    return sorted(rows, key=lambda row: (-abs(row["score"]), row["sentence"], row["lemma"]))


@table(
    Column("rule", "rule of cleaning"),
    Column("text", "what was removed or changed"),
)
def cleaning(analysis: Analysis) -> Rows:
    """One row a removal, in the order the rules were applied."""
    return ({"rule": row.rule, "text": row.text} for row in analysis.article.cleaning)
