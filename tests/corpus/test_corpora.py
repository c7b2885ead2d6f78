"""Corpora in and out: tables, IRaMuTeQ, TXM, TEI, references, answers of databases; text and metadata stay."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from test_refuse import BIBTEX, FIRST, NEWSML, NITF, RIS, SECOND, TEI, TITLE, TSV, TXM, XML

import exports_kit as kit
from exports_kit import A, B, C, D, E, F
from press_briefing import Article
from press_briefing.capture.read import Capture, Item, many
from press_briefing.capture.read.corpora.columns import unpacked
from press_briefing.capture.read.days import day_in, is_month_first
from press_briefing.capture.read.preview import columns_of, kind_of_source
from press_briefing.corpus.corpora import FORMS, pieces, write
from press_briefing.model.article import Filed
from press_briefing.model.citation import csl, line
from press_briefing.model.errors import OutputError, PassedOver, SourceError, UsageError
from press_briefing.model.settings import Settings

NBSP = "\u202f"


def items_of(data: str | bytes, name: str) -> list[Item]:
    return list(many(Capture(name, data.encode() if isinstance(data, str) else data, name)))


def articles_in(data: str | bytes, name: str) -> list[Article]:
    items = items_of(data, name)
    assert [str(item.error) for item in items if item.error] == []
    return [item.article for item in items if item.article]


def said(items: list[Item]) -> str:
    return " / ".join(str(item.error) for item in items if item.error)


# -- days ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("mardi 5 mars 2024", "2024-03-05"),
        ("1er août 2023", "2023-08-01"),
        ("5 mars 2024 mardi", "2024-03-05"),
        ("March 5, 2024 Tuesday", "2024-03-05"),
        ("5 March 2024", "2024-03-05"),
        ("Dec. 3, 2021", "2021-12-03"),
        ("03 févr. 2022", "2022-02-03"),
        ("05-Mar-2024 08:00AM", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("20240305T101200+0100", "2024-03-05"),
        ("2024/03/05", "2024-03-05"),
        ("5/3/2024", "2024-03-05"),
        ("05.03.24", "2024-03-05"),
        ("1709632800", "2024-03-05"),
        (1709632800, "2024-03-05"),
        ("Politique, mardi 5 mars 2024 139 mots, p. 8", "2024-03-05"),
        ("31 février 2024", None),
        ("mars 2024", None),
        ("2024", None),
        ("", None),
        (None, None),
        ([], None),
        ("article 49.3 du 5", None),
    ],
)
def test_days_of_databases(told: object, day: str | None) -> None:
    found = day_in(told)
    assert (found.isoformat() if found else None) == day


def test_the_month_comes_first_where_a_row_can_mean_nothing_else() -> None:
    assert is_month_first(["03/04/2023", "10/21/2023"])
    assert not is_month_first(["03/04/2023", "21/10/2023"])
    assert not is_month_first(["03/04/2023"])
    assert is_month_first(["03/04/2023"], usual=True)
    assert not is_month_first(["13/04/2023"], usual=True)


# -- tables -------------------------------------------------------------------------------------------------

NAMES = ("Titre", "Journal", "Auteur(s)", "Date de publication", "Rubrique", "Page", "Genre", "Texte")


def rows_of(*told: kit.Told) -> list[tuple[str, ...]]:
    return [
        (
            one.title,
            one.outlet,
            one.author.replace(" et ", "; "),
            str(one.day),
            one.section,
            one.page,
            "brève",
            "\n\n".join(one.body),
        )
        for one in told
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_whatever_its_marks(mark: str, encoding: str) -> None:
    data = kit.table(NAMES, rows_of(A, B, C, E), mark).replace("’", "'").encode(encoding)
    told = articles_in(data, "corpus.csv")
    assert [article.title for article in told] == [one.title.replace("’", "'") for one in (A, B, C, E)]
    assert told[1].author is not None
    assert told[1].author.name == "Paul Astier, Nour Belkacem"
    assert told[0].filed == Filed(section="Région", page="4", variables=(("Genre", "brève"),))
    assert told[2].author is None


def test_a_spreadsheet(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book, into = Workbook(), io.BytesIO()
    book.active.append(["titre", "journal", "date", "page", "texte"])
    for one in (A, D):
        book.active.append(
            [
                one.title,
                one.outlet,
                datetime(one.day.year, one.day.month, one.day.day),
                int(one.page),
                "\n\n".join(one.body),
            ]
        )
    book.create_sheet("Notes").append(["a"])
    book["Notes"].append(["b"])
    book.save(into)
    items = items_of(into.getvalue(), "corpus.xlsx")
    assert "a sheet « Notes » of 2 rows, which was not read" in said(items)
    told = [item.article for item in items if item.article]
    assert [(article.title, article.published.value, article.filed.page) for article in told if article.filed] == [
        (one.title, str(one.day), one.page) for one in (A, D)
    ]
    (tmp_path / "c.xlsx").write_bytes(into.getvalue())
    assert {column.name: column.role for column in columns_of(tmp_path / "c.xlsx", Settings())} == {
        "titre": "title",
        "journal": "outlet",
        "date": "date",
        "page": "page",
        "texte": "text",
    }
    assert "XLSX" in kind_of_source(str(tmp_path / "c.xlsx"), Settings())


def test_texts_are_found_by_their_length_where_no_column_is_named_so() -> None:
    told = articles_in(
        kit.table(
            ("titre", "date", "verbatim"),
            [(A.title, str(A.day), " ".join(A.body)), (B.title, str(B.day), " ".join(B.body))],
        ),
        "c.csv",
    )
    assert [article.title for article in told] == [A.title, B.title]


def test_a_row_of_too_many_fields_is_told_and_costs_itself() -> None:
    data = kit.table(("titre", "date", "texte"), [(A.title, "2023-04-03", A.body[0]), ("x", "2023-04-03", "y", "z")])
    items = items_of(data, "c.csv")
    assert [item.article is not None for item in items] == [True, False]
    assert "row 3 has 4 fields, the first row 3" in said(items)


@pytest.mark.parametrize(
    ("names", "words", "passed"),
    [
        (("ville", "habitants", "part"), "without a column of texts", False),
        (("titre", "date", "journal"), "of metadata", True),
    ],
)
def test_a_table_without_texts_says_so(names: tuple[str, ...], words: str, passed: bool) -> None:
    items = items_of(kit.table(names, [("a", "2024-01-01", "c"), ("d", "2024-01-02", "f")]), "c.csv")
    assert words in said(items)
    assert isinstance(items[0].error, PassedOver) is passed


# -- texts and XML ------------------------------------------------------------------------------------------


def test_iramuteq() -> None:
    data = (
        "**** *source_L_Écho_du_Midi_site_web_ *date_2024-03-05 *genre_brève\n"
        f"{TITLE}. {FIRST} {SECOND}\n\n"
        f"**** *journal_Le_Port *auteur_Jeanne_Kerdrel *annee_2024\n-*chantier\n{TITLE}\n{FIRST}\n{SECOND}\n"
    )
    one, two = articles_in(data, "corpus.txt")
    assert (one.title, one.outlet, one.published.value) == (TITLE, "L'Écho du Midi (site web)", "2024-03-05")
    assert one.filed == Filed(variables=(("genre", "brève"),))
    assert two.author is not None
    assert (two.title, two.author.name, two.published.value) == (TITLE, "Jeanne Kerdrel", None)
    assert "-*chantier" not in two.text


@pytest.mark.parametrize(
    "data", [TXM, XML + TXM, TXM.replace("corpus>", "documents>").replace("text ", "doc ").replace("/text", "/doc")]
)
def test_texts_of_a_corpus(data: str) -> None:
    assert [article.published.value for article in articles_in(data, "corpus.xml")] == ["2024-03-14", "2024-03-15"]


def test_fields_as_elements() -> None:
    data = (
        f"<articles><article><titre>{TITLE}</titre><date>2024-03-14</date><journal>Le Port</journal><texte>"
        f"<p>{FIRST}</p><p>{SECOND}</p></texte></article></articles>"
    )
    (article,) = articles_in(data, "corpus.xml")
    assert (article.title, article.outlet, article.published.value) == (TITLE, "Le Port", "2024-03-14")
    assert SECOND in article.text


@pytest.mark.parametrize(("data", "title"), [(TEI, None), (NITF, TITLE), (NEWSML, None), (XML + NITF, TITLE)])
def test_editions_and_agencies(data: str, title: str | None) -> None:
    (article,) = articles_in(data, "a.xml")
    assert article.title == title
    assert FIRST in article.text


def test_xml_with_entities_is_refused() -> None:
    data = f"<!DOCTYPE corpus [<!ENTITY a 'b'>]><corpus><text><p>{FIRST} &a;</p></text></corpus>"
    assert "defines entities" in said(items_of(data, "a.xml"))


def test_xml_as_deep_as_one_likes() -> None:
    items = items_of("<corpus>" + "<text>" * 5_000 + FIRST + "</text>" * 5_000 + "</corpus>", "a.xml")
    assert "cannot be read" in said(items)


# -- references ---------------------------------------------------------------------------------------------


def test_references_with_and_without_texts() -> None:
    items = items_of(RIS, "refs.ris")
    assert [item.article.title if item.article else None for item in items] == [TITLE, None]
    assert "a reference without text (« Autre »" in said(items)
    items = items_of(BIBTEX, "refs.bib")
    assert [item.article.title if item.article else None for item in items] == [TITLE, None]


def test_bibtex_fields() -> None:
    data = (
        '@article{a1,\n author = {Kerdrel, Jeanne and Dufayet, Marc},\n title = "' + TITLE + '",\n journal = {Le '
        "{P}ort},\n year = 2024, month = mar, day = 5,\n url = {https://port.example/a},\n abstract = {"
        + FIRST
        + "}\n}\n"
    )
    (article,) = articles_in(data, "a.bib")
    assert article.author is not None
    assert (article.outlet, article.author.name, article.published.value, article.url) == (
        "Le Port",
        "Jeanne Kerdrel, Marc Dufayet",
        "2024-03-05",
        "https://port.example/a",
    )


# -- answers in JSON ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        {
            "headline": TITLE,
            "articleBody": FIRST,
            "datePublished": "2024-03-05T10:00:00+01:00",
            "author": [{"@type": "Person", "name": "Jeanne Kerdrel"}],
            "publisher": {"name": "Le Port"},
        },
        {
            "title": {"rendered": TITLE},
            "content": {"rendered": f"<p>{FIRST}</p>"},
            "date": "2024-03-05T10:00:00",
            "byline": "Jeanne Kerdrel",
            "site_name": "Le Port",
        },
        {
            "title": TITLE,
            "maintext": FIRST,
            "date_publish": "2024-03-05 10:00:00",
            "authors": ["Jeanne Kerdrel"],
            "date_download": "2024-04-01",
            "publisher": "Le Port",
        },
        {
            "title": TITLE,
            "abstract": FIRST,
            "issued": {"date-parts": [[2024, 3, 5]]},
            "container-title": "Le Port",
            "author": [{"family": "Kerdrel", "given": "Jeanne"}],
            "type": "article-newspaper",
        },
        {
            "title": TITLE,
            "content": FIRST,
            "publishedAt": "2024-03-05T10:00:00Z",
            "author": "Jeanne Kerdrel",
            "source": {"id": None, "name": "Le Port"},
        },
    ],
)
def test_fields_of_known_tools(row: dict[str, object]) -> None:
    for data, name in (
        (json.dumps(row), "a.json"),
        (json.dumps({"articles": [row, row]}), "b.json"),
        (json.dumps(row) + "\n" + json.dumps(row), "c.jsonl"),
    ):
        for article in articles_in(data, name):
            assert article.author is not None
            assert (article.title, article.outlet, article.author.name, article.published.value) == (
                TITLE,
                "Le Port",
                "Jeanne Kerdrel",
                "2024-03-05",
            )
            assert FIRST in article.text


@pytest.mark.parametrize("told", [5, {}, "a", [5], [[]], None])
def test_a_date_of_another_form_is_none(told: object) -> None:
    (article,) = articles_in(json.dumps({"title": TITLE, "abstract": FIRST, "issued": {"date-parts": told}}), "a.json")
    assert article.published.certainty != "found"


def test_an_answer_that_announces_more_says_so() -> None:
    items = items_of(json.dumps({"totalResults": 40, "articles": [{"title": TITLE, "content": FIRST}]}), "a.json")
    assert "announces 40 articles; it holds 1" in said(items)


def test_a_cut_text_says_so() -> None:
    (article,) = articles_in(json.dumps({"title": TITLE, "content": f"{FIRST}… [+2210 chars]"}), "a.json")
    assert article.truncated is not None
    assert "+2210" not in article.text


def test_a_graph_gives_its_articles() -> None:
    graph = {"@graph": [{"@type": "WebSite", "name": "Le Port"}, {"@type": "NewsArticle", "articleBody": FIRST}]}
    assert len(articles_in(json.dumps(graph), "a.json")) == 1


def test_settings_name_a_field_before_all() -> None:
    row = {"text": "Un résumé de trois mots.", "verbatim": FIRST}
    (item,) = many(Capture("a.json", json.dumps(row).encode(), "a"), Settings(text_field="verbatim"))
    assert item.article is not None
    assert FIRST in item.article.text


# -- out, and back ------------------------------------------------------------------------------------------


def view(article: Article) -> dict[str, object]:
    author, filed = article.author, article.filed or Filed()
    return {
        "title": article.title,
        "outlet": article.outlet,
        "author": author.name.replace(" et ", ", ") if author else None,
        "date": article.published.value,
        "url": article.url,
        "text": article.text,
        "database": filed.database,
        "reference": filed.reference,
        "section": filed.section,
        "page": filed.page,
        "words": filed.words,
        "variables": filed.variables,
    }


# What a form has no place for.
LOST = {
    "gargantext": {"database", "reference", "section", "page", "words", "variables", "url"},
    "iramuteq": {"reference", "url", "author", "outlet"},
}


@pytest.mark.parametrize("to", FORMS)
def test_round_trips_keep_text_and_metadata(to: str, tmp_path: Path) -> None:
    articles = articles_in(kit.europresse_page((A, B, C, D, E, F), "fr"), "e.html")
    target = tmp_path / f"out{FORMS[to][1]}"
    assert write(articles, to, target) == 6
    items = list(many(target))
    assert [str(item.error) for item in items if item.error and not isinstance(item.error, PassedOver)] == []
    back = [item.article for item in items if item.article]
    for one, other in zip(articles, back, strict=True):
        left, right = view(one), view(other)
        for name in left.keys() - LOST.get(to, set()):
            assert right[name] == left[name], (to, name)


def test_markup_formulas_and_stars_come_back(tmp_path: Path) -> None:
    body = f"{FIRST}\n\nTY  - NEWS, disait le fichier & <b> restait.\n\n{SECOND}"
    articles = articles_in(json.dumps({"title": "=SOMME(A1) & <i>", "text": body}), "a.json")
    for to, (_, ending) in FORMS.items():
        target = tmp_path / f"out{ending or to}"
        write(articles, to, target)
        back = [item.article for item in many(target) if item.article]
        assert [one.title for one in back] == ["=SOMME(A1) & <i>"], to
        assert "& <b> restait" in back[0].text


def test_a_corpus_may_be_written_over_itself(tmp_path: Path) -> None:
    target = tmp_path / "c.csv"
    target.write_text(kit.table(NAMES, rows_of(A, B)), encoding="utf-8")
    assert write((item.article for item in many(target) if item.article), "csv", target) == 2
    assert [item.article.title for item in many(target) if item.article] == [A.title, B.title]
    with pytest.raises(SourceError):
        write((item.article for item in many(tmp_path / "none.csv") if item.article), "csv", target)
    assert [path.name for path in tmp_path.iterdir()] == ["c.csv"]
    assert len(list(many(target))) == 2


def test_variables_of_any_name_stand_in_xml(tmp_path: Path) -> None:
    row = {"title": TITLE, "text": FIRST, "note": "m² de vignes=12 | 2e=b | id=7"}
    (article,) = articles_in(json.dumps(row), "a.json")
    for to, ending in (("txm", ""), ("tei", ".xml")):
        write([article], to, tmp_path / f"out{ending}")
        (back,) = (item.article for item in many(tmp_path / f"out{ending}") if item.article)
        assert back.filed is not None
        assert {value for _, value in back.filed.variables} >= {"12", "b", "7"}, to


def test_a_form_that_is_none_and_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no form 'doc'"):
        list(pieces([], "doc"))
    (tmp_path / "a").touch()
    with pytest.raises(OutputError):
        write([], "csv", tmp_path / "a" / "b.csv")


def test_notes_of_ours_are_told_from_others() -> None:
    assert unpacked("mots=139 | genre=brève") == [("mots", "139"), ("genre", "brève")]
    assert unpacked("Lu à la bibliothèque | p. 3") == []


# -- citations ----------------------------------------------------------------------------------------------


def test_how_an_article_is_cited() -> None:
    (article,) = articles_in(kit.europresse_page((A,), "fr"), "e.html")
    assert line(article) == (
        f"Odile Marchenoir, «{NBSP}Le bac de Sorane reprend la mer après l’hiver{NBSP}», Le Phare de Sorane, "
        "3 avril 2023, Région, p. 4, Europresse news·20230403·FLV·0011."
    )
    assert "“Le bac de Sorane" in line(article, "en")
    assert "3 April 2023" in line(article, "en")
    told = csl(article)
    assert (told["type"], told["issued"], told["container-title"], told["archive_location"]) == (
        "article-newspaper",
        {"date-parts": [[2023, 4, 3]]},
        "Le Phare de Sorane",
        "news·20230403·FLV·0011",
    )
    assert told["author"] == [{"literal": "Odile Marchenoir"}]


def test_what_is_not_known_is_left_out_and_a_deduced_date_marked() -> None:
    bare = Article(text="Un texte.")
    assert set(csl(bare)) == {"id", "type", "language"}
    from press_briefing.model.article import Published

    deduced = Article(text="Un texte.", title="T", published=Published("2024-03-05", "inferred", "x"))
    assert csl(deduced)["issued"]["circa"] is True
    assert "(déduite)" in line(deduced)


def test_the_manifest_and_the_article_keep_it() -> None:
    (article,) = articles_in(kit.europresse_page((A,), "fr"), "e.html")
    assert Article.from_dict(json.loads(json.dumps(article.to_dict()))) == article


# -- the command --------------------------------------------------------------------------------------------


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "press_briefing", *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        encoding="utf-8",
    )


def test_the_command_shows_and_exports(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(kit.table(NAMES, rows_of(A, B)), encoding="utf-8")
    shown = command("read", "--preview", str(tmp_path / "c.csv"))
    assert shown.returncode == 0, shown.stderr
    assert "Auteur(s) -> author" in shown.stdout
    assert "Genre -> kept as a variable" in shown.stdout
    assert f"62 words | {A.title}" in shown.stdout
    assert A.title in shown.stdout
    made = command("export", str(tmp_path / "c.csv"), "--to", "ris")
    assert made.returncode == 0, made.stderr
    assert made.stdout.count("TY  - NEWS") == 2
    made = command("export", str(tmp_path / "c.csv"), "--to", "txm")
    assert made.returncode == 2
    made = command("export", str(tmp_path / "c.csv"), "--to", "txm", "-o", str(tmp_path / "txm"))
    assert made.returncode == 0, made.stderr
    assert len(list((tmp_path / "txm").glob("*.xml"))) == 2
    (tmp_path / "c.csv").write_text(TSV.replace("texte", "ville").replace(SECOND, "").replace(FIRST, "x"), "utf-8")
    assert command("read", str(tmp_path / "c.csv")).returncode in (0, 1)


def test_what_failed_is_named_as_it_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("titre,texte\na,\n,\n", encoding="utf-8")
    assert said(list(many(path))).startswith(f"{path}#1: is a reference without text (« a »)")
    (tmp_path / "a.zip").write_bytes(kit.nexis_zip((A,), "fr")[:900])
    shown = command("read", str(tmp_path / "a.zip"))
    assert (shown.returncode, shown.stdout) == (1, "")
    assert shown.stderr == f"{tmp_path / 'a.zip'}: is packed and cannot be opened - save it once more\n"
