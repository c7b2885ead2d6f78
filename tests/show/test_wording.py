"""What a reader is told: never that an article lacks something, never what is mostly wrong.

The program looks and finds, or does not: « rien relevé ». Whoever is called anonymous, accused, blamed or praised is so
wrongly too often: no view says it, and the rows in the data say that they are doubtful.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import lxml.html
import nbformat
import pytest
from test_messages import said as every_message

import post_kit
import shelves
from press_briefing import Article
from press_briefing.corpus import dataset
from press_briefing.corpus.review import Review
from press_briefing.corpus.review import views as review_views
from press_briefing.measure.tables import TABLES, every_table
from press_briefing.measure.tables import csv as as_csv
from press_briefing.model.analysis import Analysis
from press_briefing.model.article import Paragraph
from press_briefing.service import site
from press_briefing.service.post import letter, options
from press_briefing.service.post.content import read_content
from press_briefing.show import live, views
from press_briefing.show.explore import Desk
from press_briefing.show.figures import timeline_rows, tone, voices
from press_briefing.show.messages import LANGUAGES, catalogue, in_context, translator
from press_briefing.show.views import Context

# What says that an article lacks something, or that only one thing is so. « rien relevé » and « nothing found » do not,
# nor what is said of those who write the rules.
FLAT = {
    "fr": re.compile(
        r"\baucune?\b(?! auteur des règles)|\bpersonne n[e’]|\brien n(?:e |’)|\bpas d(?:e |’)|\bnulle part\b|\bjamais\b"
        r"|\b(?:articles?|textes?|auteur|capture|source|phrase|nom|fait|il|elle)s? n(?:e |’)(?!s’accord)"
        r"|\b(?:ne |n’)(?:cite|nomme|donne|date|dit|rapporte|contredi|mentionne|contien|comporte|précise)"
        r"|\bque (?:par )?une? seule?\b"
        r"|\bsans (?:date|titre|source|nom|auteur|chiffre|lieu|citation|article|fin)s?\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\bno\b(?!\.| author of the rules)|\bnone\b|\bnobody\b(?! who writes)|\bnever\b"
        r"|\bneither\b|\bun(?:dated|titled|named|sourced)\b|\blacks?\b"
        r"|\bnothing\b(?! (?:found|to)\b)"
        r"|\b(?:articles?|texts?|author|source|it|they) (?:does|do|has|have) not\b(?! agree)"
        r"|\bwithout (?:a |any )?(?:date|title|source|name|author|figure|place|quotation)s?\b",
        re.IGNORECASE,
    ),
}
# What is said of the program, its pages and its runs, which it does know; each message by its first words.
OF_THE_PROGRAM = (
    "## Acteurs\n",  # how names are joined; the author is not counted
    "## Ce qui a été retiré",  # nothing is removed without being listed
    "## Méthode et limites",  # what the note does not assert
    "Aucun autre avis ne suivra",
    "L’échéance est passée sans que rien ne tourne",
    "Rien n’est à faire",
    "Aucune note n’est encore classée ici",
    "Le PDF ({size} Mo) dépasse la taille permise",
    "Phrases extraites de l’article, non vérifiées",
    "Phrases extraites des articles, non vérifiées",
    "Rien n’a été retiré de la capture",
    "envoi interrompu",
    "Élément interactif, non reproduit",
    "Document sans titre",  # any notebook, not an article
    "Articles par {unit} ; un point marque une période sans article lu",
    "{n} sur {all} sans article lu",
    # how a figure or a table is made
    "Tonalité des phrases, non opinion des journaux",
    "Tonalité moyenne des articles de chaque journal",
    "Tonalité moyenne des phrases où le nom paraît",
    "Deux lignes n’en font qu’une",
    "Suites de {run} mots",
    "La proposition qui porte la date, écourtée sans être réécrite",
    "Liste de mots écrite pour la presse",
)
# What is wrong too often to be said of anybody.
WRONG = re.compile(r"anonym|sans nom\b|unnamed|nameless", re.IGNORECASE)
# What the method table says of it: that it is not shown; each message by its first words.
NOT_SHOWN = ("Anonymat des sources",)
# Sources described: none of the words above stands in it, so that no view may say them.
TELLING = (
    "Selon un témoin, la route est coupée. « Tout brûle », déplore un habitant du quartier. Le pont est "
    "détruit, affirme Awa Diallo."
)
ALMOST_EMPTY = "Il pleut."


said = cache(every_message)  # every file of the package is read for it


def flat(text: str, language: str = "fr") -> list[str]:
    """The flat negatives of a text, with the words around them; quotation marks and spaces as anybody writes them."""
    text = re.sub(r"\s+", " ", text.replace("'", "’"))
    return [text[max(0, found.start() - 40) : found.end() + 30] for found in FLAT[language].finditer(text)]


@pytest.mark.parametrize(
    "told",
    [
        "Le texte ne date aucun fait.",
        "L’article ne donne aucun chiffre.",
        "Aucune contradiction.",
        "L’article ne nomme aucun lieu.",
        "L’article ne cite personne.",
        "Personne n’est cité.",
        "Rien n’est daté.",
        "Pas de citation.",
        "L’article n’a qu’une partie.",
        "Le texte n'a pas de titre.",
        "Il ne dit pas d’où il le tient.",
        "article sans source",
        "Faits sans date",
        "12 ne le sont que par un seul article.",
        "La source n’est pas nommée.",
    ],
)
def test_flat_negatives_are_seen(told: str) -> None:
    assert flat(told)


@pytest.mark.parametrize(
    "told",
    [
        "Faits datés : rien relevé.",
        "Désaccords dans l’article : rien relevé.",
        "source non relevée",
        "Carte : rien à placer.",
        "Parties à comparer : moins de deux relevées.",
        "décrit, non nommé",
        "L’ironie n’est pas reconnue.",
        "Rien à signaler.",
    ],
)
def test_what_was_not_found_may_be_said(told: str) -> None:
    assert not flat(told)


@pytest.mark.parametrize(
    ("told", "seen"),
    [
        ("The article names no place.", True),
        ("Nobody is quoted.", True),
        ("Nothing is dated.", True),
        ("undated", True),
        ("an article without a source", True),
        ("The text does not say who.", True),
        ("no source", True),
        ("Dated events: nothing found.", False),
        ("Map: nothing to place.", False),
        ("source not found", False),
        ("No. 3", False),
        ("described, not named", False),
        ("irony is not recognised", False),
    ],
)
def test_flat_negatives_are_seen_in_english(told: str, seen: bool) -> None:
    assert bool(flat(told, "en")) is seen


def of_the_program(message: str) -> bool:
    return message.startswith(OF_THE_PROGRAM)


def test_no_message_says_that_an_article_lacks_something(root: Path) -> None:
    for french in said(root):
        assert of_the_program(french) or not flat(french), french
        assert of_the_program(french) or not flat(catalogue("en")[french], "en"), catalogue("en")[french]


def test_what_is_allowed_is_said_somewhere(root: Path) -> None:
    """An allowance that nothing needs is taken away."""
    assert all(any(french.startswith(start) for french in said(root)) for start in NOT_SHOWN)
    for start in OF_THE_PROGRAM:
        asked = [french for french in said(root) if french.startswith(start)]
        assert any(flat(french) or flat(catalogue("en")[french], "en") for french in asked), start


def words_of(table: object) -> Iterator[str]:
    """The texts of a nested table of them."""
    if isinstance(table, dict):
        for value in table.values():
            yield from words_of(value)
    elif isinstance(table, str):
        yield table


@pytest.mark.parametrize(("context", "table"), [("timeline", timeline_rows.TEXTS), ("tone", tone.LABELS)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_figure_says_so_either(context: str, table: dict, language: str) -> None:
    told = [in_context(context, text, language) for text in words_of(table)]
    assert told
    assert [text for text in told if flat(text, language) or WRONG.search(text)] == []


def test_nothing_says_what_is_mostly_wrong(root: Path) -> None:
    told = {*said(root), *words_of(timeline_rows.TEXTS), *words_of(tone.LABELS), *voices.LABELS.values()}
    assert [text for text in told if wrong(text, root)] == []
    assert [text for text in map(catalogue("en").get, said(root)) if text and wrong(text, root, "en")] == []


# -- as it is shown --------------------------------------------------------------------------------


def shown(markup: str) -> str:
    """What a reader sees of a piece of page, alternative texts of its pictures too; the article's own text left out."""
    tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    for own in tree.xpath("//*[contains(@class, 'annotated')] | //script | //style"):
        own.drop_tree()
    return " ".join([tree.text_content(), *tree.xpath("//img/@alt")])


