"""Exports of press databases: every article with what the database says of it, and nothing lost without a word."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

import exports_kit as kit
from exports_kit import SETS, A, B, Told
from press_briefing.capture.read import Capture, Item, many, read
from press_briefing.capture.read.exports import LAYOUTS
from press_briefing.capture.read.preview import kind_of_source
from press_briefing.model.errors import PassedOver, SourceError
from press_briefing.model.settings import Settings
from press_briefing.model.typography import plain

Writer = Callable[[Sequence[Told], str], str]
# Database -> (what writes it, ending, fields that it has no place for).
TEXTS: dict[str, tuple[Writer, str, tuple[str, ...]]] = {
    "Europresse, page": (kit.europresse_page, "html", ()),
    "Europresse, earlier page": (kit.europresse_old, "html", ("words",)),
    "Europresse, text": (kit.europresse_text, "txt", ()),
    "Factiva, page": (kit.factiva_page, "html", ()),
    "Factiva, codes": (kit.factiva_codes, "txt", ()),
    "Factiva, text": (kit.factiva_text, "txt", ()),
    "Factiva, XML": (kit.factiva_xml, "xml", ()),
    "LexisNexis, text": (kit.lexis_text, "txt", ()),
    "LexisNexis, page": (kit.lexis_page, "html", ()),
    "PressReader": (kit.pressreader, "txt", ("words",)),
    "Cision": (kit.cision, "csv", ("words", "section", "page")),
    "Media Cloud": (kit.mediacloud, "csv", ("author", "words", "section", "page")),
}


def items_of(data: str | bytes, name: str) -> list[Item]:
    return list(many(Capture(name, data.encode() if isinstance(data, str) else data, name)))


def check(items: list[Item], told: Sequence[Told], without: Sequence[str] = ()) -> None:
    """Every article is there, in order, with text and metadata, and nothing else of the export is."""
    assert [str(item.error) for item in items if item.error] == []
    articles = [item.article for item in items if item.article]
    assert [article.title for article in articles] == [one.title for one in told]
    for article, one in zip(articles, told, strict=True):
        assert plain(article.text).split("\n\n")[1:] == [plain(text) for text in one.body]
        assert plain(article.outlet or "") == plain(one.outlet)
        assert (article.published.value, article.published.certainty) == (str(one.day), "found")
        author = "" if "author" in without else one.author.replace(" et ", ", ")
        assert (article.author.name.replace(" et ", ", ") if article.author else "") == author
        filed = article.filed
        for name in ("section", "page"):
            if name not in without and getattr(one, name):
                assert filed is not None
                assert getattr(filed, name) == getattr(one, name)
        if one.words and "words" not in without:
            assert filed is not None
            assert filed.words == one.words


@pytest.mark.parametrize("which", SETS)
@pytest.mark.parametrize("database", TEXTS)
def test_every_article_of_an_export_is_read(database: str, which: str) -> None:
    write, ending, without = TEXTS[database]
    told, language = SETS[which]
    check(items_of(write(told, language), f"export.{ending}"), told, without)


def test_a_preview_names_the_database(tmp_path: Path) -> None:
    for name, data in {
        "Europresse.html": kit.europresse_page((A, B), "fr").encode(),
        "Factiva.rtf": kit.rtf(kit.factiva_text((A, B), "fr")),
        "LexisNexis.txt": kit.lexis_text((A, B), "en").encode(),
        "Nexis Uni.docx": kit.docx(kit.nexis_lines((A, B), "fr")),
    }.items():
        (tmp_path / name).write_bytes(data)
        assert kind_of_source(str(tmp_path / name), Settings()) == f"an export of {name.partition('.')[0]}"
    (tmp_path / "note.txt").write_text("\n".join(A.body))
    assert kind_of_source(str(tmp_path / "note.txt"), Settings()) == ""


@pytest.mark.parametrize("which", SETS)
def test_factiva_as_rtf(which: str) -> None:
    told, language = SETS[which]
    check(items_of(kit.rtf(kit.factiva_text(told, language)), "Factiva.rtf"), told)
    check(items_of(kit.rtf(kit.factiva_codes(told, language)), "Factiva.rtf"), told)


@pytest.mark.parametrize("which", SETS)
def test_nexis_uni_as_docx(which: str) -> None:
    told, language = SETS[which]
    check(items_of(kit.docx(kit.nexis_lines(told, language)), "Nexis.DOCX"), told)
    check(items_of(kit.docx(kit.nexis_lines(told, language, cover=False)), "Nexis.DOCX"), told)


@pytest.mark.parametrize("which", ["two, English", "six, French"])
def test_nexis_uni_as_zip(which: str) -> None:
    told, language = SETS[which]
    items = items_of(kit.nexis_zip(told, language), "Nexis.ZIP")
    check([item for item in items if item.article], told)
    (rest,) = [item for item in items if not item.article]
    assert isinstance(rest.error, PassedOver)
    assert f"the list of hits of an export of Nexis Uni, which announces {len(told)} articles" in str(rest.error)


@pytest.mark.parametrize("which", SETS)
def test_nexis_uni_as_pdf(which: str, tmp_path: Path) -> None:
    typst = pytest.importorskip("typst")
    told, language = SETS[which]
    lines = "\n\n".join(kit.nexis_lines(told, language)).replace("(", r"\(").replace("= É", r"\= É")
    (tmp_path / "a.typ").write_text(f"#set page(width: 16cm, height: 20cm)\n{lines}".replace("1. ", r"1\. "), "utf-8")
    typst.compile(str(tmp_path / "a.typ"), output=str(tmp_path / "a.pdf"))
    items = list(many(tmp_path / "a.pdf"))
    assert [plain(item.article.title or "") for item in items if item.article] == [plain(one.title) for one in told]
    assert [item.article.published.value for item in items if item.article] == [str(one.day) for one in told]


@pytest.mark.parametrize("which", SETS)
def test_meltwater_gives_excerpts_and_says_so(which: str) -> None:
    told, language = SETS[which]
    items = items_of(kit.meltwater(told, language), "export.csv")
    articles = [item.article for item in items if item.article]
    assert [(article.title, article.outlet, article.published.value) for article in articles] == [
        (one.title, one.outlet, str(one.day)) for one in told
    ]
    assert all(article.truncated and article.filed and article.filed.database == "Meltwater" for article in articles)
    assert articles[0].url == f"https://phare.example/{told[0].number}"


def test_media_cloud_without_texts_says_so() -> None:
    data = kit.table(
        ("stories_id", "media_name", "media_url", "publish_date", "indexed_date", "title", "url"),
        [("1", "Le Phare", "phare.example", "2024-03-01", "2024-03-02", "Titre", "https://phare.example/1")],
    )
    (item,) = items_of(data, "export.csv")
    assert "Media Cloud with 1 references, without texts" in str(item.error)


@pytest.mark.parametrize("which", SETS)
def test_opoint_and_other_answers(which: str) -> None:
    told, _ = SETS[which]
    documents = [
        {
            "header": {"text": one.title},
            "body": {"text": "\n\n".join(one.body)},
            "author": one.author,
            "first_source": {"name": one.outlet},
            "url": f"https://phare.example/{one.number}",
            "unix_timestamp": int((one.day - date(1970, 1, 1)).total_seconds()) + 40_000,
        }
        for one in told
    ]
    answer = {"searchresult": {"documents": len(told), "document": documents}}
    items = items_of(json.dumps(answer), "opoint.json")
    check(items, told, ("section", "page", "words"))


def test_more_announced_than_given_is_said() -> None:
    data = kit.europresse_page((A, B), "fr").replace("</ul>", "<li>Un troisième titre</li></ul>")
    items = items_of(data, "export.html")
    assert sum(item.article is not None for item in items) == 2
    (said,) = [item.error for item in items if item.error]
    assert isinstance(said, PassedOver)
    assert "announces 3 articles; 2 were read" in str(said)


def test_what_no_layout_explains_is_told_and_the_rest_is_read() -> None:
    strange = (
        "Ce paragraphe se trouve avant le premier article, et il raconte en une phrase assez longue ce qu’on "
        "n’attendait pas à cet endroit du fichier."
    )
    data = kit.europresse_page((A, B), "fr").replace("<aside>", f"<p>{strange}</p><aside>")
    items = items_of(data, "export.html")
    assert sum(item.article is not None for item in items) == 2
    (said,) = [str(item.error) for item in items if item.error]
    assert "does not explain" in said
    assert strange[:60] in said


def test_hit_lists_heads_and_rights_are_logged() -> None:
    (first, *_) = [item.article for item in items_of(kit.europresse_page((A, B), "fr"), "e.html") if item.article]
    rules = {removal.rule for removal in first.cleaning}
    assert {"hit-list", "copyright"} <= rules
    (first, *_) = [item.article for item in items_of(kit.docx(kit.nexis_lines((A, B), "en")), "n.docx") if item.article]
    assert {"hit-list", "copyright", "field", "end-mark"} <= {removal.rule for removal in first.cleaning}


def test_one_article_of_an_export_is_read_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "un.html"
    path.write_text(kit.europresse_page((A,), "fr"), encoding="utf-8")
    article = read(path)
    assert article.title == A.title
    assert article.filed is not None
    assert article.filed.reference == "news·20230403·FLV·0011"
    assert article.filed.variables == (("numéro", "77"),)


def test_the_name_of_a_file_tells_nothing() -> None:
    data = kit.factiva_text((A, B), "fr")
    assert sum(item.article is not None for item in items_of(data, "LexisNexis.txt")) == 2


def test_an_article_that_speaks_of_databases_stays_one() -> None:
    text = (
        f"{A.title}\n\n{A.body[0]}\n\nEnd of Document\n\n« 1 of 3 DOCUMENTS », affichait l’écran. {B.body[0]}\n\n"
        "HD\n\nDocument retrouvé : 139 mots\n\n" + B.body[1]
    )
    (item,) = items_of(text, "a.txt")
    assert item.article is not None
    assert "1 of 3 DOCUMENTS" in item.article.text


PAGE = "<html><span class='DocPublicationName'>a</span><span class='DocHeader'>b</span>"


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        ("", "HD\n"),
        ("", "1 of 2 DOCUMENTS\n"),
        ("", "End of Document\n"),
        ("", "12 mots\n5 mars 2024\n"),
        ("", "Article Name: a\n"),
        ("", "Document FLVE000020240305ek3500001\n"),
        ("<html>", "<span class='DocPublicationName'>a</span><span class='DocHeader'>b</span>"),
        ("<html>", "<br>"),
        ("<html>", "<div>" * 3),
        ("HD\na\nPD\n5 mars 2024\nSN\nb\nLP\nc\n", "HD\n"),
        (PAGE, "<p>a b</p>"),
        (PAGE, "<!DOCTYPE a ["),
        ("1 of 1 DOCUMENTS\nSECTION: a\n", "a b\n"),
        ("1 of 1 DOCUMENTS\n", "a b\n"),
        ("12 mots\n5 mars 2024\n", "a\nDocument FLVE000020240305ek3500001\n"),
    ],
)
def test_layouts_take_linear_time(head: str, piece: str) -> None:
    import time

    def seconds(characters: int) -> float:
        data = head + piece * (characters // len(piece))
        start = time.process_time()
        for item in items_of(data, "a.txt"):
            assert item.error is None or isinstance(item.error, SourceError)
        return time.process_time() - start

    seconds(1_000)
    assert any(seconds(120_000) < 10 * max(seconds(30_000), 0.1) for _ in range(3))


def test_every_layout_has_a_name() -> None:
    assert all(layout.NAME for layout in LAYOUTS)


def test_europresse_as_the_site_marks_it_now() -> None:
    data = (
        kit.europresse_page((A, B), "fr")
        .replace("docAuthors", "sm-margin-bottomNews")
        .replace(
            "<footer>",
            "<footer><div><span>Certificat émis le 8 mars 2024 à Bibliothèque à des fins de visualisation "
            "personnelle et temporaire.</span></div>",
        )
    )
    check(items_of(data, "e.html"), (A, B))


def test_lexisnexis_with_headline_and_body_as_labels() -> None:
    parts = "".join(
        f"{n} of 2 DOCUMENTS\n\nCopyright {one.day.year} {one.outlet}\n\n{one.outlet}\n\n"
        f"{kit.written(one.day, 'en')}\n\n"
        f"SECTION: {one.section}; Pg. {one.page}\n\nLENGTH: {one.words} words\n\nHEADLINE: {one.title}\n\nBYLINE: "
        f"{one.author}\n\nBODY: " + "\n\n".join(one.body) + "\n\nLOAD-DATE: March 8, 2024\n\n\n"
        for n, one in enumerate((A, B), 1)
    )
    check(items_of(parts, "a.txt"), (A, B))


def test_factiva_with_a_table_of_contents_and_an_issue() -> None:
    contents = "Table des matières\n\n" + "\n".join(f"{one.title} ......... {n}" for n, one in enumerate((A, B), 2))
    data = contents + "\n\n" + kit.factiva_text((A, B), "fr").replace("FLVE\n", "FLVE\nNuméro 23482\n")
    items = items_of(data + "\nRécapitulatif de la recherche\nTexte\nbac ou école\n", "a.txt")
    check(items, (A, B))
    assert items[0].article is not None
    assert "hit-list" in {removal.rule for removal in items[0].article.cleaning}


def test_pressreader_with_its_fields_above_the_text() -> None:
    data = "\n\n".join(
        f"Nom de l’article: {one.title}\nPublication: {one.outlet}\nDate: {one.day}\nAuteur: {one.author}\n\n"
        + "\n\n".join(one.body)
        for one in (A, B)
    )
    check(items_of(data, "a.txt"), (A, B), ("section", "page", "words"))
