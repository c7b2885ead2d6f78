"""Views escape what comes from the article, link every row, and read as text too."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import lxml.html
import pandas as pd
import pytest

from press_briefing.model.analysis import Analysis
from press_briefing.model.article import Article, Paragraph
from press_briefing.report import blocks
from press_briefing.report.identity import identify
from press_briefing.report.page import arrange
from press_briefing.report.sanitise import clean_html
from press_briefing.show import live, views
from press_briefing.show.note.doubts import pulls, to_check
from press_briefing.show.views import Context, markup
from press_briefing.show.views.text import annotated

TEXT = (
    "Titre <script>alert(1)</script>\n\nDepuis le 3 septembre 2025, des routes du Mali sont fermées & gardées. « Tout "
    "<b>manque</b> », déplore Awa Traoré à Bamako.\n\nSelon plusieurs sources, 10 000 personnes auraient fui "
    "par ces routes."
)
MARKED = ("chronology", "quotes", "claims")
PARTS = (
    "head",
    "key_sentences",
    "key_figures",
    "chronology",
    "words",
    "distinctive",
    "actors",
    "together",
    "places",
    "concordance",
    "sourcing",
    "quotes",
    "claims",
    "quantities",
    "tolls",
    "disagreements",
    "tone",
    "tone_sections",
    "tone_entities",
    "tone_words",
    "tone_layers",
    "text",
    "cleaning",
    "method",
    "made_from",
)


@pytest.fixture(scope="module")
def page(analysed: Callable[..., Analysis]) -> Context:
    return Context(analysed(TEXT, "2025-11-18"))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_clean_markup(analysed: Callable[..., Analysis], part: str, language: str) -> None:
    view = getattr(views, part)(Context(analysed(TEXT, "2025-11-18"), language=language))
    tree = lxml.html.fragment_fromstring(view.html, create_parent="div")
    assert not tree.xpath("//script | //b | //*[@onclick]")
    assert not re.search(r"\bnan\b|None", tree.text_content())
    assert set(view._repr_mimebundle_()) == {"text/html", "text/plain"}


def test_parts_of_an_empty_article_say_so() -> None:
    page = Context(Analysis(article=Article(text="x", paragraphs=(Paragraph(0, 1),))))
    for part in ("chronology", "actors", "concordance", "words", "quotes", "claims", "quantities", "cleaning"):
        view = getattr(views, part)(page)
        assert 'class="nothing"' in view.html
        assert "<img" not in view.html
        assert "<table" not in view.html


def test_every_link_has_its_place(page: Context) -> None:
    shown = "".join(getattr(views, part)(page).html for part in PARTS)
    tree = lxml.html.fragment_fromstring(shown, create_parent="div")
    targets = set(tree.xpath("//@id"))
    links = {href[1:] for href in tree.xpath("//a/@href")}
    assert links
    assert links <= targets


def test_annotated_text_is_the_text(page: Context) -> None:
    """Without its numbers, the annotated text says the article, word for word."""
    tree = lxml.html.fragment_fromstring(annotated(page.analysis).html, create_parent="div")
    for number in tree.xpath("//*[contains(@class, 'num')]"):
        number.text = ""
    assert " ".join(tree.text_content().split()) == " ".join(TEXT.split())


def test_direction_overrides_and_controls_are_shown() -> None:
    assert markup.esc("a\u202eb\x00") == "a⟦U+202E⟧b\ufffd"


def test_a_long_table_says_that_it_is_cut() -> None:
    long = pd.DataFrame({"a": range(markup.LONGEST_TABLE + 1)})
    view = markup.table(long, [markup.ShownColumn("a", "A")], caption="c", cut="il en reste {}".format)
    assert view.html.count("<tr") == markup.LONGEST_TABLE + 1
    assert "il en reste 1<" in view.html
    assert view.text.startswith("c · il en reste 1")


def test_paper_shows_fewer_rows_than_the_page_and_says_so() -> None:
    long = pd.DataFrame({"a": range(40)})
    view = markup.table(long, [markup.ShownColumn("a", "A")], caption="c", cut="il en reste {}".format, paper=(3, 7))
    page = arrange(clean_html(f"<h1>x</h1>{view.html}"), identify({}))
    (block,) = [block for block in blocks.document(page.head, page.main).blocks if block["t"] == "table"]
    assert [row[0]["c"][0]["c"] for row in block["rows"][1:]] == [["3"], ["7"]]
    assert "il en reste 38" in str(block["caption"])
    assert view.text == "\n".join(["c", "A", *map(str, range(40))])


def test_a_table_reads_as_text_as_it_does_on_the_page() -> None:
    frame = pd.DataFrame({"a": ["x & y", "z"], "b": [3, 1200]})
    view = markup.table(
        frame,
        [markup.ShownColumn("a", "Mot"), markup.ShownColumn("b", "Fois", markup.numeric("fr"), True)],
        caption="Titre",
        most=1,
    )
    assert view.text.splitlines() == ["Titre · (+1)", "Mot | Fois", "x & y | 3"]


def test_figures_have_words_for_what_they_show(page: Context) -> None:
    tree = lxml.html.fragment_fromstring(views.words(page).html, create_parent="div")
    (alt,) = tree.xpath("//img/@alt")
    assert "route" in alt


ACTORS = (
    "Awa Diallo, présidente de la région, a ouvert une école à Ségou le 4 mai 2024. « Les bancs manquent », déplore "
    "Awa Diallo. Elle enseigne. La gendarmerie a arrêté Issa Camara le 5 mai 2024. Moussa Keïta habite à Ségou."
)


def of_actor(view: markup.View, name: str) -> lxml.html.HtmlElement:
    """The sheet of an actor."""
    tree = lxml.html.fragment_fromstring(view.html, create_parent="div")
    return next(each for each in tree.xpath("//div[@class='actor']") if each.find("h3/span").text == name)


def test_a_sheet_says_who_and_what_each_line_with_its_sentence(analysed: Callable[..., Analysis]) -> None:
    page = Context(analysed(ACTORS, "2025-11-18"))
    view = views.deeds(page)
    sheet = of_actor(view, "Awa Diallo")
    assert sheet.find("p").text_content().startswith("présidente de la région · personne · ")
    told = {row.find("dt").text: row.find("dd") for row in sheet.iter("div") if row.find("dt") is not None}
    assert list(told) == ["Fait", "Dit", "Subi"]
    assert "a ouvert une école" in told["Fait"].text_content()
    assert told["Fait"].xpath(".//a/@href") == ["#s1"]
    assert told["Dit"].text_content().startswith("«\u202fLes bancs manquent\u202f»")
    assert told["Subi"].text_content() == "rien relevé"
    assert of_actor(view, "Issa Camara").xpath(".//dt/text()") == ["Subi", "Fait, dit"]
    assert "Moussa Keïta" in views.actors(page).html
    assert not view.html.count("Moussa Keïta</span></h3>")  # nothing is told of him: the table alone has him
    assert "Awa Diallo\nprésidente" in view.text


def test_sheets_are_few_and_the_table_has_everybody(analysed: Callable[..., Analysis]) -> None:
    page = Context(analysed(ACTORS, "2025-11-18"))
    assert views.deeds(page, most=1).html.count('class="actor"') == 1
    table = lxml.html.fragment_fromstring(views.actors(page).html, create_parent="div").find(".//table")
    assert [row.text for row in table.iterfind("tbody/tr/td[1]")] == [sheet.actor.name for sheet in page.sheets]


def test_an_actor_that_is_likely_only_is_marked_and_such_lines_are_left_out(analysed: Callable[..., Analysis]) -> None:
    found = analysed(ACTORS, "2025-11-18")
    assert "à vérifier" not in views.actors(Context(found)).text
    first, *others = found.actors
    likely = replace(first, mentions=(replace(first.mentions[0], doubtful=True), *first.mentions[1:]))
    told = of_actor(views.deeds(Context(found)), "Awa Diallo").xpath("count(.//li)")
    view = views.deeds(Context(replace(found, actors=(likely, *others))))
    assert of_actor(view, "Awa Diallo").xpath("count(.//li)") == told - 1
    unsure = Context(replace(found, actors=(replace(first, doubtful=True), *others)))
    assert "Awa Diallo</span></h3>" not in views.deeds(unsure).html
    assert "à vérifier" in views.actors(unsure).text
    assert "(à vérifier)" in views.sheet(unsure, next(row for row in unsure.sheets if row.actor.id == first.id)).text


def test_actors_are_told_in_english_too(analysed: Callable[..., Analysis]) -> None:
    view = views.deeds(Context(analysed(ACTORS, "2025-11-18"), language="en"))
    assert of_actor(view, "Awa Diallo").xpath(".//dt/text()") == ["Did", "Said", "Affected by"]
    told = of_actor(view, "Issa Camara").xpath(".//dt/text() | .//em/text()")
    assert told == ["Affected by", "Did, said", "nothing found"]
    assert "· person ·" in view.text


def test_a_sheet_past_its_length_gives_the_sentences(analysed: Callable[..., Analysis]) -> None:
    text = " ".join(f"« Il manque {n} bancs à l’école », déplore Awa Diallo." for n in range(2, 10))
    sheet = of_actor(views.deeds(Context(analysed(text, "2025-11-18"))), "Awa Diallo")
    assert len(sheet.xpath(".//li")) == 4
    assert sheet.xpath(".//li[last()]//a/text()") == ["4", "5", "6"]
    assert sheet.xpath("string(.//li[last()])").endswith("et 2 autres")


def test_an_actor_stays_together_on_paper(analysed: Callable[..., Analysis]) -> None:
    tree = lxml.html.fragment_fromstring(views.deeds(Context(analysed(ACTORS, "2025-11-18"))).html, create_parent="div")
    boxes = [block for block in blocks.document(tree).blocks if block.get("kind") == "actor"]
    assert {block["t"] for block in boxes} == {"box"}
    assert [inside["t"] for inside in boxes[0]["c"]] == ["h", "box", "dl"]


def test_key_figures_need_no_style_sheet() -> None:
    """Items of a list, each label before its value: nothing that another style sheet floats, aligns or pads apart."""
    view = markup.key_figures([markup.Tile("3", "lieux"), markup.Tile("1 200", "selon l’article, phrase", "élèves", 4)])
    tree = lxml.html.fragment_fromstring(view.html, create_parent="div")
    assert [item.text_content().split() for item in tree.iter("li")] == [
        ["lieux", "3"],
        ["selon", "l’article,", "phrase", "4", "1", "200", "élèves"],
    ]
    assert not tree.xpath("//dl | //table | //*[@style]")
    assert tree.xpath("//a/@href") == ["#s4"]
    assert view.text.splitlines() == ["lieux: 3", "selon l’article, phrase 4: 1 200 élèves"]
    assert markup.key_figures([]).html == ""


def test_key_figures_are_pairs_on_paper() -> None:
    view = markup.key_figures([markup.Tile("3", "lieux"), markup.Tile("1 200", "selon l’article, phrase", "élèves", 4)])
    (made,) = [
        block
        for block in blocks.document(lxml.html.fragment_fromstring(view.html, create_parent="div")).blocks
        if block["t"] == "dl"
    ]
    assert made["kind"] == "key-figures"
    assert [len(row["c"]) for row in made["rows"]] == [1, 1]
    assert "lieux" in str(made["rows"][0]["term"])
    assert "élèves" in str(made["rows"][1]["c"])


def doubting(found: Analysis, doubt: bool) -> Analysis:
    """The analysis with every row that could be marked marked, or none."""
    return replace(
        found,
        events=tuple(replace(row, unsure=doubt and bool(row.date)) for row in found.events),
        quotes=tuple(replace(row, unsure=doubt) for row in found.quotes),
        claims=tuple(replace(row, unsure=doubt and row.source is not None) for row in found.claims),
    )


def test_a_row_that_is_unsure_is_marked_and_no_other(analysed):
    found = doubting(analysed(TEXT, "2025-11-18"), False)
    told = {part: lxml.html.fromstring(getattr(views, part)(Context(found)).html).text_content() for part in MARKED}
    assert not any("(à vérifier)" in text for text in told.values())
    doubted = doubting(found, True)
    told = {part: lxml.html.fromstring(getattr(views, part)(Context(doubted)).html).text_content() for part in MARKED}
    assert "(à vérifier)" in told["chronology"]
    assert "Awa Traoré (à vérifier)" in told["quotes"]
    assert "plusieurs sources (à vérifier)" in told["claims"].lower()
    assert "non relevé (à vérifier)" not in "".join(told.values())
    checks = {row.kind: row for row in to_check(doubted)}
    assert checks["voices"].count == checks["voices"].of > 0
    assert checks["events"].count == checks["events"].of > 0
    assert not {"voices", "events"} & {row.kind for row in to_check(found)}
    assert not list(pulls(doubted))


def test_a_view_brings_its_style_where_somebody_sits_before_it(monkeypatch):
    """JupyterLab aligns cells to the right and makes every mark yellow; a page has a style sheet of its own."""
    view = markup.View('<table class="pb"><tr><td>La mairie rouvre la halle</td></tr></table>', "")
    monkeypatch.setenv(live.VARIABLE, "0")
    assert view._repr_mimebundle_()["text/html"] == view.html
    monkeypatch.setenv(live.VARIABLE, "1")
    shown = view._repr_mimebundle_()["text/html"]
    assert "text-align:left" in shown
    assert clean_html(shown) == clean_html(view.html)
    assert live.bare(shown) == view.html