def without_what_is_allowed(text: str, root: Path, language: str) -> str:
    """The text less the messages that speak of the program, piece by piece around their gaps."""
    return less(text, filter(of_the_program, said(root)), language, lambda piece: bool(flat(piece, language)))


def less(text: str, messages: Iterable[str], language: str, refused: Callable[[str], bool]) -> str:
    """The text without the pieces of these messages that would be refused."""
    text = re.sub(r"\s+", " ", text)
    for message in messages:
        for piece in re.split(r"\{\w+\}", re.sub(r"\s+", " ", translator(language)(message))):
            text = text.replace(piece, " ") if refused(piece) else text
    return text


def wrong(text: str, root: Path, language: str = "fr") -> bool:
    """Whether a text says what is mostly wrong, and not that it is left out."""
    allowed = [message for message in said(root) if message.startswith(NOT_SHOWN)]
    return bool(WRONG.search(less(text, allowed, language, lambda piece: bool(WRONG.search(piece)))))


def every_view(context: Context) -> Iterator[tuple[str, str]]:
    """Every view of a briefing's notebook, by name."""
    calls = re.findall(
        r"^views\.(\w+)\(context\b",
        "\n".join(
            cell.source
            for cell in nbformat.read(Path(__file__).parent.parent.parent / "notebooks/briefing.ipynb", 4).cells
            if cell.cell_type == "code"
        ),
        re.MULTILINE,
    )
    assert len(calls) > 15
    for name in calls:
        yield name, getattr(views, name)(context).html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["x", ALMOST_EMPTY])
