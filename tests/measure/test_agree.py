"""Every number of a briefing agrees: figure, table, tiles, alternative text, caption, mail and CSV, on ten articles.

Each view of each article is drawn once; what its figure says is read from the figure itself, its table from the HTML.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.html
import pypdfium2
import pytest

from press_briefing import Analysis, analyse, build, read
from press_briefing.measure import tables, tone_views
from press_briefing.report.filing import placed_in
from press_briefing.report.of_article import data_files
from press_briefing.service.post.content import Content
from press_briefing.show import views
from press_briefing.show.formats import number
from press_briefing.show.views import Context, View, markup
from press_briefing.show.views.context import TOP
from press_briefing.show.views.dispersion import DRAWN

HERE = Path(__file__).parent.parent
OWN = sorted((HERE / "articles" / "agree").glob("*.txt"))
DEMONSTRATION = sorted(
    path for path in (HERE.parent / "data" / "articles").iterdir() if path.suffix != ".md" or path.stem != "README"
)
ARTICLES = [*DEMONSTRATION, *OWN]
VIEWS: dict[str, tuple[Any, ...]] = {
    "head": (),
    "key_figures": (),
    "chronology": (),
    "actors": (),
    "together": (),
    "places": (),
    "words": (),
    "distinctive": (),
    "tone": (),
    "tone_layers": (),
    "tone_sections": (),
    "tone_entities": (),
    "tone_words": (),
    "sourcing": (),
    "quotes": (),
    "claims": (),
    "quantities": (),
    "concordance": (),
    "text": (),
    "cleaning": (),
}


@dataclass
class Drawn:
    """A view, read back: its tables as rows of text by caption, its figures as (texts of a line by height, alt)."""

    view: View
    figures: list[tuple[list[list[str]], str]] = field(default_factory=list)

    @property
    def tree(self) -> Any:
        return lxml.html.fragment_fromstring(self.view.html, create_parent="div")

    @property
    def tables(self) -> list[list[list[str]]]:
        """The tables, each its head and its rows."""
        return [[[_flat(cell) for cell in row] for row in table.iter("tr")] for table in self.tree.iter("table")]

    def column(self, head: str, table: int = 0) -> list[str]:
        rows = self.tables[table]
        return [row[rows[0].index(head)] for row in rows[1:]]

    @property
    def left(self) -> int:
        """Rows that the caption of the first table says are left out."""
        return next(iter(self.notes), 0)

    @property
    def notes(self) -> list[int]:
        """Rows left out on the page, by the caption of each table that is cut."""
        told = [_flat(part) for part in self.tree.find_class("cut") if "on-paper" not in part.get("class").split()]
        return [whole(re.search(r": ([\d\s.,]+)", part)[1]) for part in told]  # type: ignore[index]


def same(text: str) -> str:
    """A text without what typography may change: spaces and apostrophes."""
    return " ".join(text.replace("'", "’").split())


def _flat(element: Any) -> str:
    return same(element.text_content())


def whole(text: str) -> int:
    """« 1 200 » or "1,200" as a number."""
    return int(re.sub(r"[\s.,]", "", text))


def lines_of(figure: Any) -> list[list[str]]:
    """The texts of a figure, those of one height as a line, from the top, each line from the left."""
    found: dict[float, list[tuple[float, str]]] = {}
    for text in figure.texts:
        x, y = text.get_position()
        found.setdefault(round(y, 2), []).append((x, same(text.get_text())))
    return [[words for _, words in sorted(found[y])] for y in sorted(found)]


@dataclass(frozen=True)
class Read:
    """An article with every view of it."""

    analysis: Analysis
    page: Context
    views: dict[str, Drawn]


def drawn(page: Context, patch: pytest.MonkeyPatch) -> Iterator[tuple[str, Drawn]]:
    kept, real = Drawn(View("", "")), markup.figure

    def recorded(figure: Any, *, alt: str, caption: str) -> View:
        kept.figures.append((lines_of(figure), same(alt)))
        return real(figure, alt=alt, caption=caption)

    patch.setattr(markup, "figure", recorded)
    for name, arguments in VIEWS.items():
        kept = Drawn(View("", ""))
        kept.view = getattr(views, name)(page, *arguments)
        yield name, kept
    patch.undo()


_READ: dict[tuple[Path, str], Read] = {}


@pytest.fixture(
    params=[(path, language) for path in ARTICLES for language in ("fr", "en")],
    ids=lambda pair: f"{pair[0].stem}-{pair[1]}",
)
def article(request: pytest.FixtureRequest) -> Read:
    path, language = request.param
    if request.param not in _READ:
        analysis = analyse(read(str(path)))
        page = Context(analysis, language=language)
        with pytest.MonkeyPatch.context() as patch:
            _READ[request.param] = Read(analysis, page, dict(drawn(page, patch)))
    return _READ[request.param]


HEADS = {
    "fr": {
        "word": "Mot",
        "times": "Occurrences",
        "name": "Nom",
        "mentions": "Mentions",
        "date": "Date",
        "words": "Ce que dit l’article",
        "number": "N°",
        "mark": "(déduite)",
    },
    "en": {
        "word": "Word",
        "times": "Occurrences",
        "name": "Name",
        "mentions": "Mentions",
        "date": "Date",
        "words": "What the article says",
        "number": "No.",
        "mark": "(inferred)",
    },
}


def heads(read: Read) -> dict[str, str]:
    return HEADS[read.page.language]


def bars(shown: Drawn) -> tuple[dict[str, str], str]:
    """Label and count of each line of a dispersion, and the list of its alternative text."""
    lines, alt = shown.figures[0]
    return {line[0]: line[1] for line in lines if len(line) == 2 and line[1][:1].isdigit()}, alt


def test_the_articles_are_of_ten_kinds() -> None:
    assert len(DEMONSTRATION) == len(OWN) == 5


@pytest.mark.parametrize(("view", "label", "count"), [("words", "word", "times"), ("actors", "name", "mentions")])
def test_bars_and_their_words_count_what_the_table_counts(article: Read, view: str, label: str, count: str) -> None:
    shown, names = article.views[view], heads(article)
    if not shown.figures:
        assert "nothing" in shown.view.html
        return
    told = dict(zip(shown.column(names[label]), shown.column(names[count]), strict=True))
    first = dict(list(told.items())[:DRAWN])
    counted, alt = bars(shown)
    assert list(counted.values()) == list(first.values())
    assert all(name.removesuffix("…").rstrip() in full for name, full in zip(counted, first, strict=True))
    assert alt.partition(": ")[2].removesuffix(".") == ", ".join(f"{name} {n}" for name, n in first.items())


def test_a_word_is_counted_whatever_its_part_of_speech(article: Read) -> None:
    """Occurrences of the table are those of the text: forms of the CSV, counted again by hand."""
    shown, names = article.views["words"], heads(article)
    if not shown.tables:
        return
    rows = tables.words(article.analysis).set_index("lemma")
    found = Counter(word.lemma for word in article.analysis.words)
    for lemma, count in zip(shown.column(names["word"]), shown.column(names["times"]), strict=True):
        assert whole(count) == rows.loc[lemma, "count"]
        assert whole(count) <= found[lemma]


def test_tiles_count_the_rows_of_their_tables(article: Read) -> None:
    said, views = article.page.say, article.views
    dates = article.page.tables["chronology"]["date"].fillna("")
    rows = {
        "places": "lieu/lieux",
        "quotes": "citation/citations",
        "claims": "affirmation rapportée/affirmations rapportées",
    }
    actors = article.page.tables["actors"]
    wanted = {
        label: len(shown.tables[0]) - 1 + shown.left for view, label in rows.items() if (shown := views[view]).tables
    }
    wanted["fait daté/faits datés"] = sum(dates != "")
    wanted["acteur nommé/acteurs nommés"] = int((actors["named"] & ~actors["doubtful"]).sum())
    tiles = {
        label.text_content().strip(): value.text_content().strip()
        for label, value in zip(
            views["key_figures"].tree.find_class("label"), views["key_figures"].tree.find_class("value"), strict=True
        )
    }
    for label, count in wanted.items():
        one, many = map(said, label.split("/"))
        assert tiles.get(one if count == 1 else many, "0") == number(count, article.page.language)
    assert all(value != "0" for value in tiles.values())


def test_tiles_of_the_article_name_what_they_count(article: Read) -> None:
    for item in article.views["key_figures"].tree.iter("li"):
        label, value = item
        if not label.xpath(".//a"):
            continue
        (sentence,) = label.xpath(".//a/text()")
        words = value.text_content().strip()
        unit = words.removeprefix(value.xpath("string(strong)")).strip()
        rows = article.page.tables["quantities"]
        here = rows[rows["sentence"] == int(sentence)]
        assert unit
        assert any(row.unit and row.unit in words for row in here.itertuples())


def test_mail_counts_what_the_first_page_counts(article: Read, tmp_path: Path) -> None:
    placed_in(tmp_path / "data", data_files(article.analysis, "fr"))
    told = Content(tmp_path, {"parameters": {"language": article.page.language}}).counts
    tree = article.views["key_figures"].tree
    tiles = [
        (value.text_content().strip(), label.text_content().strip())
        for label, value in zip(tree.find_class("label"), tree.find_class("value"), strict=True)
        if not label.xpath(".//a")
    ]
    assert told == tiles


def test_the_timeline_tells_what_the_chronology_tells(article: Read) -> None:
    """The figure draws rows of the tables, chronology and agenda, ten at most; its words are theirs."""
    shown, names = article.views["chronology"], heads(article)
    if not shown.figures:
        assert not article.page.tables["chronology"]["date"].fillna("").any()
        return
    lines, alt = shown.figures[0]
    told = {
        number: (date, words)
        for place in range(len(shown.tables))
        for number, date, words in zip(
            *(shown.column(names[head], place) for head in ("number", "date", "words")), strict=True
        )
    }
    drawn = [line for line in lines if len(line) >= 2 and line[0] in told]
    numbers = [line[0] for line in drawn]
    assert 0 < len(numbers) <= 10
    assert len(set(numbers)) == len(numbers)
    assert alt.endswith(" ; ".join(", ".join(told[number]) for number in numbers) + ".")
    assert [names["mark"] in line[1] for line in drawn] == [names["mark"] in told[number][0] for number in numbers]


def test_the_map_and_the_list_below_it_name_every_place(article: Read) -> None:
    shown, table = article.views["places"], article.page.tables["entities"]
    places = table[table["label"] == "LOC"]
    sure = places["latitude"].notna() & places["certainty"].isin(["sure", "likely"])
    told = [
        note.text_content().partition(":")[2].strip().removesuffix(".")
        for note in shown.tree.find_class("note")
        if re.match("Lieux qui|Places left off", note.text_content())
    ]
    assert list(map(same, told)) == ([same(", ".join(places[~sure]["name"]))] if (~sure).any() else [])
    alts = [alt.partition(":")[2].strip().removesuffix(".") for _, alt in shown.figures]
    assert alts == ([same(", ".join(places[sure]["name"]))] if sure.any() else [])
    assert not table[table["label"] != "LOC"]["latitude"].notna().any()


def test_the_bar_of_voices_tells_its_shares(article: Read) -> None:
    shown = article.views["sourcing"]
    if not shown.figures:
        return
    lines, alt = shown.figures[0]
    legend = [text for line in lines for text in line if "%" in text]
    assert legend == alt.partition(": ")[2].removesuffix(".").split(", ")
    sources = re.search(r"(\d+) sources?\b", shown.tree.text_content())
    assert sources is None or int(sources[1]) == len(shown.tables[0]) - 1 + shown.left


def test_the_charge_is_of_the_sentences_that_are_counted(article: Read) -> None:
    points, views = tone_views.tone_along(article.analysis), article.views
    if len(points) < tone_views.LEAST:
        assert not any(views[name].tables or views[name].figures for name in views if name.startswith("tone"))
        return
    whole_of = tone_views.whole(article.analysis)
    told = " ".join(part.text_content() for part in views["tone"].tree.iter("p"))
    assert [*map(str, (whole_of.negative, whole_of.positive, whole_of.neutral))] == re.findall(
        r"(?:: |, )(\d+)(?= )", told.partition("l’article")[2] or told.partition("a whole")[2]
    )[:3]
    all_ = len(points)
    layers, sections = views["tone_layers"].tables[0], views["tone_sections"].tables
    for column in (2, 3) if sections else ():
        assert sum(whole(row[column]) for row in layers[1:]) == sum(whole(row[column + 1]) for row in sections[0][1:])
    assert all(whole(row[1]) == whole(row[2]) + whole(row[3]) for row in layers[1:])
    if sections:
        assert sum(whole(row[2]) for row in sections[0][1:]) == all_
    csv = tables.sections(article.analysis)
    assert int(csv["sentences"].sum()) == all_
    assert int(csv["negative"].sum()) == sum(whole(row[2]) for row in layers[1:])


def test_the_charge_around_names_is_told_alike(article: Read) -> None:
    shown = article.views["tone_entities"]
    for lines, alt in shown.figures:
        told = [f"{line[0]} {line[-1].rpartition(' (')[0]}" for line in lines if len(line) == 2 and "(" in line[1]]
        assert alt.partition(": ")[2].removesuffix(".") == ", ".join(told)


def test_the_head_counts_the_text_below(article: Read) -> None:
    length = article.views["head"].tree.xpath("//dd")[-1].text_content()
    sentences, paragraphs = (int(re.findall(r"\d+", part)[-1]) for part in length.split(",")[-2:])
    text = article.views["text"].tree
    assert sentences == len(text.find_class("sent"))
    assert paragraphs == len(text.find_class("par"))


def test_mentions_of_the_concordance_are_those_of_the_actor(article: Read) -> None:
    if not article.views["concordance"].tables:
        return
    counts = {row.name.replace("'", "’"): str(len(row.mentions)) for row in article.analysis.actors}
    for caption, table in zip(
        article.views["concordance"].tree.iter("caption"), article.views["concordance"].tables, strict=True
    ):
        name, _, told = _flat(caption).partition(" : " if article.page.language == "fr" else ": ")
        shown, all_ = re.findall(r"\d+", told)
        assert (int(shown), all_) == (len(table) - 1, counts[name.strip()])


def test_a_cut_table_says_how_many_rows_are_left_out_and_where(article: Read) -> None:
    filed = tables.filed_tables(article.analysis)
    for name, shown in article.views.items():
        for told in shown.tree.find_class("cut"):
            match = re.search(r"(\d+) ?; .*?(\w+)\.csv", _flat(told))
            assert match is not None
            rows = next(told.iterancestors("table")).xpath("tbody/tr")
            if "on-paper" in told.get("class"):
                rows = [row for row in rows if row.get("class") != "on-screen"]
                assert 0 < len(rows) <= markup.LONGEST_PAPER, name
            else:
                assert len(rows) in (TOP, markup.LONGEST_TABLE), name
                assert same(told.text_content().strip(" ·")) in same(shown.view.text)
            assert int(match[1]) + len(rows) <= len(filed[match[2]])


def test_only_tables_with_a_note_are_cut(article: Read) -> None:
    """A view that shows as many rows as a table may have says whether that is all."""
    whole_of = {
        "chronology": "chronology",
        "quotes": "quotes",
        "claims": "claims",
        "quantities": "quantities",
        "tone_words": "tone_words",
        "cleaning": "cleaning",
    }
    for view, table in whole_of.items():
        shown = article.views[view]
        if shown.tables:
            rows = article.page.tables[table]
            rows = rows[~rows["again"].astype(bool)] if "again" in rows else rows  # in the row of the sum they repeat
            if view == "cleaning":
                rows = rows[rows["rule"] != rows["rule"].shift()]  # neighbours of one rule share a row
            assert sum(len(lines) - 1 for lines in shown.tables) + sum(shown.notes) == len(rows), view


def test_plain_text_has_the_rows_of_the_page(article: Read) -> None:
    for name in ("chronology", "quotes", "claims", "actors", "words", "tone_words"):
        shown = article.views[name]
        for row in shown.tables[0] if shown.tables else ():
            assert same(" | ".join(row)) in [same(line) for line in shown.view.text.splitlines()], name


def test_what_is_cut_is_said_on_page_and_paper(tmp_path: Path) -> None:
    """The tests above would hold of articles whose tables are never cut; one is, and every form of it says so."""
    source = HERE / "articles" / "agree" / "longue.txt"
    page = Context(analyse(read(str(source))))
    assert len(page.tables["chronology"]) > 20
    assert "chronology.csv" not in views.chronology(page).text  # no table of frequencies: it has all its rows
    (told,) = [line for line in views.words(page).text.splitlines() if "words.csv" in line]
    made = build(source, out=tmp_path, parameters={"annexes": True})
    assert made.pdf is not None
    paper = "".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(made.pdf))
    assert same(told) in same(lxml.html.fromstring(made.html.read_text(encoding="utf-8")).text_content())
    assert same(told).replace(" ", "") in same(paper).replace(" ", "")
    assert (made.folder / "data" / "words.csv").is_file()


@pytest.mark.parametrize(
    ("view", "arguments"), [("words", ()), ("distinctive", ()), ("tone_words", ()), ("actors", ()), ("places", ())]
)
@pytest.mark.parametrize("top", [1, 5])
def test_a_table_of_any_length_says_what_it_leaves_out(view: str, arguments: tuple[str, ...], top: int) -> None:
    analysis = analyse(read(str(HERE / "articles" / "agree" / "longue.txt")))
    whole_of, cut_to = (Drawn(getattr(views, view)(Context(analysis, top=rows), *arguments)) for rows in (300, top))
    assert len(cut_to.tables[0]) == top + 1
    assert cut_to.left == len(whole_of.tables[0]) - 1 + whole_of.left - top
