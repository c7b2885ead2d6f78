"""Counting words: on analyses made by hand, so that no language model blurs the arithmetic."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press_briefing.measure import lexicometry
from press_briefing.model.analysis import Analysis, Sentence, Word
from press_briefing.model.article import Article, Paragraph

LEMMAS = {
    "routes": "route",
    "écoles": "école",
    "fermées": "fermé",
    "rouvertes": "rouvert",
    "écrit": "écrire",
    "affirme": "affirmer",
}
VERBS = {"affirme", "écrit", "annonce"}
SMALL = {
    "les": "DET",
    "le": "DET",
    "la": "DET",
    "de": "ADP",
    "des": "ADP",
    "du": "ADP",
    "d'": "ADP",
    "l'": "DET",
    "et": "CCONJ",
    "sont": "AUX",
    "à": "ADP",
}
ADJECTIVES = {"fermées", "rouvertes", "militaire", "national", "secrète"}


def made(*paragraphs: str) -> Analysis:
    """An analysis from paragraphs; one that begins with # is a heading, one paragraph is one sentence."""
    text, blocks, sentences, words = "", [], [], []
    for number, paragraph in enumerate(paragraphs):
        kind, body = ("heading", paragraph[1:]) if paragraph.startswith("#") else ("body", paragraph)
        start = len(text)
        text += body + "\n"
        blocks.append(Paragraph(start, start + len(body), kind))
        sentences.append(Sentence(start, start + len(body), number))
        for match in re.finditer(r"[^\W\d]+['’]?", body):
            form = match.group().replace("’", "'")
            low = form.lower()
            pos = SMALL.get(low) or (
                "VERB"
                if low in VERBS
                else "ADJ"
                if low in ADJECTIVES
                else "PROPN"
                if form[0].isupper() and match.start()
                else "NOUN"
            )
            lemma = form if pos == "PROPN" else LEMMAS.get(low, low)
            words.append(Word(start + match.start(), start + match.end(), lemma, pos))
    return Analysis(Article(text=text, paragraphs=tuple(blocks)), sentences=tuple(sentences), words=tuple(words))


ROADS = made(
    "Les routes sont fermées et les écoles sont fermées lundi",
    "#La route",
    "La route de Ségou est rouverte",
    "#Les écoles",
    "Le maire affirme : les écoles de Ségou, écoles rouvertes",
)


def test_frequencies_leave_out_grammar_reports_and_the_calendar() -> None:
    found = {row.lemma: row.count for row in lexicometry.frequencies(ROADS)}
    assert found["route"] == 3
    assert found["école"] == 4
    assert not {"les", "être", "affirmer", "affirme", "lundi", "et", "de"} & set(found)


def test_a_frequency_shows_its_evidence() -> None:
    row = next(row for row in lexicometry.frequencies(ROADS) if row.lemma == "route")
    assert set(row.forms) == {"routes", "route"}
    assert [ROADS.text_of(word).lower() for word in row.words] == ["routes", "route", "route"]
    assert row.per_thousand == pytest.approx(3000 / len(ROADS.words))


def test_order_is_settled() -> None:
    rows = lexicometry.frequencies(ROADS)
    assert next((row.lemma, row.count) for row in rows) == ("école", 4)
    assert rows == lexicometry.frequencies(ROADS)


def test_part_of_speech_can_be_chosen() -> None:
    assert {row.lemma for row in lexicometry.frequencies(ROADS, pos=["PROPN"])} == {"Ségou"}


def test_sections_and_counts_by_section() -> None:
    assert [part.title for part in lexicometry.sections(ROADS)] == ["", "La route", "Les écoles"]
    assert lexicometry.by_section(ROADS, ["route", "École"]) == {"route": [1, 2, 0], "École": [1, 0, 3]}


@pytest.mark.parametrize(
    ("counts", "sizes", "expected"),
    [
        ([5, 5], [100, 100], 1.0),
        ([10, 0], [100, 100], 0.0),
        ([0, 0], [10, 10], 1.0),
        ([3], [10], 1.0),
    ],
)
def test_spread(counts: list[int], sizes: list[int], expected: float) -> None:
    assert lexicometry.spread(counts, sizes) == pytest.approx(expected)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 500)), min_size=1, max_size=8))
def test_spread_stays_in_bounds(parts: list[tuple[int, int]]) -> None:
    assert 0.0 <= lexicometry.spread([c for c, _ in parts], [s for _, s in parts]) <= 1.0