def test_a_briefing_of_almost_nothing(analysed: Callable[..., Analysis], root: Path, text: str, language: str) -> None:
    found = Analysis(Article(text=text, paragraphs=(Paragraph(0, 1),))) if text == "x" else analysed(text)
    for name, markup in every_view(Context(found, language=language)):
        told = shown(markup)
        assert flat(without_what_is_allowed(told, root, language), language) == [], name
        assert told.strip(), f"{name} shows a hole"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_exploring_notebooks_on_almost_nothing(tmp_path: Path, root: Path, monkeypatch, language: str) -> None:
    monkeypatch.setenv(live.VARIABLE, "0")
    (tmp_path / "a.txt").write_text(ALMOST_EMPTY, encoding="utf-8")
    desk = Desk(str(tmp_path / "a.txt"), language=language)
    panels = [
        getattr(desk, name)()
        for name in (
            "article",
            "words",
            "distinctive",
            "actors",
            "places",
            "chronology",
            "sourcing",
            "quotes",
            "claims",
            "tone",
            "tone_words",
        )
    ]
    panels += [desk.follow(kind, "introuvable") for kind in ("words", "actors", "events", "voices", "tone")]
    for panel in panels:
        told = without_what_is_allowed(shown(panel.view().html), root, language)
        labels = [control.label for control in panel.settle()]
        assert flat(" ; ".join([told, *labels]), language) == []


