"""Views escape what comes from the article, link every row, and read as text too."""

from __future__ import annotations

import re
from collections.abc import Callable

import lxml.html
import pandas as pd
import pytest

from press_briefing.analysis import Analysis
from press_briefing.article import Article, Paragraph
from press_briefing.report import blocks
from press_briefing.views import Page, markup
from press_briefing.views.annotated import annotated

TEXT = (
    "Titre <script>alert(1)</script>\n\nDepuis le 3 septembre 2025, des routes du Mali sont fermées & gardées. « Tout "
    "<b>manque</b> », déplore Awa Traoré à Bamako.\n\nSelon plusieurs sources, 10 000 personnes auraient fui "
    "par ces routes."
)
PARTS = (
    "head",
    "key_sentences",
    "key_figures",
    "chronology",
    "words",
    "distinctive",
    "together",
    "places",
    "concordance",
    "sourcing",
    "quotes",
    "claims",
    "quantities",
    "discrepancies",
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
def page(analysed: Callable[..., Analysis]) -> Page:
    return Page(analysed(TEXT, "2025-11-18"))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_clean_markup(analysed: Callable[..., Analysis], part: str, language: str) -> None:
    view = getattr(Page(analysed(TEXT, "2025-11-18"), language=language), part)()
    tree = lxml.html.fragment_fromstring(view.html, create_parent="div")
    assert not tree.xpath("//script | //b | //*[@onclick]")
    assert not re.search(r"\bnan\b|None", tree.text_content())
    assert set(view._repr_mimebundle_()) == {"text/html", "text/plain"}


def test_parts_of_an_empty_article_say_so() -> None:
    page = Page(Analysis(article=Article(text="x", paragraphs=(Paragraph(0, 1),))))
    for part in ("chronology", "words", "quotes", "claims", "quantities", "cleaning"):
        view = getattr(page, part)()
        assert 'class="nothing"' in view.html
        assert "<img" not in view.html
        assert "<table" not in view.html


def test_every_link_has_its_place(page: Page) -> None:
    views = "".join(getattr(page, part)().html for part in PARTS)
    tree = lxml.html.fragment_fromstring(views, create_parent="div")
    targets = set(tree.xpath("//@id"))
    links = {href[1:] for href in tree.xpath("//a/@href")}
    assert links
    assert links <= targets


def test_annotated_text_is_the_text(page: Page) -> None:
    """Without its numbers, the annotated text says the article, word for word."""
    tree = lxml.html.fragment_fromstring(annotated(page.analysis).html, create_parent="div")
    for number in tree.xpath("//*[contains(@class, 'num')]"):
        number.text = ""
    assert " ".join(tree.text_content().split()) == " ".join(TEXT.split())


def test_direction_overrides_and_controls_are_shown() -> None:
    assert markup.esc("a\u202eb\x00") == "a⟦U+202E⟧b\ufffd"


def test_a_long_table_says_that_it_is_cut() -> None:
    long = pd.DataFrame({"a": range(markup.LONGEST_TABLE + 1)})
    view = markup.table(long, [markup.Column("a", "A")], caption="c", cut="il en reste {}".format)
    assert view.html.count("<tr>") == markup.LONGEST_TABLE + 1
    assert "il en reste 1<" in view.html
    assert view.text.endswith("il en reste 1")


def test_a_table_reads_as_text_as_it_does_on_the_page() -> None:
    frame = pd.DataFrame({"a": ["x & y", "z"], "b": [3, 1200]})
    view = markup.table(frame, [markup.Column("a", "Mot"), markup.Column("b", "Fois", markup.numeric("fr"), True)],
                        caption="Titre", most=1)
    assert view.text.splitlines() == ["Titre", "Mot | Fois", "x & y | 3", "(+1)"]


def test_figures_have_words_for_what_they_show(page: Page) -> None:
    tree = lxml.html.fragment_fromstring(page.words().html, create_parent="div")
    (alt,) = tree.xpath("//img/@alt")
    assert "route" in alt


def test_key_figures_need_no_style_sheet() -> None:
    """Items of a list, each label before its value: nothing that another style sheet floats, aligns or pads apart."""
    view = markup.key_figures([markup.Tile("3", "lieux"), markup.Tile("1 200", "selon l’article, phrase", "élèves", 4)])
    tree = lxml.html.fragment_fromstring(view.html, create_parent="div")
    assert [item.text_content().split() for item in tree.iter("li")] == [
        ["lieux", "3"], ["selon", "l’article,", "phrase", "4", "1", "200", "élèves"]]
    assert not tree.xpath("//dl | //table | //*[@style]")
    assert tree.xpath("//a/@href") == ["#s4"]
    assert view.text.splitlines() == ["lieux: 3", "selon l’article, phrase 4: 1 200 élèves"]
    assert markup.key_figures([]).html == ""


def test_key_figures_are_pairs_on_paper() -> None:
    view = markup.key_figures([markup.Tile("3", "lieux"), markup.Tile("1 200", "selon l’article, phrase", "élèves", 4)])
    (made,) = [block for block in blocks.document(lxml.html.fragment_fromstring(view.html, create_parent="div")).blocks
               if block["t"] == "dl"]
    assert made["kind"] == "key-figures"
    assert [len(row["c"]) for row in made["rows"]] == [1, 1]
    assert "lieux" in str(made["rows"][0]["term"])
    assert "élèves" in str(made["rows"][1]["c"])
