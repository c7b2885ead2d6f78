"""The demonstration articles hold to what data/README.md promises."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from press_briefing import read

ARTICLES = sorted(
    path for path in (Path(__file__).parent.parent.parent / "data" / "articles").iterdir() if path.is_file()
)
DEFAULT = "conseil-de-securite.txt"
NOTICE = "Texte de démonstration rédigé pour le dépôt press-briefing, d’après"
PUBLISHED = {
    "alliance-confederation.html": "2025-09-24",
    "blocus-carburant.txt": "2025-11-12",
    DEFAULT: "2025-11-19",
    "depart-cedeao.txt": "2025-01-30",
    "fin-minusma.md": "2025-06-11",
}
RUN = 9  # words in a row that two texts written apart hardly share
SHORT = 6  # words that may be quoted from a real person: a formula on public record, no more

each_article = pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)


class _Prose(HTMLParser):
    """The text of the element `article`."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.parts = False, []

    def handle_starttag(self, tag, attrs):
        self.inside = self.inside or tag == "article"

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "article"

    def handle_data(self, data):
        if self.inside:
            self.parts.append(data)


def capture(path: Path) -> str:
    """What stands in the file, line ends and byte order mark aside."""
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def prose(path: Path) -> str:
    """The article of a capture, once, in the simplest way that does not use the package."""
    text = capture(path)
    if path.suffix == ".html":
        parser = _Prose()
        parser.feed(text)
        return "".join(parser.parts).strip()
    if path.name == DEFAULT:
        lines = text.split("\n")
        return "\n".join(lines[:5] + lines[6 : lines.index("Partager cet article :")])
    return text.lstrip("> ")


def runs(text: str, length: int = RUN) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_there_are_five_of_five_kinds():
    assert {path.name for path in ARTICLES} == set(PUBLISHED)


@each_article
def test_first_line_says_what_it_is(path):
    first = prose(path).split("\n")[0].replace("'", "’")
    assert first.startswith(NOTICE)
    assert "aucune parole n’y est prêtée" in first


def test_the_default_names_the_article_it_follows(demonstration):
    assert "d’après l’article de Mohamed AG Ahmedou" in capture(demonstration / DEFAULT).split("\n")[0]


@each_article
def test_length(path):
    assert 400 <= len(prose(path).split()) <= 900


def test_the_default_is_pasted_twice(demonstration):
    lines = capture(demonstration / DEFAULT).split("\n")
    first, second = lines[5], lines[6 : lines.index("Partager cet article :")]
    kept = [line for line in second if not line.startswith("À lire aussi")]
    assert first.startswith(" ".join(kept))
    assert first.endswith(lines[4])


@each_article
def test_no_run_of_words_of_the_shared_article(path, shared):
    theirs = set().union(*(runs(text.read_text(encoding="utf-8")) for text in (shared / "articles").glob("*.txt")))
    assert not theirs & runs(capture(path))


@each_article
def test_no_words_are_put_in_a_real_mouth(path):
    """Whatever stands between marks is short, or its sentence says that the speaker is invented."""
    text = prose(path)
    for match in re.finditer(r"«([^»]*)»|“([^”]*)”|\"([^\"]*)\"", text):
        words = next(group for group in match.groups() if group is not None)
        around = text[max(0, match.start() - 300) : match.end() + 120]
        invented = re.search(r"fictif|fictive|inventée?|imaginaire|imaginée", around)
        assert invented or len(re.findall(r"\w+", words)) <= SHORT, words


@pytest.mark.parametrize(
    ("stem", "words", "first", "last", "days"),
    [
        ("conseil-de-securite", "Deux semaines plus tard", "2023-06-16", "2023-06-30", (14, 14)),
        ("conseil-de-securite", "deux ans et cinq mois", "2023-06-16", "2025-11-18", (882, 890)),
        ("conseil-de-securite", "neuf mois plus tard", "2020-08-18", "2021-05-24", (270, 285)),
        ("conseil-de-securite", "six jours après", "2025-05-07", "2025-05-13", (6, 6)),
        ("conseil-de-securite", "moins de deux ans après", "2023-08-23", "2025-06-06", (600, 729)),
        ("conseil-de-securite", "près de onze semaines", "2025-09-03", "2025-11-18", (74, 77)),
        ("conseil-de-securite", "deux semaines en tout", "2025-10-27", "2025-11-10", (14, 14)),
        ("conseil-de-securite", "deux ans l’été prochain", "2024-07-06", "2026-07-06", (730, 731)),
        ("alliance-confederation", "Deux ans et huit jours", "2023-09-16", "2025-09-24", (739, 739)),
        ("alliance-confederation", "huit mois plus tard", "2022-01-24", "2022-09-30", (240, 250)),
        ("alliance-confederation", "Moins de huit semaines", "2023-07-26", "2023-09-16", (49, 55)),
        ("alliance-confederation", "Moins de dix mois", "2023-09-16", "2024-07-06", (274, 303)),
        ("alliance-confederation", "un an et un jour plus tard", "2024-01-28", "2025-01-29", (367, 367)),
        ("alliance-confederation", "Avant-hier", "2025-09-22", "2025-09-24", (2, 2)),
        ("depart-cedeao", "presque six mois", "2022-01-09", "2022-07-03", (170, 181)),
        ("depart-cedeao", "Depuis hier", "2025-01-29", "2025-01-30", (1, 1)),
        ("depart-cedeao", "à quatre mois de", "2025-01-29", "2025-05-28", (119, 121)),
        ("fin-minusma", "deux ans, à dix jours près", "2023-06-16", "2025-06-06", (721, 721)),
        ("fin-minusma", "Dix ans et demi", "2013-07-01", "2023-12-31", (3834, 3837)),
        ("fin-minusma", "un an et un jour après", "2023-09-16", "2024-09-17", (367, 367)),
        ("fin-minusma", "il y a moins d’un mois", "2025-05-13", "2025-06-11", (20, 30)),
        ("fin-minusma", "Trois ans et demi", "2021-12-15", "2025-06-06", (1240, 1290)),
        ("blocus-carburant", "dix semaines jour pour jour", "2025-09-03", "2025-11-12", (70, 70)),
        ("blocus-carburant", "quatorze jours", "2025-10-27", "2025-11-10", (14, 14)),
    ],
)
def test_intervals_agree_with_their_dates(demonstration, stem, words, first, last, days):
    (path,) = demonstration.glob(f"{stem}.*")
    assert words in prose(path)
    assert days[0] <= (date.fromisoformat(last) - date.fromisoformat(first)).days <= days[1]


