"""Whose words they are where it is told late, beside, or of two at once: own sentences by kind, traps beside each."""

from __future__ import annotations

from functools import cache

import pytest

from press_briefing import Article, analyse
from press_briefing.measure.sourcing import type_of
from press_briefing.model.analysis import Analysis


@cache
def analysed(text: str) -> Analysis:
    return analyse(Article.from_text(text, verbatim=True))


def speakers(text: str) -> list[str | None]:
    return [quote.speaker.name if quote.speaker else None for quote in analysed(text).quotes]


def claims(text: str) -> list[tuple[str, str]]:
    return [(claim.source.name, claim.source_type) for claim in analysed(text).claims if claim.source]


AFTERWARDS = [
    ("« Nous songeons à céder la halle. » Cette petite phrase de Paul Roux inquiète les marchands.", "Paul Roux"),
    ("« Nous fermerons la halle avant mai. » Ces mots sont d’Anne Vidal, maire de Sorval.", "Anne Vidal"),
    ("« Nous fermerons la halle avant mai. » Ainsi parle Anne Vidal, maire de Sorval.", "Anne Vidal"),
    ("« Nous fermerons la halle avant mai. » Ainsi s’exprimait le préfet Jean Dru.", "Jean Dru"),
    # traps: somebody has said it already, the noun is nobody's word, a sentence stands between
    ("Anne Vidal l’a dit : « Nous vendrons la halle. » Cette phrase de Paul Roux lui va.", "Anne Vidal"),
    ("« Nous fermerons la halle avant mai. » Cette fermeture de Paul Roux inquiète.", None),
    ("« Nous fermerons la halle avant mai. » Il a plu. Ces mots sont d’Anne Vidal.", None),
]


@pytest.mark.parametrize(("text", "name"), AFTERWARDS)
def test_who_is_named_after_the_words(text: str, name: str | None) -> None:
    assert speakers(text) == [name]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # whose account it is
        ("Anne Vidal est partie tôt, d’après le récit qu’elle livre à La Gazette.", [("Anne Vidal", "named")]),
        ("Selon la version qu’en donne Paul Roux, la séance fut longue.", [("Paul Roux", "named")]),
        ("Selon le rapport que lit Paul Roux, la séance fut longue.", [("le rapport", "institutional")]),
        # who speaks for somebody is not that one
        (
            "Le porte-parole du premier ministre norvégien Lars Holm a déclaré que le port rouvrirait.",
            [("Le porte-parole du premier ministre norvégien Lars Holm", "office")],
        ),
        ("Le chef du parti socialiste Paul Roux a déclaré que le port rouvrirait.", [("Paul Roux", "named")]),
        # an opinion that is asked for, and one that is told
        ("Le bureau peut se passer de l’avis de la commission des sports.", []),
        ("Le stade est, de l’avis de Paul Roux, trop petit.", [("Paul Roux", "named")]),
        # a condition, and what is granted
        ("La cour sera saisie si la commission des sports estime que la règle est bafouée.", []),
        ("Paul Roux se tait. S’il assure que la loi passera, les élus doutent.", [("Paul Roux", "named")]),
        # nouns that look like « nous relations », « nous mentions »
        ("Menées par un envoyé, Jean Dru, les relations entre la ville et le club sont froides.", []),
        # where it is feared, and by whom
        ("On craint dans l’Union que les stocks ne manquent.", []),
        (
            "On craint dans l’entourage de Paul Roux que les stocks ne manquent.",
            [("l’entourage de Paul Roux", "anonymous")],
        ),
        # an article whose noun stands between marks is no speaker
        (
            "Les chauffeurs, « furieux », dénonçaient encore des « promesses vides ».",
            [("Les chauffeurs", "anonymous")],
        ),
        # two that were just named
        (
            "La Chine et la Russie ont conclu. Les deux pays affirment que tout va bien.",
            [("Les deux pays", "institutional")],
        ),
        ("Paul Roux a reçu Jean Dru. Les deux hommes affirment que tout va bien.", [("Les deux hommes", "office")]),
        ("Une rue a brûlé. Les deux hommes affirment que tout va bien.", [("Les deux hommes", "anonymous")]),
        ("Les officiels affirment que le pont tient.", [("Les officiels", "institutional")]),
        ("Des officiels affirment que le pont tient.", [("Des officiels", "anonymous")]),
    ],
)
def test_whose_word_it_is(text: str, told: list[tuple[str, str]]) -> None:
    assert claims(text) == told


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "« J’avais un chien », a raconté Paul Roux. Et d’ajouter qu’après son départ, « nous avons tout perdu ».",
            ["Paul Roux", "Paul Roux"],
        ),
        # where it is, and who answers
        ("Gabon - prison : « J’ai failli mourir »\n\nUne femme se confie.", [None]),
        ("Le Gabon a répondu : « Nous sommes prêts. »", ["Gabon"]),
        # a function with somebody else named since, and behind words on their own
        (
            "Jean Dru a promis un pont : « Il ouvrira. » On a reçu Paul Roux lundi. Le chef de la délégation a déclaré "
            "que « tout » irait bien.",
            ["Jean Dru", "Le chef de la délégation"],
        ),
        # a pronoun that may look ahead
        ("Paul Roux a parlé. Face à ce qu’il juge « insensé », le régime syldave a fermé le port.", [None]),
        ("Paul Roux a parlé. Quand il juge « insensé » ce choix, la mairie rit.", ["Paul Roux"]),
    ],
)
def test_whose_words_they_are(text: str, names: list[str | None]) -> None:
    told = [name if name and not name.lower().startswith("il") else None for name in speakers(text)]
    assert told == names


def test_a_pronoun_that_may_be_several_is_no_anonymous_source() -> None:
    told = analysed("Face à ce qu’il juge « insensé », le régime syldave a fermé le port.")
    assert [type_of(quote) for quote in told.quotes] == ["unattributed"]
    assert type_of(analysed("« Nous partons », dit un voisin.").quotes[0]) == "anonymous"