# Every view of a press review, the sentences that the others cite last.
REVIEW = [*sorted({*review_views.__all__} - {"title", "evidence"}), "evidence"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("since", ["", "1999-01-01"])
def test_a_press_review_of_almost_nothing(
    analysed: Callable[..., Analysis], root: Path, tmp_path: Path, monkeypatch, since: str, language: str
) -> None:
    """One undated article without title or paper; then a period in which there is none."""
    monkeypatch.setenv(live.VARIABLE, "0")
    dataset.write(tmp_path / "d", "k", [analysed(ALMOST_EMPTY)])
    review = Review(str(tmp_path / "d"), since=since, language=language)
    for name in REVIEW:
        made = getattr(review_views, name)(review)
        told = without_what_is_allowed(shown((made if hasattr(made, "html") else made.view()).html), root, language)
        assert flat(told, language) == [], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_of_almost_nothing(root: Path, tmp_path: Path, language: str) -> None:
    folder = post_kit.briefing(tmp_path / "a", sentences=[], author="", figure=False)
    for name in ("entities", "actors", "quotes"):
        (folder / "data" / f"{name}.csv").unlink()
    content = read_content(folder)
    content.manifest["parameters"]["language"] = language
    made = letter.letter_of(content, report="", intro="", base_url="", attached="", left_out=0, picture=None)
    assert flat(without_what_is_allowed(letter.as_text(made), root, language), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_archive_of_almost_nothing(root: Path, tmp_path: Path, language: str) -> None:
    shelves.shelve(tmp_path, "a", date=None, author="", actors=(), places=(), opening="", words=0, origin="")
    site.rebuild(tmp_path, options=site.Options(language=language))
    told = shown((tmp_path / "index.html").read_text("utf-8")) + (tmp_path / "feed.xml").read_text("utf-8")
    assert flat(without_what_is_allowed(told, root, language), language) == []


# -- what is mostly wrong --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def telling(analysed: Callable[..., Analysis]) -> Analysis:
    found = analysed(TELLING)
    assert sum(row.source_type == "anonymous" for row in found.claims) > 1
    assert not WRONG.search(TELLING)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_view_calls_anybody_anonymous(telling: Analysis, root: Path, language: str) -> None:
    described = translator(language)("décrit, non nommé")
    for name, markup in every_view(Context(telling, language=language)):
        told = shown(markup)
        assert not wrong(told, root, language), name
        if name in ("sourcing", "quotes", "claims"):
            assert described in told, name


def test_the_review_calls_nobody_so(telling: Analysis, root: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv(live.VARIABLE, "0")
    dataset.write(tmp_path / "d", "k", [telling])
    review = Review(str(tmp_path / "d"))
    for name in REVIEW:
        made = getattr(review_views, name)(review)
        told = shown((made if hasattr(made, "html") else made.view()).html)
        assert not wrong(told, root), name
        assert name != "voices" or "décrit, non nommé" in told


def test_no_delivery_depends_on_it() -> None:
    """A condition of a mail, a folder or a webhook counts no nameless sources."""
    for kind in options.KINDS.values():
        assert not [one.name for one in fields(kind) if WRONG.search(one.name)]


@pytest.mark.parametrize("name", ["claims", "quotes", "voices"])
def test_the_data_say_which_rows_are_doubtful(telling: Analysis, name: str) -> None:
    """Of sources those told to be nameless and no other."""
    doubt = "kind_doubtful"
    rows = list(csv.DictReader(as_csv(every_table(telling)[name]).decode("utf-8-sig").splitlines()))
    assert rows
    for row in rows:
        assert row[doubt] == str(row.get("source_type", "anonymous") == "anonymous")
    # At the end, before what is younger still: an older dataset is read all the same.
    assert [column for column in TABLES[name].meanings if column not in ("confidence", "unsure")][-1] == doubt
    assert "wrong" in TABLES[name].meanings[doubt] or TABLES[name].meanings[doubt] == "as in claims"
