"""Whom « il » and « elle » stand for, and where they are nobody: sentences of our own, half of them traps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from press_briefing.model.analysis import Analysis


def told(analysis: Analysis) -> list[str]:
    """The names that pronouns surely stand for, in the order of the text."""
    rows = [(m.start, row.name) for row in analysis.actors for m in row.mentions if m.form == "pronoun"]
    sure = {m.start for row in analysis.actors for m in row.mentions if not m.doubtful}
    return [name for start, name in sorted(rows) if start in sure]


LEAD = "Paul Morin a ouvert la séance. "


@pytest.mark.parametrize(
    "text",
    [
        "Il valait mieux attendre le printemps.",
        "Il s’avère que le hangar est vide.",
        "Il arrive que la vanne se bloque.",
        "Il a été dit aux riverains de fermer les volets.",
        "Comme il a été précisé plus haut, le bail expire en mai.",
        "Sans doute faut-il y voir un signe.",
        "Y a-t-il un risque pour la nappe ?",
        "La préfecture craint qu’il ne s’agisse d’un incendie.",
        "Il peut falloir trois semaines pour sécher le bois.",
        "Il pourrait y avoir une autre cause.",
    ],
)
def test_an_il_that_is_nobody(analysed: Callable[..., Analysis], text: str) -> None:
    assert told(analysed(LEAD + text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Il vaut de l’or pour son club.",
        "Il s’avère habile négociateur.",
        "Il arrive ce soir à Nantes.",
        "Il a été conduit aux urgences.",
        "Comme il a été blessé, la visite est remise.",
        "Que fera-t-il demain ?",
        "Il peut agir sans attendre.",
        "Il pourrait venir lundi.",
    ],
)
def test_an_il_that_is_somebody(analysed: Callable[..., Analysis], text: str) -> None:
    assert told(analysed(LEAD + text)) == ["Paul Morin"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Paul Morin a parlé. Le Chili ira-t-il plus loin ?", ["Chili"]),
        ("Paul Morin a parlé. Lucas Ferrand sera-t-il candidat ?", ["Lucas Ferrand"]),
        ("Paul Morin a parlé. Cet accord sera-t-il signé ?", []),
        # traps: no subject before the verb, a verb of speech behind somebody's words
        ("Paul Morin a parlé. Où ira-t-il ?", ["Paul Morin"]),
        ("Paul Morin a parlé. « Le Chili attend », a-t-il dit.", ["Paul Morin"]),
        ("Paul Morin a parlé. Pourquoi a-t-il vendu ?", ["Paul Morin"]),
    ],
)
def test_a_subject_taken_up_behind_its_verb(analysed: Callable[..., Analysis], text: str, names: list[str]) -> None:
    assert told(analysed(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a thing is what the sentence turns on
        ("Paul Morin dirige le service. Les chimistes gardent ce test pour voir s’il résiste au froid.", []),
        ("Anne Roy dirige le service. On a changé la pompe parce qu’elle fuyait depuis mars.", []),
        ("Paul Morin a vendu. Le cours du cuivre a chuté. Il vaut encore cher.", []),
        # traps: only people say, or do so in the same sentence
        ("Paul Morin a vendu. Le prix du cuivre a chuté. Il affirme que tout va bien.", ["Paul Morin"]),
        ("Paul Morin a gardé ce test parce qu’il craint le froid.", ["Paul Morin"]),
        ("Anne Roy a quitté la salle quand elle a lu la note.", ["Anne Roy"]),
        # a body says too
        ("Paul Morin a vendu. Le syndicat a protesté. Il affirme que tout va mal.", []),
    ],
)
def test_a_thing_nearer_than_the_person(analysed: Callable[..., Analysis], text: str, names: list[str]) -> None:
    people = {row.name for row in analysed(text).actors if row.kind == "person"}
    assert [name for name in told(analysed(text)) if name in people] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # marks that were lost, doubled, or stand one in the other
        ('Anne Roy a dit "c’est fini. Paul Morin est sorti. "Je pars", a-t-il crié.', ["Paul Morin"]),
        ('""Rien ne presse", dit Paul Morin. "Mais il faudra payer et elle le sait."', []),
        ('Paul Morin a écrit : "je veux qu’il subisse "la honte de sa vie". "Il partira."', []),
        # marks in order
        ('"Rien ne presse", dit Paul Morin. Il est parti hier.', ["Paul Morin"]),
        ("« Rien ne presse », dit Paul Morin. Il est parti hier.", ["Paul Morin"]),
        ('Paul Morin a dit "non". Il a dit "jamais" et il est parti.', ["Paul Morin", "Paul Morin"]),
    ],
)
def test_nobody_is_told_of_within_a_quotation(analysed: Callable[..., Analysis], text: str, names: list[str]) -> None:
    assert told(analysed(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("La Suède a écrit à l’Ukraine. Kiev a refusé l’offre : elle affirme attendre.", ["Ukraine"]),
        ("Le Pérou a protesté. Il a rappelé son ambassadeur.", ["Pérou"]),
        ("L’Italie a protesté. Elle a rappelé son ambassadeur.", ["Italie"]),
        # traps: a name that does not tell, and the wrong gender
        ("L’Italie a protesté. Il a rappelé son ambassadeur.", []),
        ("Le Pérou a protesté. Elle a rappelé son ambassadeur.", []),
    ],
)
def test_the_gender_of_a_country(analysed: Callable[..., Analysis], text: str, names: list[str]) -> None:
    assert told(analysed(text)) == names
