"""One cutting into words: what a word is, what is joined, which opens a sentence, and that every word slices back."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from press_briefing import Article
from press_briefing.analyse.language import read_language
from press_briefing.analyse.reading import Reading
from press_briefing.french.tokens import Token, Tokens, form_of, part, units, units_in
from press_briefing.model.analysis import Sentence
from press_briefing.model.settings import Settings
from press_briefing.model.typography import plain


def texts(text: str) -> list[str]:
    return [token.text for token in units_in(text)]


def read(text: str) -> Reading:
    return read_language(Article.from_text(text, verbatim=True), Settings())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # figures in groups of three are one number
        ("10 000 morts", "10 000|morts"),
        ("1 250 000,5 F", "1 250 000,5|F"),
        ("10\u202f000 morts", "10 000|morts"),
        ("en 2020 500 élus", "en|2020|500|élus"),
        ("12 34 euros", "12|34|euros"),
        ("10  000 morts", "10|000|morts"),
        ("10\n000 morts", "10|000|morts"),
        ("le 7 1250 voix", "le|7|1250|voix"),
        # a subject behind its verb is a word, what else hangs there is none
        ("Viendra-t-elle ?", "Viendra|-t-elle|?"),
        ("dit-il", "dit|-il"),
        ("Dites-nous tout", "Dites-nous|tout"),
        ("Est-ce tout ?", "Est-ce|tout|?"),
        ("cette loi-là", "cette|loi-là"),
        ("affirme -t-elle", "affirme|-t-elle"),
        ("un - deux", "un|-|deux"),
        ("un vote-surprise", "un|vote-surprise"),
        # letters that open a name
        ("À N’DJAMENA", "À|N'DJAMENA"),
        ("Paul M’Bokolo", "Paul|M'Bokolo"),
        ("il m’a dit", "il|m'|a|dit"),
        ("N’a-t-il rien dit ?", "N'|a|-t-il|rien|dit|?"),
        # abbreviations keep their stop, the last word of a sentence does not
        ("Le Dr. Ba est là.", "Le|Dr.|Ba|est|là|."),
        ("Il vit au Cap. Elle aussi.", "Il|vit|au|Cap|.|Elle|aussi|."),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert texts(text) == expected.split("|")


@pytest.mark.parametrize(
    ("printed", "low", "key"),
    [
        ("Dr.", "dr", "dr"),
        ("B.", "b.", "b."),
        ("J.-C.", "j.-c.", "j.-c."),
        ("L’on", "on", "l'on"),
        ("l'onde", "l'onde", "l'onde"),
        ("ÉTÉ", "été", "ete"),
        ("SI", "SI", "si"),
        ("Si", "si", "si"),
        ("Œuvre", "œuvre", "oeuvre"),
        ("’", "'", "'"),
    ],
)
def test_forms(printed: str, low: str, key: str) -> None:
    form = form_of(printed)
    assert (form.low, form.key) == (low, key)


@pytest.mark.parametrize(
    ("printed", "word", "capital"),
    [
        ("Mali", True, True),
        ("12", True, False),
        ("-t-il", True, False),
        ("@mairie", True, False),
        ("-", False, False),
        ("--", False, False),
        ("«", False, False),
        ("...", False, False),
    ],
)
def test_what_is_a_word(printed: str, word: bool, capital: bool) -> None:
    assert form_of(printed)[3:] == (capital, word)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("« L’État paie. Rien", ["L'", "État"]),
        ("1. Le pays vote", ["1", "Le"]),
        ("Elle dit : demain", ["Elle", "demain"]),
        ("Elle a dit « demain » hier", ["Elle", "demain"]),
        ("Elle a dit, demain, non", ["Elle"]),
    ],
)
def test_which_words_open_a_sentence(text: str, first: list[str]) -> None:
    assert [token.text for token in units_in(text) if token.first] == first


def test_the_parse_comes_with_the_words() -> None:
    words = {token.text: token for token in read("Les 10 000 mineurs de Kédougou ont repris le travail lundi.").units}
    assert words["mineurs"].pos == "NOUN"
    assert words["repris"].lemma == "reprendre"
    assert "VerbForm=Part" in words["repris"].morph
    assert words["ont"].relation.startswith("aux")
    assert words["ont"].head == words["repris"].place
    assert words["10 000"].place == words["mineurs"].place - 2  # two tokens, one word


def test_words_are_cut_once_an_article() -> None:
    reading = read("Le maire a promis une école.")
    assert reading.units is reading.units
    assert reading.tokens is reading.tokens


def test_words_between_two_places() -> None:
    text = "Le maire, élu hier, a promis une école."
    reading = read(text)
    start, end = text.index("élu"), text.index(", a")
    assert [token.text for token in reading.between(start, end)] == ["élu", "hier"]
    assert [token.text for token in reading.between(start + 1, end)] == ["hier"]
    assert reading.count(0, len(text)) == 8


def test_a_pipeline_of_others_keeps_its_own_words() -> None:
    """Tokens come from the doc: whoever cut it, nothing is cut again."""
    text = "Le vice-président est là."
    doc = spacy.blank("xx")(text)
    cut = units(Tokens.of(doc), text, (Sentence(0, len(text), 0),))
    assert [token.text for token in cut] == [token.text for token in doc if not token.is_space]


def test_a_part_is_a_word_with_the_grammar_of_the_whole() -> None:
    token = Token(4, 19, *form_of("Mali-Mauritanie"), pos="PROPN", place=2)
    piece = part(token, 9, 19, "Un, Mali-Mauritanie")
    assert (piece.text, piece.key, piece.capital) == ("Mauritanie", "mauritanie", True)
    assert (piece.pos, piece.place) == ("PROPN", 2)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200))
def test_words_slice_to_the_text(text: str) -> None:
    found = units_in(text)
    assert all(plain(text)[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join(text.split()) == "".join("".join(text[t.start : t.end].split()) for t in found)


@pytest.mark.parametrize("unit", ["000 ", "a-moi-", "N'", "1 000 ", "-t-il ", "a\u0301", "« ", "Dr. "])
def test_time_grows_with_the_text(unit: str) -> None:
    """Ten times the text, at most thirty times the work: nothing quadratic."""

    def seconds(n: int) -> float:
        begin = time.process_time()
        units_in(unit * n)
        return time.process_time() - begin

    assert min(seconds(5_000) for _ in range(3)) < 30 * max(min(seconds(500) for _ in range(3)), 0.002)
