"""Lines of a page that no list knows, judged by what they are; and lines of an article that look like them."""
from __future__ import annotations

import pytest

from press_briefing.article import Article
from press_briefing.clean.draft import Line
from press_briefing.clean.likely import OUT, judged, place_of

TITLE = "La halle de Morvieux rouvrira sans son marché aux veaux"
BODY = (
    "Fermée depuis l’effondrement d’une ferme de charpente, la halle de Morvieux accueillera de nouveau le public.",
    "« Personne ne nous a demandé notre avis », regrette Bastien Courtade, qui vendait là ses bêtes depuis vingt ans.",
    "La commune a dépensé 640 000 euros pour consolider les poutres, dont la moitié vient du département.",
    "Le marché aux veaux, lui, s’est installé à Grandlieu, où les éleveurs disent avoir trouvé de la place.",
)


def removed(*lines: str) -> dict[str, str]:
    return {one.text: one.rule for one in Article.from_text("\n".join(lines)).cleaning}


@pytest.mark.parametrize("foot", [
    ("Nos lettres thématiques", "Téléchargez notre application"), ("Voir tous nos podcasts", "Offres pour abonnés"),
    ("Partager sur les réseaux", "Nos archives numériques", "Gérer mes alertes"),
])
def test_furniture_below_the_text_is_out_and_told(foot):
    told = removed(TITLE, *BODY, *foot)
    assert set(foot) <= set(told)


@pytest.mark.parametrize("line", [
    "Bastien Courtade", "Odile Sarrazin avec AFP", "Par Odile Sarrazin, correspondante à Morvieux",
    "Le public reviendra le 12 avril.", "- Grandlieu : trente exposants", "« On verra bien », dit Courtade.",
])
def test_a_last_line_of_the_article_stays(line):
    told = removed(TITLE, *BODY, line)
    assert told.get(line) != OUT


@pytest.mark.parametrize("line", ["Un autre foirail", "Ce qu’en disent les éleveurs", "trente exposants,", "2 300 €"])
def test_within_the_prose_nothing_is_judged(line):
    assert line not in removed(TITLE, *BODY[:2], line, *BODY[2:])


def test_the_title_is_never_judged():
    lines = [Line(text) for text in ("Vie locale", TITLE, *BODY)]
    assert place_of(lines, [""] * len(lines)).title == 1
    assert judged(lines, [""] * len(lines))[1] == ""


def test_a_tail_of_many_short_lines_is_a_table():
    cells = [f"Commune {number}" for number in range(40)]
    assert not set(cells) & set(removed(TITLE, *BODY, *cells))


def test_without_prose_nothing_is_judged():
    lines = [Line(text) for text in ("Nos newsletters", "Voir le direct", "Mentions")]
    assert judged(lines, [""] * 3) == ["", "", ""]


def test_a_line_whose_kind_the_source_tells_is_not_judged():
    lines = [*(Line(text) for text in (TITLE, *BODY)), Line("Nos autres rendez-vous", "list-item")]
    assert judged(lines, [""] * len(lines))[-1] == ""
