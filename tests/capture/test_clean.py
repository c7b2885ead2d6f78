"""Cleaning loses no word and doubles none; what is furniture, a copy, a heading, a byline, a date."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from press_briefing import Article
from press_briefing.capture.clean.copies import find_copies, words_of
from press_briefing.capture.clean.furniture import furniture_rule
from press_briefing.capture.clean.layout import glued_heading
from press_briefing.model.errors import LanguageError, SourceError, UsageError
from press_briefing.model.typography import plain

# -- articles made up for the tests ----------------------------------------------------------------

NOUNS = [
    "barrage",
    "berger",
    "bourgade",
    "bureau",
    "caravane",
    "cercle",
    "champ",
    "chantier",
    "colline",
    "comité",
    "commune",
    "conseil",
    "convoi",
    "digue",
    "dispensaire",
    "école",
    "élève",
    "étal",
    "fleuve",
    "forage",
    "greffier",
    "grenier",
    "hangar",
    "jardin",
    "juge",
    "lac",
    "maire",
    "marché",
    "mil",
    "moulin",
    "notable",
    "paysan",
    "pêcheur",
    "pirogue",
    "pont",
    "port",
    "potier",
    "préfet",
    "puits",
    "récolte",
    "rizière",
    "rive",
    "route",
    "saison",
    "semence",
    "tribunal",
    "troupeau",
    "verger",
    "village",
]
VERBS = [
    "accueille",
    "attend",
    "borde",
    "cherche",
    "compte",
    "décrit",
    "demande",
    "dépasse",
    "entoure",
    "espère",
    "évoque",
    "finance",
    "garde",
    "inquiète",
    "longe",
    "manque",
    "occupe",
    "partage",
    "prépare",
    "protège",
    "quitte",
    "rappelle",
    "reçoit",
    "redoute",
    "refuse",
    "regarde",
    "remplace",
    "répare",
    "retrouve",
    "surveille",
    "traverse",
]
ADJECTIVES = [
    "ancien",
    "calme",
    "commun",
    "discret",
    "entier",
    "fragile",
    "immense",
    "lointain",
    "modeste",
    "neuf",
    "patient",
    "proche",
    "rare",
    "sec",
    "tardif",
    "vaste",
    "voisin",
]
LINKS = (
    "dans le",
    "près du",
    "avec le",
    "pour le",
    "sans le",
    "contre le",
    "derrière le",
    "selon le",
    "vers le",
    "après le",
)


def sentence(dice: random.Random) -> str:
    def group() -> str:
        return f"{dice.choice(NOUNS)} {dice.choice(ADJECTIVES)}"

    words = f"{dice.choice(['Le', 'Un', 'Ce', 'Chaque'])} {group()} {dice.choice(VERBS)} le {group()}"
    for _ in range(dice.randint(1, 3)):
        words += f"{dice.choice([',', '', ''])} {dice.choice(LINKS)} {group()}"
    return f"{words}{dice.choice(['.', '.', '.', ' ?', ' !'])}"


def paragraph(dice: random.Random) -> list[str]:
    return [sentence(dice) for _ in range(dice.randint(1, 4))]


@st.composite
def articles(draw: st.DrawFn) -> list[list[str]]:
    """Paragraphs as lists of sentences, no sentence twice; the first paragraph is a title."""
    dice = random.Random(draw(st.integers(0, 10**9)))
    body = [paragraph(dice) for _ in range(draw(st.integers(3, 9)))]
    flat = [one for part in body for one in part]
    assume(len(set(flat)) == len(flat))
    return [[f"La {dice.choice(NOUNS)} et le {dice.choice(NOUNS)} : une saison au bord du {dice.choice(NOUNS)}"], *body]


def lines(body: list[list[str]]) -> list[str]:
    return [" ".join(part) for part in body]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def cleaned(text: str) -> list[str]:
    return words(Article.from_text(text).text)


ABOVE = [
    "⏱ Temps de lecture : 6 min",
    "Accueil › Monde › Sahel",
    "Publié le 3 mai 2024 à 9h12",
    "Partager sur WhatsApp",
    "Article réservé aux abonnés",
]
BELOW = [
    "Inscrivez-vous à notre lettre d’information",
    "Lire aussi : Le fleuve, une histoire en cartes",
    "Tous droits réservés",
    "Mots-clés : fleuve, crue",
    "Laisser un commentaire",
    "Ce site utilise des cookies pour mesurer son audience. Vous pouvez les accepter ou les refuser.",
]


@given(articles())
def test_an_article_as_it_is_keeps_every_word(body):
    assert cleaned("\n".join(lines(body))) == words("\n".join(lines(body)))


@given(articles(), st.sampled_from(["\n", "\n\n", "\n \n"]))
def test_pasted_twice_in_paragraphs(body, glue):
    text = glue.join(lines(body))
    assert cleaned(text + glue + text) == words(text)


@given(articles())
def test_run_on_then_paragraphs_and_the_other_way_round(body):
    run_on, structured = " ".join(lines(body)), "\n".join(lines(body))
    untitled = "\n".join(lines(body[1:]))
    for text in (f"{run_on}\n{structured}", f"{structured}\n{run_on}", f"{run_on}\n{untitled}", f"{run_on}\n{run_on}"):
        assert cleaned(text) == words(run_on)


@given(articles())
def test_three_copies(body):
    text = "\n".join(lines(body))
    assert cleaned("\n".join([text] * 3)) == words(text)


@given(articles(), st.data())
def test_each_copy_may_lack_sentences_of_the_other(body, data):
    """Sentences missing from one copy or the other, never two neighbours, come back in their place."""
    places = [(p, s) for p, part in enumerate(body) if p for s in range(len(part))]
    assume(len(places) >= 8)
    chosen = sorted(data.draw(st.sets(st.sampled_from(range(1, len(places) - 1)), max_size=3)))
    assume(all(b - a > 1 for a, b in pairwise(chosen)))
    missing = [{places[number] for number in chosen[::2]}, {places[number] for number in chosen[1::2]}]

    def without(lost):
        parts = [[one for s, one in enumerate(part) if (p, s) not in lost] for p, part in enumerate(body)]
        return [part for part in parts if part]

    first, second = " ".join(lines(without(missing[0]))), "\n".join(lines(without(missing[1])))
    assert cleaned(f"{first}\n{second}") == words(" ".join(lines(body)))


@given(
    articles(),
    st.lists(st.sampled_from(ABOVE), unique=True),
    st.lists(st.sampled_from(BELOW), unique=True),
    st.booleans(),
)
def test_furniture_around_one_or_two_copies_goes(body, above, below, twice):
    text = "\n".join(lines(body))
    capture = "\n".join([*above, text, *([*above, text] if twice else []), *below])
    article = Article.from_text(capture)
    assert words(article.text) == words(text)
    logged = " ".join(removal.text for removal in article.cleaning)
    assert all(line in logged for line in (*above, *below))


@given(articles(), st.booleans())
def test_typography_changes_no_structure(body, twice):
    text = "\n".join([*lines(body), "« Le fleuve n’attend pas », dit l’aîné.", "Et l’on se tait…"])
    text = f"{text}\n{text}" if twice else text
    straight = (
        text.replace("’", "'").replace("« ", '"').replace(" »", '"').replace(" :", "\u00a0:").replace(" ?", "\u202f?")
    )
    one, other = Article.from_text(text), Article.from_text(straight)
    assert words(one.text) == words(other.text)
    assert [paragraph.kind for paragraph in one.paragraphs] == [paragraph.kind for paragraph in other.paragraphs]


@given(st.text(max_size=400), st.booleans())
def test_hostile_text_ends_in_an_article_or_one_line(text, verbatim):
    try:
        article = Article.from_text(text, verbatim=verbatim)
    except (SourceError, LanguageError) as error:
        assert "\n" not in str(error)  # noqa: PT017 - not every text ends in an error
        return
    assert all(article.text[paragraph.start : paragraph.end].strip() for paragraph in article.paragraphs)
    assert not verbatim or article.text == text


@given(articles(), st.booleans())
def test_verbatim_keeps_every_character(body, windows):
    text = "\n\n".join(["Accueil › Monde", *lines(body), "Tous droits réservés"])
    text = text.replace("\n", "\r\n") if windows else text
    article = Article.from_text(text, verbatim=True)
    assert article.text == text
    assert not article.cleaning
    assert len(article.paragraphs) == len(body) + 2


# -- copies ----------------------------------------------------------------------------------------

DICE = random.Random(7)
STORY = [paragraph(DICE) for _ in range(6)]


def test_the_capture_the_project_was_made_for():
    """A run-on copy, then one in paragraphs; each has sentences and headings that the other lacks."""
    article = Article.from_text((HERE / "pasted-twice.txt").read_text(encoding="utf-8"))
    found = [(paragraph.kind, article.text[paragraph.start : paragraph.end]) for paragraph in article.paragraphs]
    assert [text for kind, text in found if kind == "heading"] == [
        "Une digue promise, un chantier à l’arrêt",
        "Le port, une activité qui s’éteint:",
        "Le silence de la préfecture, ou l’attente sans fin",
    ]
    assert [text for kind, text in found if kind == "list-item"] == [
        "la baisse des eaux,",
        "le prix du carburant,",
        "la fermeture du marché.",
    ]
    assert (
        "body",
        "L’entreprise retenue a quitté la place : engins repartis, ouvriers renvoyés, hangar vidé.",
    ) in found
    assert ("body", "La question demeure : qui paiera la digue ?") in [
        (kind, text.removesuffix("..")) for kind, text in found
    ]
    assert found[0][1].startswith("Le 14 octobre")
    assert all(
        article.text.count(once) == 1
        for once in ("quarante pirogues", "ferme désormais à midi", "n’était pas construite")
    )
    assert article.author.name == "Awa Exemple"
    assert article.author.roles == ("correspondante au bord du lac", "spécialiste des questions d’eau")
    assert (article.published.value, article.published.certainty) == ("2024-10-14", "inferred")
    assert {"reading-time", "breadcrumb", "consent", "second-copy"} <= {removal.rule for removal in article.cleaning}


def test_a_refrain_or_a_quotation_taken_up_again_stays():
    refrain = "« Nous reviendrons quand les eaux auront baissé », répète le vieux pêcheur devant le tribunal."
    text = "\n".join([*lines(STORY[:2]), refrain, *lines(STORY[2:4]), refrain, *lines(STORY[4:]), refrain])
    assert cleaned(text) == words(text)


def test_a_litany_is_no_copy():
    days = "\n".join(
        f"Le {day} mai, le préfet compte les pirogues et le maire attend le convoi près du pont."
        for day in range(2, 20)
    )
    assert cleaned(days) == words(days)


def test_what_only_one_copy_has_stands_where_that_copy_has_it():
    alone = "La pluie du matin retarde le départ des pirogues et la foule s’impatiente."
    first = " ".join([*lines(STORY[:3]), alone, *lines(STORY[3:])])
    second = "\n".join(lines(STORY))
    found = Article.from_text(f"{first}\n{second}")
    assert [found.text[p.start : p.end] for p in found.paragraphs] == [*lines(STORY[:3]), alone, *lines(STORY[3:])]


def test_a_heading_only_the_run_on_copy_has_is_split_off():
    heading = "Un fleuve disputé, des rives abandonnées"
    run_on = " ".join([*lines(STORY[:3]), heading, *lines(STORY[3:])])
    found = Article.from_text(run_on + "\n" + "\n".join(lines(STORY)))
    assert heading in [found.text[p.start : p.end] for p in found.paragraphs if p.kind == "heading"]


def test_an_end_only_the_first_copy_has_stays_at_the_end():
    end = "Le greffier range ses registres et la salle se vide dans le silence du soir."
    text = "\n".join([*lines(STORY), end, *lines(STORY)])
    assert cleaned(text) == words("\n".join([*lines(STORY), end]))


def test_a_beginning_only_the_second_copy_has_stays_at_the_beginning():
    start = "Le greffier ouvre ses registres et la salle se remplit dans le bruit du matin."
    text = "\n".join([*lines(STORY), start, *lines(STORY)])
    found = Counter(cleaned(text))
    assert found == Counter(words("\n".join([start, *lines(STORY)])))


def test_copies_differ_in_typography():
    one = "\n".join(lines(STORY)).replace("é", "e\u0301")
    other = "\n".join(lines(STORY)).upper()
    assert len(cleaned(f"{one}\n{other}")) == len(words("\n".join(lines(STORY))))


def test_no_copies_in_few_words():
    assert find_copies(words_of("Oui. Oui. Oui. Oui.")) is None
    assert find_copies([]) is None


# -- furniture: one line of each kind as sites write them, none of them in the lists the code was written from -------

HERE = Path(__file__).parent.parent / "articles"


def rows(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", rows("furniture.txt"))
def test_furniture_is_recognised(line):
    assert furniture_rule(line)
    assert furniture_rule(line.replace("’", "'").replace(" :", "\u00a0:").replace(" ?", "\u202f?"))


@pytest.mark.parametrize("line", rows("prose.txt"))
def test_prose_is_not(line):
    assert not furniture_rule(line)


def test_a_chronology_keeps_its_days():
    text = "\n".join(
        [
            "Les dates du barrage",
            *lines(STORY[:2]),
            "3 mai 2021",
            "Le chantier ouvre.",
            "4 juin 2022",
            "Le lac se remplit.",
            *lines(STORY[2:3]),
        ]
    )
    assert cleaned(text) == words(text)


def test_reading_time_behind_a_full_stop_parts_the_line():
    text = " ".join(lines(STORY)) + "..⏱ Temps de lecture estimé : 8 minutes\n" + "\n".join(lines(STORY))
    article = Article.from_text(text)
    assert words(article.text) == words(" ".join(lines(STORY)))
    assert ("reading-time", "⏱ Temps de lecture estimé : 8 minutes") in [(r.rule, r.text) for r in article.cleaning]


@pytest.mark.parametrize(
    ("tail", "kept"),
    [
        ("Lire aussi : Le barrage, dix ans après", ""),
        ("À lire aussi : Que reste-t-il du lac ?", ""),
        (
            "Lire aussi : Le lac, une peau de chagrin Le maire attend le convoi depuis le matin près du pont.",
            "Le maire attend le convoi depuis le matin près du pont.",
        ),
        (
            "Lire aussi : Le maire attend le convoi depuis le matin, près du pont.",
            "Le maire attend le convoi depuis le matin, près du pont.",
        ),
    ],
)
def test_a_related_headline_run_into_the_text_goes_and_prose_behind_it_stays(tail, kept):
    head = " ".join(STORY[0])
    article = Article.from_text("\n".join([f"{head} {tail}", *lines(STORY[1:])]))
    assert words(article.text) == words("\n".join([f"{head} {kept}", *lines(STORY[1:])]))
    assert any(removal.rule == "related" for removal in article.cleaning)


def test_fragments_at_the_foot_of_the_page_go_with_it():
    foot = ["Vous aimerez aussi", "La crue en images", "Le port de nuit", "Mentions légales"]
    assert cleaned("\n".join([*lines(STORY), *foot])) == words("\n".join(lines(STORY)))


# -- structure -------------------------------------------------------------------------------------


def kinds_of(text: str) -> list[tuple[str, str]]:
    article = Article.from_text(text)
    return [(paragraph.kind, article.text[paragraph.start : paragraph.end]) for paragraph in article.paragraphs]


def test_title_headings_lead_and_body():
    text = "\n\n".join(
        [
            "Le marché rouvre après la crue",
            *lines(STORY[:2]),
            "Des étals de fortune",
            *lines(STORY[2:4]),
            "Qui paiera la digue ?",
            *lines(STORY[4:]),
        ]
    )
    kinds = [kind for kind, _ in kinds_of(text)]
    assert kinds == ["title", "lead", "body", "heading", "body", "body", "heading", "body", "body"]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        (
            "Un pont neuf, des rives abandonnées Depuis 2020, la commune attend le convoi de la préfecture.",
            "Un pont neuf, des rives abandonnées ",
        ),
        (
            "Le barrage, un chantier qui n’en finit pas: En 2021, le maire signe un accord avec le port.",
            "Le barrage, un chantier qui n’en finit pas: ",
        ),
        ("Une saison au bord du lac Le préfet compte les pirogues et attend la pluie.", "Une saison au bord du lac "),
    ],
)
def test_a_heading_glued_to_its_sentence(text, heading):
    assert text[: glued_heading(text)] == heading


@pytest.mark.parametrize(
    "text",
    [
        "Le quotidien Le Monde a révélé l’affaire du barrage dans son édition du soir.",
        "Il a lu dans le journal Le temps des crues que le pont serait fermé.",
        "La préfecture a dit que Selon les textes il fallait attendre la fin de la saison.",
        "Le film Sous les ponts de Bamako sera projeté samedi devant les élèves.",
        "Les soldats de La Haye ont quitté la ville hier matin sans un mot.",
        "Le Mali, le Burkina Faso et Le Niger partagent une longue frontière commune.",
    ],
)
def test_a_name_in_a_sentence_parts_no_heading(text):
    assert glued_heading(text) is None


def test_items_stay_behind_the_line_that_introduces_them():
    items = ["la hausse du niveau du lac,", "la fermeture du pont,", "la lenteur des travaux."]
    text = "\n".join([*lines(STORY[:3]), "Le maire a cité :", *items, *lines(STORY[3:])])
    found = kinds_of(text)
    start = found.index(("body", "Le maire a cité :"))
    assert found[start + 1 : start + 4] == [("list-item", item) for item in items]


def test_bulleted_lines_are_items_and_a_dash_of_dialogue_is_not():
    listed = "\n".join(
        [*lines(STORY[:2]), "Trois demandes :", "- un pont", "- une digue", "- un puits", *lines(STORY[2:])]
    )
    assert [kind for kind, text in kinds_of(listed) if text.startswith("-")] == ["list-item"] * 3
    spoken = "\n".join(
        [*lines(STORY[:2]), "– Et le pont, demande le préfet, qui le paiera cette année ?", *lines(STORY[2:])]
    )
    assert all(kind == "body" for kind, text in kinds_of(spoken) if text.startswith("–"))


def test_wrapped_lines_are_rejoined():
    import textwrap

    body = lines(STORY)
    wrapped = "\n\n".join(textwrap.fill(part, 68) for part in body)
    assert [plain(text) for _, text in kinds_of(wrapped)] == body


def test_a_lone_closing_mark_goes_back_to_its_quotation():
    text = "\n".join(
        [*lines(STORY[:2]), "« Le fleuve monte, dit le berger, et la digue est trop basse.", "»", *lines(STORY[2:])]
    )
    assert "trop basse.\u00a0»" in Article.from_text(text).text


# -- byline ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "name", "roles"),
    [
        ("Par Awa Exemple", "Awa Exemple", ()),
        ("Par Awa Exemple, correspondante à Gao", "Awa Exemple", ("correspondante à Gao",)),
        (
            "Awa Exemple, journaliste et membre du conseil du lac",
            "Awa Exemple",
            ("journaliste", "membre du conseil du lac"),
        ),
        ("Écrit par Moussa Ag Exemple", "Moussa Ag Exemple", ()),
        ("Propos recueillis par Awa Exemple", "Awa Exemple", ()),
    ],
)
def test_byline_on_a_line_of_its_own(line, name, roles):
    article = Article.from_text("\n".join(["Le marché rouvre après la crue", line, *lines(STORY)]))
    assert (article.author.name, article.author.roles) == (name, roles)
    assert article.text[article.author.start : article.author.end] == line
    assert not article.counts(article.author.start)
    assert article.counts(article.text.index(STORY[0][0]))


def test_byline_as_a_sentence_in_a_run_on():
    byline = "Moussa AG Exemple, journaliste et acteur de la vie du lac, spécialiste des crues du fleuve.."
    article = Article.from_text(" ".join([*STORY[0], byline, *lines(STORY[1:])]))
    assert article.author.name == "Moussa AG Exemple"
    assert article.author.roles == ("journaliste", "acteur de la vie du lac", "spécialiste des crues du fleuve")
    assert words(article.text) == words(" ".join([*STORY[0], byline, *lines(STORY[1:])]))


@pytest.mark.parametrize(
    "line",
    [
        "Awa Exemple, journaliste, a quitté la salle avant la fin du procès.",
        "Par ailleurs, le maire attend le convoi.",
        "Paris, ville ouverte, attend le convoi.",
    ],
)
def test_no_byline(line):
    assert Article.from_text("\n".join([*lines(STORY[:1]), line, *lines(STORY[1:])])).author is None


# -- published date --------------------------------------------------------------------------------


def published(*parts: str, **options: str) -> tuple[str | None, str]:
    found = Article.from_text("\n".join([*lines(STORY[:2]), *parts, *lines(STORY[2:])]), **options).published
    assert found.reason
    return found.value, found.certainty


def opened(*parts: str) -> tuple[str | None, str]:
    """The same for an article that these parts open."""
    found = Article.from_text("\n".join([*parts, *lines(STORY)])).published
    assert found.reason
    return found.value, found.certainty


def test_published_date_given_found_inferred_unknown():
    assert published(published="2024-05-03") == ("2024-05-03", "given")
    assert published("Publié le 12/03/2024 à 08h15 | Mis à jour le 13/03/2024 à 09h40") == ("2024-03-12", "found")
    assert opened("Le préfet parle le 3 septembre 2023.", "Le 18 novembre, le maire répond.") == (
        "2023-11-18",
        "inferred",
    )
    assert opened("Le préfet parle le 3 septembre 2023.") == ("2023-09-03", "inferred")
    assert published() == (None, "unknown")


def test_the_reason_names_the_dates():
    text = "\n".join(
        ["Depuis le 3 septembre 2025, le pont est fermé. Le 18 novembre, le maire a parlé.", *lines(STORY)]
    )
    reason = Article.from_text(text).published.reason
    assert "3 septembre 2025" in reason
    assert "« le 18 novembre »" in reason
    assert reason.endswith("18 novembre 2025")


def test_dates_ahead_say_nothing_of_the_published_date():
    assert opened("Le préfet parle le 3 septembre 2023.", "Le pont sera rouvert le 4 mars 2027.") == (
        "2023-09-03",
        "inferred",
    )


def test_a_weekday_decides_the_year():
    assert opened("La crue du 24 décembre 2022 a tout emporté.", "Mardi 3 décembre, le maire répond.") == (
        "2024-12-03",
        "inferred",
    )


def test_dateline():
    text = "\n".join(["Le pont rouvre", "", "5 juillet 2012. - Le préfet compte les pirogues.", *lines(STORY)])
    found = Article.from_text(text).published
    assert (found.value, found.certainty) == ("2012-07-05", "found")
    assert Article.from_text(text.replace("5 juillet", "Gao, le 5 juillet")).published.value == "2012-07-05"


@pytest.mark.parametrize("value", ["hier", "2024-13-01", "03/05/2024"])
def test_a_bad_date_is_a_usage_error(value):
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        Article.from_text("\n".join(lines(STORY)), published=value)


# -- characters and languages ----------------------------------------------------------------------


def test_invisible_things_are_logged_once_a_rule():
    text = "\n".join(lines(STORY)).replace("le ", "le\u200b ").replace("pr", "p\u00adr")
    article = Article.from_text(text)
    rules = [removal.rule for removal in article.cleaning]
    assert rules == ["invisible-characters"]
    assert words(article.text) == words("\n".join(lines(STORY)))


def test_apostrophes_and_quotes_of_the_text_stay_as_they_are():
    text = (
        'L\'aîné d’un village a dit « oui » et "non" ; œuvre et cœur, le puits n’est pas loin du fleuve.\n'
        + "\n".join(lines(STORY))
    )
    assert Article.from_text(text).text.startswith('L\'aîné d’un village a dit « oui » et "non" ; œuvre et cœur')


@pytest.mark.parametrize(
    "text",
    [
        "The prefect counts the canoes along the river and waits for the rain, while the mayor asks for help "
        "from the capital and the people wait in silence.",
        "El prefecto cuenta las canoas a lo largo del río y espera la lluvia, mientras que el alcalde pide ayuda "
        "a la capital y la gente espera en silencio.",
        "Префект считает лодки вдоль реки и ждёт дождя, а мэр просит помощи у столицы, и люди ждут в тишине уже "
        "третью неделю подряд, не зная, что делать дальше и кого просить.",
    ],
)
def test_other_languages(text):
    with pytest.raises(LanguageError, match="another language"):
        Article.from_text(text)


def test_short_texts_are_not_judged():
    assert Article.from_text("Breaking news").language == "fr"


def test_empty_text():
    for text in ("", " \n ", "123 456", "© AFP"):
        with pytest.raises(SourceError):
            Article.from_text(text)


def test_a_day_placed_by_a_year_in_its_sentence_is_not_recent():
    assert opened("Le préfet parle le 3 septembre 2023.", "Au printemps 2023, les partis sont suspendus le 7 mai.") == (
        "2023-09-03",
        "inferred",
    )


def test_a_year_places_a_day_only_with_its_weekday():
    assert opened("En 2024, la digue cède.", "Lundi 18 novembre, le maire répond.") == ("2024-11-18", "inferred")
    assert opened("En 2024, la digue cède.", "Mardi 18 novembre, le maire répond.") == (None, "unknown")
    assert opened("En 2024, la digue cède.", "Le 18 novembre, le maire répond.") == (None, "unknown")
    assert opened("En mai 2024, la digue cède.", "Le 18 novembre, le maire répond.") == (None, "unknown")
    assert opened("En 2024, la digue cède.") == (None, "unknown")
    assert opened("La digue tient depuis le 3 mai 1931.") == (None, "unknown")
    assert opened(
        "En 2024, la digue cède.", "En 2030, la commune comptera dix écoles.", "Dimanche 3 mars, il pleut."
    ) == ("2024-03-03", "inferred")


@pytest.mark.parametrize(
    "opening",
    [
        "Né le 22 septembre 1994, le pilote a signé son premier contrat.",
        "La coopérative, fondée le 4 mai 2016, recrute.",
        "Depuis le 1er mars 2019, le bac ne traverse plus.",
        "Le pont rouvrira le 4 mars 2027, dit le maire.",
        "Le maire a promis un bac de plus aux habitants de la rive droite.",
    ],
)
def test_background_does_not_date_an_article(opening):
    """A day of which the opening does not tell as news is at most the day before which it cannot have appeared."""
    ending = ["Le chantier avait commencé le 12 avril 2018.", "Le 3 mai, il a cessé."]
    text = "\n".join([opening, *lines(STORY) * 2, *ending])
    found = Article.from_text(text).published
    assert (found.value, found.certainty) == (None, "unknown")
    assert "article paru ce jour-là ou après" in found.reason or "inconnue" in found.reason


def test_a_day_long_after_the_last_date_is_in_no_year():
    assert opened("Le préfet parle le 3 janvier 2023.", "Le 18 novembre, le maire répond.")[0] != "2023-11-18"


def test_a_title_given_twice_is_kept_once():
    text = "\n".join(["Le marché rouvre après la crue", "LE MARCHÉ ROUVRE APRÈS LA CRUE", *lines(STORY)])
    article = Article.from_text(text)
    assert article.title == "LE MARCHÉ ROUVRE APRÈS LA CRUE"
    assert ("title-twice", "Le marché rouvre après la crue") in [(r.rule, r.text) for r in article.cleaning]


def test_addresses_alone_on_a_line_go():
    alone = ["https://exemple.org/a/le-marche-rouvre 1/3", "redaction@exemple.org"]
    assert cleaned("\n".join([*lines(STORY), *alone])) == words("\n".join(lines(STORY)))


def test_an_address_the_text_gives_stays():
    text = "\n".join([*lines(STORY[:2]), "Pour écrire au comité :", "comite.du.lac@exemple.org", *lines(STORY[2:])])
    assert cleaned(text) == words(text)


def test_a_word_above_the_title_is_not_the_title():
    article = Article.from_text("\n".join(["Éditorial", "Le marché rouvre après la crue", *lines(STORY)]))
    assert article.title == "Le marché rouvre après la crue"


def test_replies_behind_long_dashes_are_no_list():
    spoken = ["— Qui paiera le pont ?", "— Le préfet, répond le berger.", "— Et la digue ?"]
    assert all(kind != "list-item" for kind, _ in kinds_of("\n".join([*lines(STORY[:3]), *spoken, *lines(STORY[3:])])))


def test_other_forms_of_pasting_twice():
    body = lines(STORY)
    whole = "\n".join(body)
    misprint = whole.replace("le ", "lee ", 1)
    forms = {
        "misprint mended": f"{misprint}\n{whole}",
        "first half, then all": "\n".join([*body[:3], whole]),
        "all, then the first half": "\n".join([whole, *body[:3]]),
        "each paragraph twice": "\n".join(part for part in body for _ in range(2)),
    }
    for form, text in forms.items():
        article = Article.from_text(text)
        assert [article.text[p.start : p.end] for p in article.paragraphs] == body, form
        assert "second-copy" in {removal.rule for removal in article.cleaning}, form


MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_of_direction_is_left_in_text_or_metadata(mark):
    from press_briefing.capture.clean import clean
    from press_briefing.capture.clean.draft import SourceMetadata

    article = clean(
        f"Le pilote a guidé le na{mark}vire jusqu’au quai. Il connaît la passe depuis trente ans.",
        told=SourceMetadata(title=f"Le pi{mark}lote", author=f"Anne{mark} Lebreton", outlet=f"L’Es{mark}tran"),
    )
    told = article.to_dict()
    logged = told.pop("cleaning")
    assert mark not in str(told)
    assert [row["rule"] for row in logged] == ["invisible-characters"]
    assert (article.title, article.author.name, article.outlet) == ("Le pilote", "Anne Lebreton", "L’Estran")


@pytest.mark.parametrize("half", ["\ud800", "\x00", "\x1b", "\uffff"])
def test_no_metadata_hold_what_no_file_can_hold(half):
    """Half a character in an author's name stopped the run where the analysis is saved."""
    from press_briefing.capture.clean import clean
    from press_briefing.capture.clean.draft import SourceMetadata
    from press_briefing.model.article import Filed

    filed = Filed(section=f"Por{half}ts", variables=(("ville", f"Sé{half}verac"),))
    article = clean(
        "Le pilote a guidé le navire jusqu’au quai. Il connaît la passe depuis trente ans.",
        told=SourceMetadata(title=f"Le {half} pilote", author=f"Anne {half} Lebreton", url=f"a{half}", filed=filed),
    )
    assert half not in json.dumps(article.to_dict(), ensure_ascii=False)
    assert (article.title, article.author.name) == ("Le pilote", "Anne Lebreton")
