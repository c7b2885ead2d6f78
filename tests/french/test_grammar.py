"""French grammar as read off the words of an article: phrases, verb groups, subjects, objects, tense, clauses."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from press_briefing import Article
from press_briefing.analyse.language import read_language
from press_briefing.analyse.reading import Reading
from press_briefing.analyse.voices.marks import find_marked
from press_briefing.analyse.voices.tokens import QUOTED, frames
from press_briefing.french.grammar.after import phrase_after
from press_briefing.french.grammar.before import antecedent, first_subject, is_impersonal, subject_before
from press_briefing.french.grammar.clauses import clause_of, segment, span_of, with_children
from press_briefing.french.grammar.groups import Group, group_of, is_noun
from press_briefing.french.grammar.objects import is_infinitive
from press_briefing.french.grammar.phrases import Phrase
from press_briefing.french.grammar.tense import features, tenses
from press_briefing.french.grammar.verbs import by_length
from press_briefing.french.tokens import Token
from press_briefing.model.settings import Settings


def read(text: str) -> Reading:
    return read_language(Article.from_text(text, verbatim=True), Settings())


def words(text: str) -> list[Token]:
    return read(text).units


def at(tokens: Sequence[Token], text: str) -> int:
    return next(i for i, token in enumerate(tokens) if token.text == text)


def shown(tokens: Sequence[Token], phrase: Phrase | None) -> str:
    return " ".join(token.text for token in tokens[phrase.first : phrase.last]) if phrase else ""


# -- subjects -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Le préfet de Matam ne confirme rien.", "confirme", "Le préfet de Matam"),
        ("Le préfet, prudent, confirme la nouvelle.", "confirme", "Le préfet"),
        ("Awa Sy, maire de Podor, annonce un plan.", "annonce", "Awa Sy"),
        ("Les deux syndicats et leurs avocats dénoncent un piège.", "dénoncent", "leurs avocats"),
        ("Elle confirme.", "confirme", "Elle"),
        ("Hier, l'on annonce un accord.", "annonce", "l'on"),
        ("« Non », confirme la ville.", "confirme", ""),
    ],
)
def test_the_subject_before_a_verb(text: str, verb: str, subject: str) -> None:
    tokens = words(text)
    i = at(tokens, verb)
    begin = i - 1 if tokens[i - 1].low in ("ne", "n'") else i
    found = subject_before(tokens, begin)
    assert shown(tokens, found).replace("l' on", "l'on") == subject


def test_the_first_subject_of_a_sentence() -> None:
    tokens = words("Depuis lundi, les éleveurs ont quitté la vallée.")
    assert shown(tokens, first_subject(tokens)) == "les éleveurs"


@pytest.mark.parametrize(
    ("text", "impersonal"),
    [
        ("il faut partir", True),
        ("il s'agit d'un vol", True),
        ("il est temps", True),
        ("il parle", False),
        ("il est ministre", False),
        ("elle faut", False),
    ],
)
def test_impersonal(text: str, impersonal: bool) -> None:
    assert is_impersonal(words(text), Phrase(0, 1)) is impersonal


def test_what_a_relative_stands_for() -> None:
    tokens = words("Les voisins ont vu la directrice du marché, qui a démissionné.")
    assert shown(tokens, antecedent(tokens, at(tokens, "qui") - 1)) == "la directrice du marché"


# -- verb groups --------------------------------------------------------------------------------


def group(text: str, form: str) -> Group:
    tokens = words(text)
    i = at(tokens, form)
    found = group_of(tokens, i, i + 1, by_length()[form][0])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "form", "mood", "denied"),
    [
        ("Le juge n'a, de son côté, pas confirmé la date.", "confirmé", "finite", True),
        ("Le juge a confirmé qu'il ne viendra pas.", "confirmé", "finite", False),
        ("La date n'est pas confirmée.", "confirmée", "passive", True),
        ("La date a été confirmée hier.", "confirmée", "passive", False),
        ("Une date confirmée hier.", "confirmée", "reduced", False),
        ("Le juge ne confirme rien.", "confirme", "finite", True),
        ("Le juge confirme.", "confirme", "finite", False),
    ],
)
def test_mood_and_negation(text: str, form: str, mood: str, denied: bool) -> None:
    found = group(text, form)
    assert (found.mood, found.denied) == (mood, denied)


def test_an_inverted_pronoun_belongs_to_its_verb() -> None:
    tokens = words("La date, confirme-t-elle, est fixée.")
    found = group("La date, confirme-t-elle, est fixée.", "confirme")
    assert found.pronoun is not None
    assert tokens[found.pronoun].low == "-t-elle"


@pytest.mark.parametrize(
    ("text", "form", "noun"),
    [
        ("La note du ministère est longue.", "note", True),
        ("L'ONU note un progrès.", "note", False),
        ("Il note un progrès.", "note", False),
        ("Il refuse de signer sa demande.", "demande", True),
    ],
)
def test_a_form_that_is_a_noun_too(text: str, form: str, noun: bool) -> None:
    tokens = words(text)
    assert is_noun(tokens, at(tokens, form), by_length()[form][0]) is noun


# -- phrases and objects ------------------------------------------------------------------------


def test_the_phrase_after_a_verb_with_its_apposed_name() -> None:
    tokens = words("« Oui », répond la cheffe du village, Astou Faye.")
    found = phrase_after(tokens, at(tokens, "répond") + 1)
    assert found is not None
    assert shown(tokens, found) == "la cheffe du village"
    assert [token.text for token in tokens[slice(*found.edges)]] == ["Astou", "Faye"]


@pytest.mark.parametrize(
    ("text", "infinitive"),
    [
        ("ne pas signer", True),
        ("l'aider", True),
        ("la mer", False),
        ("Alger", False),
        ("hier", False),
    ],
)
def test_infinitives(text: str, infinitive: bool) -> None:
    assert is_infinitive(words(f"Il promet de {text} encore."), 3) is infinitive


# -- tense and clauses --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verb", "tense"),
    [
        ("Le maire partira demain.", "partira", "future"),
        ("Le maire partait hier.", "partait", "past"),
        ("Le maire est arrivé hier.", "arrivé", "past"),
        ("Le maire arrive souvent tard.", "arrive", "present"),
    ],
)
def test_the_tense_of_a_verb(text: str, verb: str, tense: str) -> None:
    assert dict(tenses(read(text).tokens))[text.index(verb)] == tense


def test_without_a_parse_no_tense_is_told() -> None:
    from press_briefing.french.tokens import Tokens

    assert tenses(Tokens.in_text("Le maire partira demain.")) == []


def test_features() -> None:
    assert features("Tense=Imp,Past|VerbForm=Fin") == {"Tense": ("Imp", "Past"), "VerbForm": ("Fin",)}
    assert features("") == {}


def test_the_clause_a_word_stands_in() -> None:
    text = "Le maire a démissionné jeudi ; son adjoint prend la suite."
    doc = with_children(read(text).doc)
    thursday = span_of(doc, text.index("jeudi"), text.index(" ;"))
    assert thursday is not None
    assert clause_of(thursday.root).text == "démissionné"
    assert doc[segment(thursday).stop].text == ";"


# -- frames -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Oui. Non. », dit-il. Elle part.", [[QUOTED, ",", "dit", "-il", "."], ["Elle", "part", "."]]),
        ("Le Dr. Ba vient. Elle part.", [["Le", "Dr.", "Ba", "vient", "."], ["Elle", "part", "."]]),
        ("Il part… Elle reste.", [["Il", "part", "…"], ["Elle", "reste", "."]]),
        ("Un mot'«collé» ici.", [["Un", "mot", "'", QUOTED, "ici", "."]]),
    ],
)
def test_frames_hold_a_passage_as_one_word(text: str, expected: list[list[str]]) -> None:
    reading = read(text)
    marked = find_marked(text, reading.article.paragraphs)
    cut = frames(reading.units, reading.plain, reading.article.paragraphs, marked)
    assert [[token.text for token in frame.tokens] for frame in cut] == expected


def test_a_word_a_mark_cuts_through_is_parted() -> None:
    """A passage that begins inside a word leaves what stands outside."""
    from press_briefing.analyse.voices.marks import Marked

    text = "Un abcdef ici"
    (frame,) = frames(words(text), text, (), (Marked(5, 7, 5, 7),))
    assert [token.text for token in frame.tokens] == ["Un", "ab", QUOTED, "ef", "ici"]
    assert [(token.start, token.end) for token in frame.tokens][1:4] == [(3, 5), (5, 7), (7, 9)]
