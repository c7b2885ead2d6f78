"""Lines are judged in their row: what is the page's goes, the title and every sentence stay, doubt is told."""

from __future__ import annotations

import itertools
import math
import random

import pytest

from press_briefing import Article
from press_briefing.capture.clean import likely
from press_briefing.capture.clean.draft import Line
from press_briefing.capture.clean.judge import OUT, UNSURE, judged
from press_briefing.capture.clean.likely import LABELS, LineWeights, marginals

BODY = [
    "La municipalité a fermé le pont de bois après la crue, et les camions attendent sur la rive depuis mardi.",
    "Le préfet promet une réponse avant la fin du mois, mais personne ne croit plus aux promesses dans la vallée.",
    "Les écoles ont rouvert lundi, et deux cents élèves traversent désormais la rivière en pirogue chaque matin.",
]
ABOVE = ["Éditions locales", "Offre de bienvenue", "Lu par 214 internautes", "Mon fil d’actus"]
BELOW = [
    "Nos rendez-vous du soir",
    "Le coin des abonnés",
    "Vous aimerez peut-être",
    "Bourse aux livres",
    "Nos magazines",
]
TITLES = [
    "Le pont de bois reste fermé",
    "La longue attente",
    "Un préfet, deux promesses",
    "Les pirogues de la rentrée",
    "« On nous a oubliés »",
    "Partage de rivière",
    "Que reste-t-il du pont ?",
]
CLOSERS = [
    "Le chantier reprendra jeudi.",
    "Personne n’a répondu.",
    "Awa Kerdrel",
    "Awa Kerdrel, à Ségou",
    "(Awa Kerdrel, avec les correspondants régionaux)",
    "* Le prénom a été changé.",
]


def cleaned(*lines: str) -> list[str]:
    return [line for line in Article.from_text("\n".join(lines)).text.split("\n") if line]


def test_marginals_are_those_of_all_ways_through_the_lines():
    dice = random.Random(4)
    rows = [{name: dice.uniform(-1, 1) for name in dice.sample("abcd", 2)} for _ in range(4)]
    known = LineWeights(
        {name: tuple(dice.uniform(-2, 2) for _ in LABELS) for name in "abc"},
        tuple(tuple(dice.uniform(-2, 2) for _ in LABELS) for _ in LABELS),
    )

    def weight(way):
        own = sum(
            known.states[name][label] * value
            for label, row in zip(way, rows, strict=True)
            for name, value in row.items()
            if name in known.states
        )
        return math.exp(own + sum(known.steps[one][other] for one, other in itertools.pairwise(way)))

    ways = {way: weight(way) for way in itertools.product(range(len(LABELS)), repeat=len(rows))}
    whole = sum(ways.values())
    for number, told in enumerate(marginals(rows, known)):
        for label, name in enumerate(LABELS):
            expected = sum(value for way, value in ways.items() if way[number] == label) / whole
            assert told[name] == pytest.approx(expected)


@pytest.mark.parametrize("title", TITLES)
def test_the_title_stays_whatever_stands_above_it(title):
    assert cleaned(title, *BODY)[0] == title
    for count in range(1, len(ABOVE) + 1):
        assert title in cleaned(*ABOVE[:count], title, *BODY, *BELOW[:count])


def test_a_title_that_metadata_name_stays():
    lines = [Line("Nos abonnements"), Line("Menu du soir"), *map(Line, BODY)]
    assert judged(lines, [""] * len(lines), "Nos abonnements")[0] == ""


def test_lines_that_no_list_knows_go_and_are_told():
    article = Article.from_text("\n".join([*ABOVE, TITLES[0], *BODY, *BELOW]))
    out = [row.text for row in article.cleaning]
    assert article.text.split("\n\n") == [TITLES[0], *BODY]
    assert set(ABOVE + BELOW) <= set(out)
    assert OUT in {row.rule for row in article.cleaning}


@pytest.mark.parametrize("line", CLOSERS)
def test_who_signs_and_short_sentences_at_the_end_stay(line):
    assert line in cleaned(TITLES[0], *BODY, line)


@pytest.mark.parametrize("line", ["Une reprise incertaine", "« On tient »", "Et demain ?", "Ce que dit la loi"])
def test_headings_within_the_article_stay(line):
    assert line in cleaned(TITLES[0], *BODY[:2], line, *BODY[2:], *BODY[:1])


def test_what_stays_in_doubt_is_told(monkeypatch):
    from press_briefing.capture.clean import judge

    monkeypatch.setattr(judge, "SURE", 1.1)
    article = Article.from_text("\n".join([TITLES[0], *BODY, *BELOW]))
    doubted = [row.text for row in article.cleaning if row.rule == UNSURE]
    assert doubted
    assert all(line in article.text for line in doubted)


def test_without_prose_nothing_is_judged():
    lines = [Line(text) for text in (*ABOVE, *BELOW)]
    assert judged(lines, [""] * len(lines)) == [""] * len(lines)


def test_what_the_source_says_of_a_line_comes_first():
    lines = [
        Line(TITLES[1], "title"),
        *map(Line, BODY),
        Line("Nos magazines", "list-item"),
        Line("Nos magazines", "heading"),
    ]
    assert not any(judged(lines, [""] * len(lines)))


def test_weights_know_labels_and_are_small():
    known = likely.weights()
    assert len(known.steps) == len(LABELS)
    assert all(len(row) == len(LABELS) for row in (*known.states.values(), *known.steps))
    assert all(abs(value) < 20 for row in known.states.values() for value in row)
