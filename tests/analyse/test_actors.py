"""Who is one actor, of which body, with what function: sentences of our own, half of them traps."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

import pytest

from actors_kit import by_form, people, role_of, straight
from press_briefing import Article, analyse
from press_briefing.model.analysis import Analysis
from press_briefing.model.errors import LanguageError
from press_briefing.model.settings import Settings


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        ("La sénatrice Marie Bonnet (PS) a répondu.", "Marie Bonnet", "PS"),
        ("Bernard Thual, patron de la CGT, s’est levé.", "Bernard Thual", "CGT"),
        ("Le juge a entendu Paul Roche, de la CGT, hier.", "Paul Roche", "CGT"),
        ("Selon Ida Noll, du Secours catholique, la file s’allonge.", "Ida Noll", "Secours catholique"),
        ("Anne Tissot (Inserm) a présenté l’étude.", "Anne Tissot", "Inserm"),
        ("Luc Varin, envoyé de l’Unicef à Goma pour l’OMS, a témoigné.", "Luc Varin", "Unicef"),
        # traps: a country's code, another's body, an age, who is no member
        ("Paul Roche, proche de la CGT, a parlé.", "Paul Roche", None),
        ("Ida Noll, opposée à l’Otan, a manifesté.", "Ida Noll", None),
        ("Devant Tom Aasen (NOR), elle a gagné.", "Tom Aasen", None),
        ("Ida Noll a quitté la CGT avec fracas.", "Ida Noll", None),
        ("Ada Kern (34 ans), de Lyon, a dénoncé l’Unesco.", "Ada Kern", None),
    ],
)
def test_affiliation(analysed: Callable[..., Analysis], text: str, name: str, body: str | None) -> None:
    row = by_form(analysed(text))[name]
    assert row.affiliation == body


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Zoé Lagrange et son père ont vu le feu. M. Lagrange, photographe amateur, a tout filmé.",
            {"Zoé Lagrange": None, "Lagrange": "photographe amateur"},
        ),
        ("Le maire, Paul Ferrand, a parlé. M. Ferrand est fatigué.", {"Paul Ferrand": "maire"}),
        ("Anne Colas a gagné. Mme Colas, avocate à Metz, a remercié ses amis.", {"Anne Colas": "avocate à Metz"}),
        ("M. Traoré a plaidé. Mme Traoré, sa sœur, l’a écouté.", {"Traoré": None}),
        (
            "Claire Vasseur, peintre, a fui. Le roi a parlé au général Vasseur.",
            {"Claire Vasseur": "peintre", "Vasseur": "général"},
        ),
        ("Claire Vasseur, peintre, a fui. La colonelle Vasseur a parlé.", {"Claire Vasseur": "peintre"}),
        ("Hugo Rey a écrit à Lise Rey. M. Rey attend.", {"Hugo Rey": None, "Lise Rey": None}),
    ],
)
def test_one_surname(analysed: Callable[..., Analysis], text: str, rows: dict[str, str | None]) -> None:
    assert {name: role_of(row) for name, row in people(analysed(text)).items()} == rows


STORY = (
    "Le maire de Valbonne, Paul Ferrand, a reçu lundi la directrice de l’hôpital, Inès Carlier. M. Ferrand a "
    "promis des lits. « Nous attendons », a répondu Inès Carlier. Elle a quitté la mairie à midi."
)


def test_one_row_each(analysed: Callable[..., Analysis]) -> None:
    found = people(analysed(STORY))
    assert list(found) == ["Paul Ferrand", "Inès Carlier"]
    rows = list(found.values())
    assert {straight(f) for f in rows[0].forms} >= {"Paul Ferrand", "Ferrand"}
    assert any(mention.form == "pronoun" for mention in rows[1].mentions)


def test_rows_have_the_public_shape(analysed: Callable[..., Analysis]) -> None:
    found = analysed(STORY).to_dict()["actors"]
    assert found
    for row in found:
        assert row.keys() >= {"id", "name", "kind", "named", "forms", "role", "affiliation", "entity", "mentions"}
        assert all(mention.keys() >= {"start", "end", "form"} for mention in row["mentions"])


@pytest.mark.parametrize(("old", "new"), [("’", "'"), (" a ", "\u00a0a "), ("« Nous", "«\u00a0Nous")])
def test_typography_changes_no_row(analysed: Callable[..., Analysis], old: str, new: str) -> None:
    def rows(text: str) -> list[tuple[str, str, str | None]]:
        return [(straight(r.name), r.kind, role_of(r)) for r in analysed(text).actors]

    assert rows(STORY.replace(old, new)) == rows(STORY)


PROSE = "Le maire de Valbonne, Paul Ferrand, a reçu lundi la directrice de l’hôpital. "
HOSTILE = [
    "le maire, ",
    "Paul Ferrand, le maire, ",
    "un des ",
    "l’un des maires ",
    "ministre de la ",
    "(PS) ",
    "Paul Ferrand (",
    "le groupe ",
    "nommé ",
    "qui est, ",
    "– maire – ",
    "il ",
    "elle, directrice, ",
    "et son mari ",
    "M. ",
    "Ferrand ",
]


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE)
def test_actors_take_linear_time(piece: str) -> None:
    """Four times the text takes about four times the time; ten is past noise, sixteen would be time squared."""

    def seconds(characters: int) -> float:
        text = PROSE * 2 + piece * (characters // len(piece)) + "\n\n" + PROSE * 2
        start = time.process_time()
        with contextlib.suppress(LanguageError):
            analyse(Article.from_text(text, published="2025-03-04"), settings=Settings(profile="fast"))
        return time.process_time() - start

    seconds(300)
    assert seconds(12_000) < 10 * max(seconds(3_000), 0.2)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Paul Morin a fermé l’usine. Il partira en mai.", True),
        ("Paul Morin a fermé l’usine. La presse s’étonne. Il partira en mai.", True),
        ("Anne Roy a écrit aux élus. Les ministres ont lu la lettre. Elle a refusé de voter.", True),
        # a thing that agrees was spoken of since
        ("Paul Morin a vendu ses parts. Le cours du cuivre a chuté. Il vaut encore cher.", False),
        ("Anne Roy a écrit la loi. La réforme a été votée. Elle entrera en vigueur lundi.", False),
        ("Anne Roy a quitté Nantes, où la tempête a grossi. Elle a détruit le port.", False),
        # the passage is about a pronoun that is somebody else, or nobody knows whom
        ("Il a quitté le palais après avoir entendu le général Paul Morin céder. Il a été arrêté.", False),
        ("Un inconnu a écrit à Paul Morin. Il a disparu le soir.", False),
        # the name comes after its pronoun, or begins anew
        ("Quand il est arrivé à la gare, Paul Morin a parlé. Il a promis de revenir.", True),
        ("Un inconnu a écrit. Paul Morin a répondu. Il a promis de revenir.", True),
    ],
)
def test_a_pronoun_is_sure_unless_a_thing_that_agrees_came_between(
    analysed: Callable[..., Analysis], text: str, sure: bool
) -> None:
    (actor,) = (row for row in analysed(text).actors if row.named and row.kind == "person")
    assert [row.doubtful for row in actor.mentions if row.form == "pronoun"] == [not sure]


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        # who stands behind a preposition in what is said of the pronoun is another
        ("Le siège dure depuis mars. Attribué au Front du Nord, il prive la ville d’eau.", "Front du Nord", []),
        ("Paul Morin a écrit à Jean Vial. Proche de Jean Vial, il a signé la lettre.", "Jean Vial", []),
        ("Anne Roy a quitté Nantes. Invitée par Lise Carel, elle a dormi à Lille.", "Lise Carel", []),
        ("Anne Roy a quitté Nantes. Invitée par Lise Carel, elle a dormi à Lille.", "Anne Roy", ["elle"]),
        # a function there may be his own; a name that is no part of it stays who is meant
        ("Paul Morin a perdu. Nommé au poste de directeur, il avait promis des routes.", "Paul Morin", ["il"]),
        ("Paul Morin a vendu ses parts. Lundi, il a quitté la ville.", "Paul Morin", ["il"]),
    ],
)
def test_a_pronoun_is_nobody_by_whom_it_is_described(
    analysed: Callable[..., Analysis], text: str, name: str, told: list[str]
) -> None:
    found = analysed(text)
    (actor,) = (row for row in found.actors if row.name == name)
    pronouns = [row for row in actor.mentions if row.form == "pronoun"]
    assert [found.article.text[row.start : row.end].lower() for row in pronouns] == told


@pytest.mark.parametrize(
    ("text", "who"),
    [
        # a state that was the subject just before keeps « elle », one of two sentences before does not
        ("L’Allemagne a condamné l’attentat. Elle a fermé sa frontière.", "loc-allemagne"),
        ("L’Allemagne a condamné l’attentat. Le premier ministre, Golda Meir, a parlé. Elle a fui.", None),
        # a person of unknown gender does not take it from the subject of the clause above
        ("Paredes raconte. Pour les jeux, l’Allemagne voulait montrer qu’elle avait changé.", None),
    ],
)
def test_who_is_no_person_keeps_a_pronoun_only_while_spoken_of(analysed, text: str, who: str | None) -> None:
    found = analysed(text, published="2025-11-20")
    told = [row.id for row in found.actors for m in row.mentions if m.form == "pronoun" and not m.doubtful]
    assert told == ([who] if who else []) or (who is None and told == ["loc-allemagne"] and "voulait" in text)
