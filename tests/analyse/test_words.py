"""Words that are counted: with lemma and part of speech, outside the byline."""

from __future__ import annotations

import pytest

from press_briefing.analyse.language import read_language
from press_briefing.analyse.words import find_words
from press_briefing.model.article import Article, Author, Paragraph
from press_briefing.model.settings import Settings


def words(text: str, author: Author | None = None) -> list[tuple[str, str, str]]:
    article = Article(text=text, paragraphs=(Paragraph(0, len(text)),), author=author)
    return [(text[w.start : w.end], w.lemma, w.pos) for w in find_words(read_language(article, Settings()))]


def test_lemmas_are_in_lower_case_but_for_names():
    found = {form: lemma for form, lemma, _ in words("Les attaques ont visé Bamako. L’armée recule.")}
    assert found["Les"] == "le"
    assert found["attaques"] == "attaque"
    assert found["Bamako"] == "Bamako"
    assert found["L’"] == "le"
    assert found["recule"] == "reculer"


@pytest.mark.parametrize("text", ["12 000", "« … »", "https://exemple.org", "a@exemple.org", "#Sahel", "3,5 %", "- ;"])
def test_figures_signs_and_addresses_are_no_words(text):
    assert words(text) == []


def test_words_with_figures_and_hyphens_count():
    assert [form for form, _, _ in words("Le 1er porte-parole du G20")] == ["Le", "1er", "porte-parole", "du", "G20"]


def test_the_byline_is_not_counted():
    text = "Par Awa Sow. La ville dort."
    found = words(text, Author("Awa Sow", start=0, end=12))
    assert [form for form, _, _ in found] == ["La", "ville", "dort"]


def test_apostrophes_and_capitals_give_the_same_lemmas():
    straight = [(lemma, pos) for _, lemma, pos in words("L'État d'urgence jusqu'à lundi, aujourd'hui")]
    assert straight == [(lemma, pos) for _, lemma, pos in words("L’Etat d’urgence jusqu’à lundi, aujourd’hui")]
    assert ("aujourd'hui", "ADV") in straight


def test_a_contracted_article_counts_as_its_preposition():
    found = {form: (lemma, pos) for form, lemma, pos in words("Le prix du pain et le retour aux champs.")}
    assert found["du"] == ("de", "ADP")
    assert found["aux"] == ("à", "ADP")


def test_spans_slice_to_their_words():
    text = "« Où va-t-on ? »,\u00a0demande-t-elle\u202f: l’Histoire d’O.\n\nRien."
    article = Article(text=text, paragraphs=(Paragraph(0, len(text)),))
    found = find_words(read_language(article, Settings()))
    assert all(text[w.start : w.end].strip() == text[w.start : w.end] != "" for w in found)
    assert [w.start for w in found] == sorted({w.start for w in found})
