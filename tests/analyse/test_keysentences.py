"""Key sentences are the article's own, from its body, and do not say the same thing twice."""

from __future__ import annotations

from collections.abc import Callable

from press_briefing.model.analysis import Analysis

FIRST = "Le gouvernement malien a annoncé mardi un accord sur les prix du carburant avec les transporteurs de Bamako."
AGAIN = "Mardi, le gouvernement malien a annoncé avec les transporteurs de Bamako un accord sur les prix du carburant."
TEXT = f"""Carburant : un accord à Bamako

{FIRST} {AGAIN} Qui va payer la hausse des prix du carburant pour les transporteurs de la capitale malienne ?

Une suite courte

Les transporteurs demandaient depuis des semaines que le gouvernement malien protège les convois de carburant. Oui.

Les stations de la capitale malienne rationnent le carburant et les prix des transports augmentent chaque semaine."""


def chosen(found: Analysis) -> list[str]:
    return [found.text_of(found.sentences[index]) for index in found.key_sentences]


def test_they_stand_in_the_article(analysed: Callable[..., Analysis]) -> None:
    sentences = chosen(analysed(TEXT))
    assert sentences
    assert all(sentence in TEXT for sentence in sentences)
    assert not any(sentence.endswith("?") or "\n" in sentence for sentence in sentences)


def test_no_headings_no_scraps_no_repeats(analysed: Callable[..., Analysis]) -> None:
    sentences = chosen(analysed(TEXT))
    assert not {"Oui.", "Une suite courte", "Carburant : un accord à Bamako"} & set(sentences)
    assert not {FIRST, AGAIN} <= set(sentences)


def test_a_scrap_has_none(analysed: Callable[..., Analysis]) -> None:
    assert chosen(analysed("Oui.")) == []


TOWN = "La mairie de Ségou a signé jeudi un contrat pour la rénovation du marché central avec une entreprise malienne."
ALONE = "Elle a promis que les commerçants du marché central de Ségou seraient relogés pendant les travaux du bâtiment."
OURS = "Nous demandons à la mairie de Ségou que nos commerçants du marché central soient relogés pendant la rénovation."


def test_a_short_article_gives_three(analysed: Callable[..., Analysis]) -> None:
    text = "\n\n".join(
        [
            TOWN,
            "Les travaux du bâtiment dureront huit mois et coûteront deux milliards de francs.",
            "L’ancien édifice, construit dans les années 1950, menaçait de tomber sur les passants.",
        ]
    )
    assert len(chosen(analysed(text))) == 3


def test_what_stands_alone_and_shares_the_title_comes_first(analysed: Callable[..., Analysis]) -> None:
    text = "\n\n".join(["Le marché central de Ségou sera rénové", ALONE, OURS, TOWN])
    found = chosen(analysed(text))
    assert found.index(TOWN) < (found.index(OURS) if OURS in found else len(found))


def test_nothing_opens_with_a_pronoun_that_nobody_resolves(analysed: Callable[..., Analysis]) -> None:
    text = "\n\n".join(
        [
            TOWN,
            "Elles ont été livrées en mars au port de commerce avec dix mois de retard.",
            "La mairie de Ségou a versé en avril deux milliards de francs à une entreprise.",
        ]
    )
    assert not any(sentence.startswith("Elles") for sentence in chosen(analysed(text)))


def test_no_pointer_to_another_page(analysed: Callable[..., Analysis]) -> None:
    pointer = "A lire aussi : La mairie de Ségou a signé jeudi un contrat pour la rénovation du marché central."
    assert pointer not in chosen(analysed("\n\n".join([pointer, TOWN, ALONE, OURS])))


def test_lire_is_a_verb_too(analysed: Callable[..., Analysis]) -> None:
    told = "Lire aussi tard dans la soirée abîme les yeux, a dit jeudi à Ségou la médecin Awa Keïta dans un entretien."
    assert told in chosen(analysed(told))