@pytest.mark.parametrize(
    ("stem", "words", "day"),
    [
        ("conseil-de-securite", "Mardi 18 novembre 2025", "2025-11-18"),
        ("alliance-confederation", "lundi 22 septembre", "2025-09-22"),
        ("depart-cedeao", "Jeudi 30 janvier 2025", "2025-01-30"),
        ("depart-cedeao", "dimanche 28 janvier 2024", "2024-01-28"),
        ("depart-cedeao", "mercredi 29 janvier 2025", "2025-01-29"),
        ("fin-minusma", "Vendredi dernier, 6 juin 2025", "2025-06-06"),
        ("fin-minusma", "jeudi 7 septembre 2023", "2023-09-07"),
        ("blocus-carburant", "Mercredi 12 novembre 2025", "2025-11-12"),
    ],
)
def test_days_of_the_week(demonstration, stem, words, day):
    (path,) = demonstration.glob(f"{stem}.*")
    assert words in prose(path)
    names = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
    assert words.lower().startswith(names[date.fromisoformat(day).weekday()])


@each_article
def test_links_lead_nowhere(path):
    hosts = re.findall(r"https?://([\w.-]+)", capture(path))
    assert all(host.endswith(".example") or host == "schema.org" for host in hosts)


def test_the_oddities_are_still_there(demonstration):
    raw = (demonstration / "blocus-carburant.txt").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") > 20
    text = raw.decode("utf-8-sig")
    for oddity in ("'", "’", "\u00a0", "\u202f", "“", '"', "ﬃ", "œ", "e\u0301", "\u00ad", "\u200b", "\u2011", "  "):
        assert oddity in text, f"U+{ord(oddity[0]):04X} is gone"


def test_metadata_of_the_page_agrees(demonstration):
    page = capture(demonstration / "alliance-confederation.html")
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data["datePublished"][:10] == PUBLISHED["alliance-confederation.html"]
    assert data["headline"] in page.split("<h1>")[0]


@each_article
def test_reads_cleanly(path):
    article = read(str(path))
    text = article.text
    assert 380 <= len(text.split()) <= 860
    assert article.title
    assert not article.title.startswith("Texte de démonstration")
    assert (article.published.value, article.published.certainty) == (PUBLISHED[path.name], "found")
    assert article.author is not None
    assert article.author.name == "Camille Exemple"
    assert article.language == "fr"
    assert {"title", "heading", "body"} <= {paragraph.kind for paragraph in article.paragraphs}


@each_article
def test_nothing_around_the_article_is_kept(path):
    text = read(str(path)).text
    for furniture in (
        "cookie",
        "Temps de lecture",
        "Mentions légales",
        "lettre d’information",
        "À lire aussi",
        "S’abonner",
    ):
        assert furniture.lower() not in text.lower(), furniture


def test_no_sentence_of_the_default_is_counted_twice(demonstration):
    text = read(str(demonstration / DEFAULT)).text
    for words in ("Deux semaines plus tard, la résolution 2690", "six heures pour vingt litres", "10 000 dollars"):
        assert text.replace("\u202f", " ").replace("\u00a0", " ").count(words) == 1, words


@each_article
def test_lists_and_headings_survive(path):
    kinds = [paragraph.kind for paragraph in read(str(path)).paragraphs]
    assert kinds.count("heading") >= 4
    if path.stem in ("conseil-de-securite", "alliance-confederation", "fin-minusma", "blocus-carburant"):
        assert kinds.count("list-item") >= 3
