"""The note: rows that only repeat the article, and two pages whatever its length."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from press_briefing import Analysis, Article, analyse
from press_briefing.measure import tables
from press_briefing.report import pdf
from press_briefing.report.identity import identify
from press_briefing.report.page import ArrangedPage as Sheet
from press_briefing.report.page import arrange
from press_briefing.report.sanitise import clean_html
from press_briefing.show import note, views
from press_briefing.show.note.sources import PARTS, parts, rounded
from press_briefing.show.views import Context

CRUE = "\n\n".join(
    (
        "Le pont de la gare fermé après la crue",
        "Le maire de Lyon, Jean Tessier, a annoncé mardi 4 mars 2025 la fermeture du pont de la gare.",
        "Selon la préfecture, douze personnes ont été évacuées et trois maisons détruites par la crue. "
        "« Nous n’avons jamais vu l’eau monter aussi vite », a déclaré Marie Lenoir, habitante du quartier.",
        "L’association Rives vivantes accuse la mairie d’avoir ignoré ses alertes. "
        "La mairie dément avoir reçu le moindre courrier.",
        "Le trafic pourrait reprendre vendredi, selon des sources proches de la direction. "
        "Une réunion publique est prévue le 12 mars 2025 à Grenoble.",
    )
)
SENTENCES = CRUE.split("\n\n", 1)[1].replace("\n", " ").split(". ")


@cache
def read(text: str, published: str | None = "2025-03-05") -> Analysis:
    return analyse(Article.from_text(text, published=published))


def long_text(words: int) -> str:
    """An article of so many words at least, under headings, whose numbers and days change."""
    made, count, turn = ["Le pont de la gare fermé après la crue"], 0, 0
    while count < words:
        told = " ".join(f"{sentence.strip()}." for sentence in SENTENCES if sentence.strip())
        told = told.replace("douze", f"{20 + turn}").replace("4 mars", f"{1 + turn % 28} mars")
        made += [*([f"Ce que coûte la nuit {turn}"] if turn % 3 == 1 else []), told]
        count, turn = count + len(told.split()), turn + 1
    return "\n\n".join(made)


def sheet(analysis: Analysis, language: str = "fr", paper: str = "a4") -> Sheet:
    identity = identify({}, extra={"language": language, "paper": paper, "article_language": "fr"})
    return arrange(clean_html(views.note(Context(analysis, language=language)).html, language=language), identity)


def pages(made: bytes) -> int:
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(made)) as document:
        return len(document.pages)


# -- rows ---------------------------------------------------------------------------------------


def test_the_strip_marks_a_deduced_date() -> None:
    assert not note.strip(read(CRUE)).deduced
    assert note.strip(read(CRUE, None)).deduced


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (CRUE, "article"),
        ("\n\n".join(f"10h{minute} Le cortège avance sur le boulevard de la gare." for minute in (10, 20, 30)), "live"),
        (
            "Un départ\n\nOn part.\n\n"
            + "\n\n".join(
                f"{asks} ?\n\n{answers}."
                for asks, answers in (
                    ("Pourquoi partir", "Je pars parce que la ville change"),
                    ("Quand êtes-vous arrivée", "Je suis venue en 1998"),
                    ("Que laissez-vous ici", "Je laisse une maison et des amis"),
                    ("Où irez-vous", "J’irai vers la mer"),
                )
            ),
            "interview",
        ),
        # two hours, two questions: no genre of their own
        ("\n\n".join(f"10h{minute} Le cortège avance sur le boulevard de la gare." for minute in (10, 20)), "article"),
        ("Pourquoi partir ?\n\nIl pleut sur la ville.\n\nPourquoi rester ?\n\nIl y neige encore le soir.", "article"),
    ],
)
def test_the_genre_is_told_by_form(text: str, genre: str) -> None:
    assert note.strip(read(text)).genre == genre


def test_a_dispatch_is_signed_by_an_agency() -> None:
    article = Article.from_text(CRUE)
    for outlet, genre in (("AFP", "dispatch"), ("Le Quotidien des AFPistes", "article")):
        signed = Analysis.from_dict({**read(CRUE).to_dict(), "article": {**article.to_dict(), "outlet": outlet}})
        assert note.strip(signed).genre == genre


def test_the_title_is_the_articles_own_or_a_whole_clause() -> None:
    assert note.heading(read(CRUE)) == note.Heading("Le pont de la gare fermé après la crue")
    told = note.heading(read(CRUE.split("\n\n", 1)[1]))
    assert told.sentence == 1
    assert told.words.endswith("la fermeture du pont de la gare")


def test_the_six_lines_come_from_the_main_event() -> None:
    told = note.lead(read(CRUE))
    assert told.what is not None
    assert "la fermeture du pont" in told.what.words
    assert told.what.sentence == 2
    assert told.who[0].words == "Jean Tessier"
    assert told.who[0].note == "maire de Lyon"
    assert told.when == note.When("2025-03-04", "mardi 4 mars 2025", False, 2)
    assert told.by is not None
    assert told.by.words == "Jean Tessier"


NIGHT = "\n\n".join(
    (
        "Le stock de vaccins de Marlande volé dans un entrepôt",
        "Nadia Ferrand, directrice de l’agence, a reçu la médaille du courage en 1998 avec Paul Ostrand.",
        "Le stock de vaccins de Marlande a été volé lundi 3 mars 2025 à Lille, a confirmé la préfecture.",
        "Nadia Ferrand a porté plainte. Elle a quitté Lille hier.",
        "« Nous avions doublé les gardes dès le mois de janvier », a expliqué Nadia Ferrand.",
        "Selon l’expert Luc Hamon, un tel vol demande des complices. Luc Hamon juge que la police avance.",
    )
)


def test_the_main_event_is_the_one_the_title_tells() -> None:
    """Neither what comes first nor what the author tells outweighs the title."""
    told = note.lead(read(NIGHT))
    assert told.what is not None
    assert told.what.sentence == 3
    assert told.when is not None
    assert told.when.date == "2025-03-03"


def test_those_who_only_speak_of_it_come_after_those_who_do_it() -> None:
    names = [row.words for row in note.lead(read(NIGHT)).who]
    assert names.index("Nadia Ferrand") < (names.index("Luc Hamon") if "Luc Hamon" in names else len(names))


def test_an_expert_comes_after_those_the_article_is_about() -> None:
    said = " ".join(
        f"« {words} », estime Claire Ostrand." for words in ("C’est très rare", "Tout dépend du vent", "Il faut agir")
    )
    text = (
        "La Marlande ferme son port\n\nLa Marlande a fermé son port lundi 3 mars 2025. "
        f"Claire Ostrand, professeure de droit, en doute. {said} Nadia Ferrand, ministre des Ports, a signé le texte."
    )
    names = [row.words for row in note.lead(read(text)).who]
    assert "Nadia Ferrand" in names
    assert "Claire Ostrand" not in names[: names.index("Nadia Ferrand")]


def test_who_carries_the_article_adds_up_to_a_hundred() -> None:
    told = note.lead(read(NIGHT)).bearers
    assert told.author + sum(row.percent for row in told.rows) + told.others_percent + told.nobody == 100
    assert "Nadia Ferrand" in [row.name for row in told.rows]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # the same act of the same people, told again with its day
        (
            "Le pont de Lorme\n\nJean Tessier a fermé le pont de Lorme. Jean Tessier a fermé ce pont mardi 4 mars 2025.",
            "",
        ),
        # another act by the same people with the same verb lends no day
        (
            "La ville de Lorme, capitale des ponts\n\nLorme est devenue la capitale des ponts. "
            "Lorme est devenue une école de musique et de danse mardi 4 mars 2025.",
            "2025-03-04",
        ),
        (
            "Grève au port de Lorme\n\nLes dockers ont bloqué le port. Une rencontre est prévue lundi 10 mars 2025.",
            "2025-03-10",
        ),
    ],
)
def test_an_undated_event_says_that_the_day_is_another_ones(text: str, day: str) -> None:
    when = note.lead(read(text)).when
    assert when is not None
    assert when.elsewhere == bool(day)
    assert not day or when.date == day


def test_the_dead_of_the_opening_stand_beside_those_who_act() -> None:
    text = "Attaque à Dorval\n\nL’attaque de Dorval a fait douze morts et trente blessés mardi 4 mars 2025."
    assert [row.words for row in note.lead(read(text)).victims] == ["douze morts", "trente blessés"]
    told = "Séisme à Dorval\n\nLe séisme de Dorval a tué douze habitants mardi 4 mars 2025."
    assert [(row.words, row.note) for row in note.lead(read(told)).victims] == [("douze habitants", "dead")]
    recalled = "Le marché de Dorval rouvre\n\nLe marché rouvre mardi. En 2019, une attaque avait fait douze morts."
    assert note.lead(read(recalled)).victims == ()


def test_one_person_under_two_forms_of_a_name_is_told_once() -> None:
    text = (
        "La médaille de Paul V. Ostrand volée\n\nLa médaille de Paul Victor Ostrand, ancien président, a été volée à Lille. "
        "Paul Victor Ostrand a porté plainte."
    )
    assert sum("Ostrand" in row.words for row in note.lead(read(text)).who) == 1


def test_states_that_meet_are_not_where_they_meet() -> None:
    told = note.lead(read("Sommet\n\nLe sommet entre la Suède et le Pérou a eu lieu mardi 4 mars 2025."))
    assert told.anywhere or not {row.words for row in told.where} & {"Suède", "Pérou"}


def test_the_other_side_stands_on_the_first_page() -> None:
    told = note.denials(read(CRUE))
    assert [(row.kind, bool(row.answers)) for row in told] == [("accuses", True)]
    assert "dément" in views.note(Context(read(CRUE))).html.split('<div class="note-page">')[1]


def test_a_description_at_the_head_of_a_sentence_is_lower_case_inside_a_line() -> None:
    text = "Le port fermé\n\nLes riverains affirment que le port est fermé depuis lundi. Le préfet assure que rien ne presse."
    names = [row.name for row in note.matrix(read(text)).rows]
    assert names
    assert all(name[:1].islower() for name in names if name)


def test_a_place_inside_the_name_of_somebody_is_not_where_it_happened() -> None:
    told = note.lead(read("L’ambassadeur du Mali a quitté la salle mardi 4 mars 2025. Il a parlé à Bamako ensuite."))
    assert told.anywhere


def test_what_is_recalled_or_announced_is_no_main_event() -> None:
    assert note.main_event(read("Une réunion publique est prévue le 12 mars 2025 à Lyon.")) is None


def test_every_row_repeats_its_sentence() -> None:
    analysis = read(CRUE)
    told = [(row.words, row.sentence) for row in note.pulls(analysis)]
    told += [(row.what, row.sentence) for row in note.accusations(analysis)[0]]
    assert len(told) > 1
    for words, number in told:
        sentence = " ".join(analysis.text_of(analysis.sentences[number - 1]).split())
        assert words in sentence


def test_an_accusation_stands_with_its_answer() -> None:
    (row,), left = note.accusations(read(CRUE))
    assert (row.by, row.kind, left) == ("Rives vivantes", "accuses", 0)
    assert [answer.by for answer in row.answers] == ["mairie"]


def test_the_matrix_tells_quoted_reported_and_hedged() -> None:
    told = note.matrix(read(CRUE))
    how = {row.name: {mark.how for cell in row.cells for mark in cell} for row in told.rows}
    assert how["Marie Lenoir"] == {"quoted"}
    assert how["la préfecture"] == {"reported"}
    assert how["des sources proches de la direction"] == {"hedged"}


def test_the_parts_hold_every_sentence_once() -> None:
    analysis = read(long_text(1200))
    found = parts(analysis)
    assert len(found) <= PARTS
    assert [number for part in found for number in range(part.first, part.last + 1)] == list(
        range(1, len(analysis.sentences) + 1)
    )


@pytest.mark.parametrize(
    ("shares", "whole"),
    [
        ([1 / 3, 1 / 3, 1 / 3], [34, 33, 33]),
        ([0.705, 0.205, 0.09], [71, 20, 9]),
        ([0.0, 0.0], [0, 0]),
        ([1.0], [100]),
    ],
)
def test_a_bar_adds_up(shares: list[float], whole: list[int]) -> None:
    assert rounded(shares) == whole


def test_rival_tolls_stand_side_by_side_with_their_sources() -> None:
    text = (
        "Éboulement à Val-Roche\n\nLa préfecture compte 14 morts dans l’éboulement de Val-Roche. Selon la Croix-Rouge, "
        "l’éboulement de Val-Roche a fait 19 morts."
    )
    (row, *_) = note.numbers(read(text))
    assert [(side.figure.value if side.figure else 0) for side in row.sides] == [14, 19]


@pytest.mark.parametrize(
    "text",
    [
        "Le Sénat examine deux lectures du texte. Selon la ministre, le Sénat examine trois lectures du texte.",
        "Selon Rome, trois États ont signé l’accord. Selon Madrid, cinq États ont signé l’accord.",
        "Le maire cite quatre projets de tramway. Selon l’opposition, le maire cite six projets de tramway.",
    ],
)
def test_what_is_no_news_figure_is_no_key_number(text: str) -> None:
    assert note.numbers(read(text)) == ()


def test_a_toll_told_twice_is_one_number_with_its_source() -> None:
    text = (
        "Quinze morts dans un naufrage\n\nAu moins quinze personnes ont été tuées mardi dans le naufrage d’un bac, "
        "selon la préfète Anne Delmas."
    )
    (row,) = note.numbers(read(text))
    assert "Delmas" in row.sides[0].source


def test_an_accusation_without_words_has_no_empty_quotation() -> None:
    analysis = read("Selon le procureur, Paul Verdier est accusé par la banque Orlan. Paul Verdier se tait.")
    (row,), _ = note.accusations(analysis)
    assert row.what == ""
    assert '«\u202f<span class="of-article"></span>' not in views.note(Context(analysis)).html


def test_moments_and_agenda_are_apart() -> None:
    analysis = read(CRUE)
    table = tables.every_table(analysis)["chronology"]
    ahead, _ = note.agenda(table, "given")
    assert [row.date for row in ahead] == ["2025-03-12"]
    assert "2025-03-12" not in {row.date for row in note.moments(table, "given")}


def test_the_agenda_keeps_the_articles_own_words_for_a_day_of_no_known_week() -> None:
    analysis = read("Les ministres tiendront vendredi des pourparlers à Bruxelles.", None)
    assert "«\u202fvendredi\u202f»" in views.note(Context(analysis)).html.replace("\xa0", "\u202f")


def test_an_ampersand_of_a_name_is_whole() -> None:
    analysis = read(
        "Dupont & Fils a vendu lundi trois usines. Dupont & Fils a déçu les ouvriers. Paul Morin a protesté."
    )
    html = views.note(Context(analysis)).html
    assert "Dupont &amp; Fils" in html
    assert "&amp\u202f;" not in html


def test_what_to_check_is_told_with_its_sentences() -> None:
    kinds = {row.kind: row for row in note.to_check(read(CRUE, None))}
    assert {"date", "conditional"} <= set(kinds)
    assert "date" not in {row.kind for row in note.to_check(read(CRUE))}
    assert all(kinds["conditional"].sentences)


# -- pages --------------------------------------------------------------------------------------


def test_the_note_says_what_was_not_found() -> None:
    told = views.note(Context(read("Il pleut sur la ville."))).text
    assert "rien relevé" in told


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("words", [20, 150, 300, 800, 5000])
def test_a_note_has_two_pages_at_most(words: int, paper: str) -> None:
    made = pdf.note_to_pdf(sheet(read(long_text(words)), paper=paper))
    assert made is not None
    assert 1 <= pages(made) <= 2


def test_a_title_and_names_without_end_leave_it_two_pages() -> None:
    name = "Marie-Antoinette de la Rochefoucauld-Montmorency"
    text = f"{'Un titre qui ne finit pas ' * 12}\n\n" + " ".join(
        f"« Nous avons vu la chose numéro {n} de nos propres yeux ce jour-là », a déclaré {name} {chr(65 + n % 26)}{n}."
        for n in range(40)
    )
    made = pdf.note_to_pdf(sheet(read(text)))
    assert made is not None
    assert pages(made) <= 2


def test_a_page_without_a_note_has_none() -> None:
    assert pdf.note_to_pdf(arrange("<h1>Autre chose</h1><p>Texte.</p>", identify({}))) is None


def test_in_english_words_of_the_article_say_they_are_french(monkeypatch: pytest.MonkeyPatch) -> None:
    html = sheet(read(CRUE), "en").head_html
    assert 'lang="fr"' in html
    assert "Who says so" in html
    assert "Qui le dit" not in html


def test_links_lead_to_sentences() -> None:
    html = views.note(Context(read(CRUE))).html
    assert {int(n) for n in re.findall(r'href="#s(\d+)"', html)} <= set(range(1, len(read(CRUE).sentences) + 1))


@pytest.fixture
def hostile() -> Callable[[], Analysis]:
    return lambda: read("<script>alert(1)</script> & le titre\n\nLe maire <b>Jean</b> a parlé mardi 4 mars 2025.")


def test_nothing_of_the_article_is_markup(hostile: Callable[[], Analysis]) -> None:
    assert "<script" not in views.note(Context(hostile())).html


def test_the_last_edit_stands_beside_the_day_of_publication() -> None:
    for updated, said in (("2025-03-07", True), (None, False)):
        told = read(CRUE).to_dict()
        edited = Analysis.from_dict({**told, "article": {**told["article"], "updated": updated}})
        assert ("modifié le 7 mars 2025" in views.note(Context(edited)).text) == said