def test_terms_across_apostrophes_and_not_across_commas() -> None:
    analysis = made(
        "Un coup d’éclat, un coup d'éclat et une base militaire", "Cette base militaire, secrète", "une base, militaire"
    )
    found = {row.term.lower(): row.count for row in lexicometry.terms(analysis)}
    assert found == {"coup d'éclat": 2, "base militaire": 2}


def test_a_term_that_lives_only_in_a_longer_one_is_not_given_twice() -> None:
    analysis = made("le conseil national de paix", "le conseil national de paix")
    assert [row.term for row in lexicometry.terms(analysis)] == ["conseil national de paix"]


def test_term_spans_slice_to_their_words() -> None:
    analysis = made("une base militaire", "une base militaire")
    (row,) = lexicometry.terms(analysis)
    assert [analysis.article.text[start:end] for start, end in row.spans] == ["base militaire"] * 2


def test_collocates_stay_in_the_sentence() -> None:
    analysis = made("le convoi brûle", "le convoi brûle", "le marché ferme", "le marché ferme")
    assert [row.lemma for row in lexicometry.collocates(analysis, "convoi")] == ["brûle"]
    assert lexicometry.collocates(analysis, "convoi")[0].log_dice == pytest.approx(14.0 + math.log2(2 * 2 / 4))


@pytest.mark.parametrize("query", ["école", "ECOLE", "Ecole", "écoles de Ségou", "les écoles"])
def test_concordance_in_any_spelling(query: str) -> None:
    lines = lexicometry.concordance(ROADS, query, width=12)
    assert lines
    for line in lines:
        assert ROADS.article.text[line.start : line.end] == line.found
        assert len(line.left) <= 12
        assert len(line.right) <= 12


def test_concordance_of_an_elision() -> None:
    analysis = made("Un coup d’éclat de plus")
    for query in ("coup d’éclat", "coup d'éclat", "COUP D'ECLAT"):
        assert [line.found for line in lexicometry.concordance(analysis, query)] == ["coup d’éclat"]
    assert lexicometry.concordance(analysis, "") == []


def test_log_likelihood_against_the_published_example() -> None:
    # equal shares carry nothing; a word twice as frequent in equal texts: 2 (20 ln(20/15) + 10 ln(10/15))
    assert lexicometry.log_likelihood(10, 1000, 10, 1000) == pytest.approx(0.0)
    assert lexicometry.log_likelihood(20, 1000, 10, 1000) == pytest.approx(3.398, abs=0.001)


def test_keyness_prefers_what_ordinary_french_lacks() -> None:
    analysis = made(*["la junte de Ségou et le temps"] * 6)
    rows = lexicometry.keyness(analysis)
    words = [row.lemma for row in rows]
    assert words[:2] == ["Ségou", "junte"]
    assert all(row.likelihood >= lexicometry.SIGNIFICANT and row.log_ratio > 0 for row in rows)
    ratios = {row.lemma: row.log_ratio for row in rows}
    assert ratios["junte"] > ratios.get("temps", 0)


def test_specificity_is_the_hypergeometric_tail() -> None:
    # 2 of 2 in a part of 2 words out of 4: 1 chance in 6
    assert lexicometry.specificity(2, 2, 2, 4) == pytest.approx(-math.log10(1 / 6))
    assert lexicometry.specificity(0, 2, 2, 4) == pytest.approx(math.log10(1 / 6))


@given(st.integers(1, 30), st.integers(1, 60), st.data())
def test_specificity_never_fails(total: int, rest: int, data: st.DataObject) -> None:
    whole = total + rest
    size = data.draw(st.integers(1, whole))
    here = data.draw(st.integers(max(0, total - (whole - size)), min(total, size)))
    assert not math.isnan(lexicometry.specificity(here, total, size, whole))


def test_specificities_by_section() -> None:
    analysis = made("#Un", *["drone drone drone drone"] * 3, "#Deux", *["marché prix essence bus"] * 3)
    found = {(row.title, row.lemma): row.score for row in lexicometry.specificities(analysis)}
    assert found["Un", "drone"] > 2
    assert found["Deux", "drone"] < -2


def test_an_empty_analysis_gives_empty_tables() -> None:
    empty = Analysis(Article(text="…"))
    assert lexicometry.frequencies(empty) == lexicometry.terms(empty) == lexicometry.keyness(empty) == []
    assert lexicometry.specificities(empty) == lexicometry.collocates(empty, "mot") == []
    assert lexicometry.concordance(empty, "mot") == []


def test_rows_make_data_frames() -> None:
    import pandas as pd

    frame = pd.DataFrame(lexicometry.frequencies(ROADS))
    assert list(frame.columns) == ["lemma", "pos", "count", "per_thousand", "forms", "spread", "words"]
