"""One article under several titles, on the web and in a database, or cut from a dispatch: one in a review, all listed."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from press_briefing import Article, read
from press_briefing.corpus.review.copies import find_copies

DISPATCH = [
    "Un incendie a détruit mardi soir l’entrepôt de coton de Koutiala, a annoncé la préfecture.",
    "Aucune victime n’est à déplorer, mais trois mille balles sont parties en fumée, selon la compagnie cotonnière.",
    "Les pompiers, arrivés de Sikasso, ont mis six heures à venir à bout des flammes dans le quartier industriel.",
    "Le directeur de l’usine, Seydou Konaté, estime les pertes à deux milliards de francs et promet une enquête.",
    "La saison passée, un premier feu avait touché les hangars voisins sans que l’origine en soit établie.",
]
OWN = [
    "À Koutiala, l’usine fumait encore mercredi quand nous y sommes entrés avec les ouvriers de l’équipe du matin.",
    "Mariam Coulibaly, vingt ans de maison, cherchait ses gants dans la suie : elle craint pour les primes de Noël.",
    "Au marché, le prix de la fibre a pris dix francs en une nuit, et les courtiers parlent déjà de pénurie.",
    "Le syndicat réclame des détecteurs depuis trois ans ; la direction répond que le budget est voté pour janvier.",
]
EUROPRESSE = """Le Courrier du coton
Entrepôt de Koutiala : trois mille balles perdues

{body}

© 2025 Le Courrier du coton. Tous droits réservés.
"""


def copies(*texts: str) -> dict[int, int]:
    con = duckdb.connect()
    con.execute("CREATE TABLE texts (role VARCHAR, number BIGINT, text VARCHAR)")
    con.executemany("INSERT INTO texts VALUES ('period', ?, ?)", list(enumerate(texts, 1)))
    return {row.number: row.of for row in find_copies(con)}


def told(title: str, *paragraphs: str) -> str:
    return Article.from_text("\n\n".join([title, *paragraphs])).text


def test_a_dispatch_under_three_titles_is_one():
    titles = ("Le coton brûle", "Koutiala : l’entrepôt en cendres", "Deux milliards de francs de pertes au sud")
    assert copies(*(told(title, *DISPATCH) for title in titles)) == {2: 1, 3: 1}


@pytest.mark.parametrize("kept", [slice(0, 3), slice(1, 5), slice(0, 4)])
def test_a_dispatch_cut_by_a_paper_is_a_copy(kept):
    assert copies(told("Le coton brûle", *DISPATCH), told("Feu à Koutiala", *DISPATCH[kept])) == {2: 1}


def test_a_dispatch_inside_a_longer_article_is_a_copy_whichever_comes_first():
    alone, within = told("Le coton brûle", *DISPATCH), told("La nuit de Koutiala", *DISPATCH, *OWN)
    assert copies(alone, within) == {2: 1}
    assert copies(within, alone) == {2: 1}


def test_a_web_page_and_the_copy_of_a_database_are_one(tmp_path: Path):
    page = tmp_path / "page.html"
    body = "".join(f"<p>{paragraph}</p>" for paragraph in DISPATCH)
    page.write_text(
        "<html lang='fr'><head><title>Le feu au coton</title></head><body><nav>Accueil</nav><article>"
        f"<h1>Le feu au coton</h1>{body}<p>Lire aussi : La filière en crise</p></article></body></html>",
        encoding="utf-8",
    )
    typed = "\n\n".join(DISPATCH).replace("’", "'").replace(" :", "\u00a0:")
    stored = tmp_path / "base.txt"
    stored.write_text(EUROPRESSE.format(body=typed), encoding="utf-8")
    assert copies(read(page).text, read(stored).text) == {2: 1}


def test_two_reports_of_one_fire_are_two():
    assert copies(told("Le coton brûle", *DISPATCH), told("Après le feu", *OWN)) == {}


def test_a_sentence_in_common_makes_no_copy():
    assert copies(told("Le coton brûle", *DISPATCH), told("Après le feu", DISPATCH[0], *OWN)) == {}


def test_every_copy_is_listed_where_each_paper_changed_something():
    first = told("Le coton brûle", *DISPATCH)
    changed = [
        told(title, *(paragraph.replace(*words) for paragraph in DISPATCH))
        for title, words in (
            ("Sinistre à Koutiala", ("mardi soir", "dans la nuit")),
            ("L’or blanc en fumée", ("trois mille", "quelque 3 000")),
            ("Incendie", ("Seydou Konaté", "M. Konaté")),
        )
    ]
    assert copies(first, *changed, told("Après le feu", *OWN)) == {2: 1, 3: 1, 4: 1}


def test_a_chain_of_changes_lists_whom_it_is_like():
    """The third is like the second and hardly like the first: it is a copy of neither, or of one that is none itself."""
    first, third = DISPATCH, [*DISPATCH[3:], *OWN[:3]]
    second = [*DISPATCH[1:], OWN[0]]
    found = copies(told("Un", *first), told("Deux", *second), told("Trois", *third))
    assert found.get(2) == 1
    assert found.get(3) in (None, 1)
