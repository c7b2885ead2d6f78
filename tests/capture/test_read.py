"""Every kind of source yields the same article, and every unreadable one says what was tried and what to do."""

from __future__ import annotations

import gzip
import io
import json
import os
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from press_briefing.capture.read import Capture, capture, from_capture, many, read
from press_briefing.capture.read import fetch as web
from press_briefing.model.errors import BriefingError, LanguageError, LimitError, PassedOver, SourceError, UsageError
from press_briefing.model.settings import Settings

BROKEN = Path(__file__).parent.parent / "articles"
TITLE = "Le marché de Ségou rouvre après l’orage"
HEADING = "Des étals de fortune"
FIRST = (
    "Deux semaines après l’orage du 3 avril 2024, les vendeuses de légumes ont retrouvé leurs places près du fleuve. "
    "La mairie a fait déblayer les allées et promis une aide aux familles touchées."
)
SECOND = (
    "Les toits de tôle manquent encore, et les bâches coûtent cher. « On travaille à l’ombre d’un manguier, et l’on "
    "attend la suite », dit une vendeuse d’oignons qui tient boutique ici depuis vingt ans."
)
THIRD = "Le préfet, lui, assure que les travaux dureront jusqu’à l’été et que personne ne sera déplacé contre son gré."
TEXT = "\n\n".join((TITLE, FIRST, HEADING, SECOND, THIRD)) + "\n"
BODY = [TITLE, FIRST, HEADING, SECOND, THIRD]


def paragraphs(article) -> list[str]:
    return [article.text[paragraph.start : paragraph.end] for paragraph in article.paragraphs]


def kinds(article) -> list[str]:
    return [paragraph.kind for paragraph in article.paragraphs]


def page(extra: str = "", head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='fr'><head><meta charset='utf-8'><title>{TITLE}</title>{head}</head>"
        "<body><nav><a href='/'>Accueil"
        f"</a></nav><article><h1>{TITLE}</h1><p>{FIRST}</p><h2>{HEADING}</h2><p>{SECOND}</p><p>{THIRD}</p></article>{extra}</body></html>"
    )


# -- plain text and encodings ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "utf-32"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_is_the_same_in_every_encoding_and_with_every_line_end(tmp_path, encoding, end):
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.replace("\n", end).encode(encoding))
    article = read(path)
    assert paragraphs(article) == BODY
    assert kinds(article) == ["title", "lead", "heading", "body", "body"]
    assert article.source == "article.txt"


def test_latin_1_without_typographic_marks(tmp_path):
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.replace("’", "'").encode("latin-1"))
    assert "retrouvé leurs places près du fleuve" in read(path).text


def test_mixed_line_ends(tmp_path):
    path = tmp_path / "article.txt"
    path.write_bytes(f"{TITLE}\r\n\r\n{FIRST}\n\n{HEADING}\r{SECOND}\r\n{THIRD}".encode())
    assert paragraphs(read(path)) == BODY


def test_mojibake_is_repaired_and_logged(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(TEXT.encode("utf-8").decode("cp1252", "replace").replace("\ufffd", "\x9d"), encoding="utf-8")
    article = read(path)
    assert "après l’orage" in article.text
    assert "mojibake" in {removal.rule for removal in article.cleaning}


def test_damaged_utf_8_loses_only_its_bad_bytes(tmp_path):
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode().replace(b"mairie", b"mai\xffrie"))
    assert "La mairie a fait" in read(path).text


# -- marked-up text --------------------------------------------------------------------------------


def test_html_body_with_kinds_and_metadata(tmp_path):
    path = tmp_path / "page.html"
    head = (
        "<meta property='article:published_time' content='2024-04-17T08:00:00+00:00'>"
        "<meta name='author' content='Awa Exemple'>"
    )
    path.write_text(page("<footer><p>Mentions légales</p></footer>", head), encoding="utf-8")
    article = read(path)
    assert paragraphs(article) == BODY
    assert kinds(article)[:3] == ["title", "lead", "heading"]
    assert (article.title, article.author.name) == (TITLE, "Awa Exemple")
    assert (article.published.value, article.published.certainty) == ("2024-04-17", "found")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_html_in_other_encodings(tmp_path, encoding):
    path = tmp_path / "page.html"
    path.write_bytes(page().replace("charset='utf-8'", f"charset='{encoding}'").encode(encoding))
    assert paragraphs(read(path)) == BODY


def test_html_under_a_name_that_says_text(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(page(), encoding="utf-8")
    assert paragraphs(read(path)) == BODY


def test_html_without_an_article(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("<html><body><script>var a = 1;</script></body></html>", encoding="utf-8")
    with pytest.raises(SourceError, match="no article"):
        read(path)


def test_html_entities_of_a_doctype_are_not_followed(tmp_path):
    path = tmp_path / "page.html"
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    path.write_text(bomb + page().partition(">")[2].replace(THIRD, THIRD + " &b; &a;"), encoding="utf-8")
    assert "root:" not in read(path).text


def test_markdown(tmp_path):
    path = tmp_path / "note.md"
    path.write_text(
        f"---\ntitle: {TITLE}\nauthor: Awa Exemple\ndate: 2024-04-17\n---\n\n# {TITLE}\n\n"
        f"{FIRST.replace(' retrouvé', chr(10) + 'retrouvé')}\n\n"
        f"## {HEADING}\n\n**{SECOND[:20]}**{SECOND[20:]}\n\nDeux points :\n\n- le fleuve\n- [la route](http://exemple.org)\n",
        encoding="utf-8",
    )
    article = read(path)
    assert paragraphs(article)[:4] == BODY[:4]
    assert paragraphs(article)[-2:] == ["le fleuve", "la route"]
    assert kinds(article)[-2:] == ["list-item", "list-item"]
    assert (article.published.value, article.author.name) == ("2024-04-17", "Awa Exemple")


def test_docx(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading(TITLE, level=0)
    document.add_paragraph(FIRST)
    document.add_heading(HEADING, level=1)
    document.add_paragraph(SECOND)
    document.add_paragraph("un point", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Une case du tableau", "Une autre case"
    path = tmp_path / "note.docx"
    document.save(str(path))
    article = read(path)
    assert paragraphs(article)[:4] == BODY[:4]
    assert kinds(article)[:5] == ["title", "lead", "heading", "body", "list-item"]
    assert "Une case du tableau" in article.text


def test_a_docx_that_ends_in_a_table_keeps_its_cells(tmp_path):
    from docx import Document

    document = Document()
    document.add_heading(TITLE, 1)
    document.add_paragraph(FIRST)
    document.add_paragraph(SECOND)
    cells = [("Jour", "Entrées"), ("Samedi", "12 400"), ("Tous droits de place compris", "3 €"), ("© de la foire", "0")]
    table = document.add_table(rows=len(cells), cols=2)
    for number, row in enumerate(cells):
        for place, text in enumerate(row):
            table.cell(number, place).text = text
    document.add_table(rows=1, cols=1).cell(0, 0).text = "© 2025 Le Courrier du fleuve. Tous droits réservés."
    document.save(str(tmp_path / "foire.docx"))
    found = paragraphs(read(tmp_path / "foire.docx"))
    assert found[-8:] == [text for row in cells for text in row]  # the frame around the page's foot has gone


def test_pdf(tmp_path):
    typst = pytest.importorskip("typst")
    source = tmp_path / "note.typ"
    days = [f"Le {day} mai, vers {day + 3} heures, {SECOND[0].lower()}{SECOND[1:]}" for day in range(2, 14)]
    filler = "\n\n".join(days)
    source.write_text(
        f'#set page(width: 12cm, height: 16cm, numbering: "1", header: [Le Courrier du fleuve])\n'
        '#set text(lang: "fr", hyphenate: true)\n'
        f"#set par(justify: true)\n= {TITLE}\n\n{FIRST}\n\n== {HEADING}\n\n{SECOND}\n\n{filler}\n\n{THIRD}\n",
        encoding="utf-8",
    )
    path = tmp_path / "note.pdf"
    typst.compile(str(source), output=str(path))
    article = read(path)
    found = paragraphs(article)
    assert found[:3] == [TITLE, FIRST, HEADING]
    assert found[3] == SECOND
    assert found[4:] == [*days, THIRD]
    assert "Courrier du fleuve" not in article.text
    assert "running-head" in {removal.rule for removal in article.cleaning}


def test_scanned_pdf_says_so(tmp_path):
    typst = pytest.importorskip("typst")
    (tmp_path / "scan.typ").write_text("#rect(width: 10cm, height: 10cm, fill: gray)", encoding="utf-8")
    path = tmp_path / "scan.pdf"
    typst.compile(str(tmp_path / "scan.typ"), output=str(path))
    with pytest.raises(SourceError, match=r"scanned.*ocrmypdf"):
        read(path)


# -- objects and feeds -----------------------------------------------------------------------------

ROW = {"text": "\n\n".join(BODY[1:]), "title": TITLE, "published": "2024-04-17", "author": "Awa Exemple"}


def test_json_object(tmp_path):
    path = tmp_path / "one.json"
    path.write_text(json.dumps(ROW), encoding="utf-8")
    article = read(path)
    assert paragraphs(article) == BODY
    assert (article.title, article.author.name, article.published.value) == (TITLE, "Awa Exemple", "2024-04-17")


def test_json_fields_are_named_in_settings(tmp_path):
    path = tmp_path / "one.json"
    path.write_text(
        json.dumps({"contenu": {"corps": f"<p>{FIRST}</p><p>{SECOND}</p>"}, "titre": TITLE}), encoding="utf-8"
    )
    article = read(path, settings=Settings(text_field="contenu.corps", title_field="titre"))
    assert paragraphs(article) == [TITLE, FIRST, SECOND]
    with pytest.raises(SourceError, match="text_field"):
        read(path)


def test_json_lines_are_many(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(
        "\n".join([json.dumps(ROW), "{broken", json.dumps({"title": "sans texte"}), json.dumps(ROW)]), encoding="utf-8"
    )
    items = list(many(path))
    assert [item.error is None for item in items] == [True, False, False, True]
    assert [item.origin.rpartition("#")[2] for item in items] == ["1", "2", "3", "4"]
    assert items[3].article.source == "rows-0004.json"
    with pytest.raises(UsageError, match="4 articles"):
        read(path)


def test_an_empty_list_says_so(tmp_path):
    path = tmp_path / "liste.json"
    path.write_text("[]\n", encoding="utf-8")
    with pytest.raises(SourceError, match="a list without articles"):
        read(path)
    with pytest.raises(SourceError, match="a list without articles"):
        list(many(path))
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert [item.error is None for item in many(tmp_path)] == [True, False]


def feed(entries: int) -> str:
    items = "".join(
        f"<item><title>{TITLE}</title><link>http://exemple.org/{number}</link>"
        "<author>redaction@exemple.org (Awa Exemple)</author>"
        f"<pubDate>Wed, 17 Apr 2024 08:00:00 GMT</pubDate>"
        f"<description><![CDATA[<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>]]></description></item>"
        for number in range(entries)
    )
    return (
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Fil</title>{items}</channel></rss>"
    )


def test_feed(tmp_path):
    path = tmp_path / "fil.xml"
    path.write_text(feed(3), encoding="utf-8")
    items = list(many(path))
    assert len(items) == 3
    assert paragraphs(items[0].article) == [TITLE, FIRST, SECOND, THIRD]
    assert items[0].article.published.value == "2024-04-17"
    assert from_capture(items[1].capture) == items[1].article
    assert [item.error is None for item in many(path, Settings(max_feed_items=2))] == [True, True, False]
    with pytest.raises(UsageError, match="3 articles"):
        read(path)
    path.write_text(feed(1), encoding="utf-8")
    assert read(path).title == TITLE


def test_feed_with_entities_is_refused(tmp_path):
    path = tmp_path / "fil.xml"
    path.write_text(feed(1).replace("<rss", "<!DOCTYPE rss [<!ENTITY a 'aaaa'>]><rss"), encoding="utf-8")
    with pytest.raises(SourceError, match="entities"):
        read(path)


def test_folder_and_pattern_go_on_past_a_bad_file(tmp_path):
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\0\1\2" * 100)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    items = list(many(tmp_path))
    assert [Path(item.origin).name for item in items] == ["a.txt", "b.txt", "c.txt", "picture.png"]
    assert isinstance(items[1].error, SourceError)
    assert isinstance(items[3].error, PassedOver)
    assert [Path(item.origin).name for item in many(str(tmp_path / "[ac].txt"))] == ["a.txt", "c.txt"]


# -- captures --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["article.txt", "page.html", "note.md"])
def test_a_saved_capture_gives_the_same_article(tmp_path, name):
    path = tmp_path / name
    path.write_text(page() if name.endswith("html") else TEXT, encoding="utf-8")
    taken = capture(path)
    elsewhere = tmp_path / "saved"
    elsewhere.mkdir()
    (elsewhere / taken.name).write_bytes(taken.data)
    os.utime(elsewhere / taken.name, (0, 0))
    assert read(elsewhere / taken.name) == from_capture(taken) == read(path)


def test_capture_names_are_safe(tmp_path):
    path = tmp_path / "É t é – l’article n° 1.txt"
    path.write_text(TEXT, encoding="utf-8")
    taken = capture(path)
    assert taken.name == "E-t-e-l-article-n-1.txt"
    assert taken.origin == str(path)


def test_demonstration_articles():
    article = read("demo:conseil-de-securite")
    assert article.source == "conseil-de-securite.txt"
    with pytest.raises(UsageError, match=r"known: .*conseil-de-securite"):
        read("demo:inconnu")


def test_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", type("Piped", (), {"buffer": io.BytesIO(TEXT.encode())})())
    article = read("-")
    assert paragraphs(article) == BODY
    assert article.source == "stdin.txt"


# -- what cannot be read ---------------------------------------------------------------------------


def one_line(error: BriefingError) -> str:
    text = str(error)
    assert "\n" not in text
    assert error.cure
    return text


@pytest.mark.parametrize(
    ("data", "name", "wanted"),
    [
        (b"", "empty.txt", "empty"),
        (b" \n\t ", "blank.txt", "empty"),
        (bytes(range(256)) * 20, "binary.txt", "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture.txt", "picture"),
        (b"1234 5678\n*** 99 ***\n", "numbers.txt", "no prose"),
        (b"%PDF-1.7 broken", "damaged.pdf", "damaged PDF"),
        (b"PK\x03\x04broken", "damaged.docx", "DOCX"),
        (b'{"text": ', "cut.json", "JSON"),
        (b"[" * 100_000, "deep.json", "deep|JSON"),
        (b"<?xml version='1.0'?><rss></rss>", "none.xml", "without entries"),
        (b"<?xml version='1.0'?><a><b/></a>", "other.xml", "XML of a kind"),
    ],
)
def test_unreadable_files_say_why_and_what_to_do(tmp_path, data, name, wanted):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError, match=wanted) as caught:
        read(path)
    one_line(caught.value)


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        read(tmp_path / "absent.txt")
    with pytest.raises(UsageError, match="folder"):
        read(tmp_path)
    with pytest.raises(SourceError, match="no file"):
        list(many(tmp_path))


def test_limits(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 10, encoding="utf-8")
    with pytest.raises(LimitError, match="max_bytes"):
        read(path, settings=Settings(max_bytes=100))
    with pytest.raises(LimitError, match="max_characters"):
        read(path, settings=Settings(max_characters=100))


def test_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    with pytest.raises(LimitError, match="unpacks"):
        read(path, settings=Settings(max_bytes=1_000_000))


def test_another_language_is_one_clear_line(tmp_path):
    path = tmp_path / "english.txt"
    path.write_text(
        "The market reopened two weeks after the storm, and the women who sell vegetables have found their places "
        "near the river again. The town hall has promised to help the families who were hit by the flood.",
        encoding="utf-8",
    )
    with pytest.raises(LanguageError, match=r"another language.*a translation into it") as caught:
        read(path)
    one_line(caught.value)


# -- the web ---------------------------------------------------------------------------------------


def site(pages: dict[str, tuple[int, bytes, str, str]]):
    def ask(url, address, deadline, most):
        status, data, kind, location = pages.get(url, (404, b"", "text/html", ""))
        return web._Answer(status, data, kind, location)

    return ask


@pytest.fixture
def public(monkeypatch):
    monkeypatch.setattr("socket.getaddrinfo", lambda host, port, **_: [(2, 1, 6, "", ("93.184.216.34", port))])


def test_fetched_page_is_a_capture_that_can_be_read_again(public):
    taken = web.fetch(
        "https://exemple.org/a/le-marche",
        Settings(),
        ask=site({"https://exemple.org/a/le-marche": (200, page().encode(), "text/html", "")}),
    )
    assert taken.name == "exemple.org-le-marche.html"
    assert paragraphs(from_capture(taken)) == BODY


def test_redirects_are_followed_within_limits_and_checked_again(public):
    pages = {
        "http://exemple.org/1": (302, b"", "", "/2"),
        "http://exemple.org/2": (200, page().encode(), "text/html", ""),
    }
    assert web.fetch("http://exemple.org/1", Settings(), ask=site(pages)).data == page().encode()
    with pytest.raises(LimitError, match="max_redirects"):
        web.fetch("http://exemple.org/1", Settings(), ask=site({"http://exemple.org/1": (302, b"", "", "/1")}))
    with pytest.raises(UsageError, match="only http and https"):
        web.fetch(
            "http://exemple.org/1", Settings(), ask=site({"http://exemple.org/1": (302, b"", "", "file:///etc/passwd")})
        )


def test_robots_are_obeyed(public):
    pages = {
        "http://exemple.org/robots.txt": (200, b"User-agent: *\nDisallow: /prive", "text/plain", ""),
        "http://exemple.org/prive/1": (200, page().encode(), "text/html", ""),
        "http://exemple.org/1": (200, page().encode(), "text/html", ""),
    }
    assert web.fetch("http://exemple.org/1", Settings(), ask=site(pages)).data
    with pytest.raises(SourceError, match=r"robots\.txt"):
        web.fetch("http://exemple.org/prive/1", Settings(), ask=site(pages))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://10.0.0.8/x",
        "http://192.168.1.1",
        "http://169.254.169.254/latest",
        "http://0.0.0.0/",
        "http://[::ffff:127.0.0.1]/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
    ],
)
def test_private_addresses_are_refused(url, monkeypatch):
    monkeypatch.setattr("socket.getaddrinfo", lambda host, port, **_: [(2, 1, 6, "", (host, port))])
    with pytest.raises(UsageError, match="private or local"):
        web.checked_address(url, Settings())
    assert web.checked_address(url, replace(Settings(), allow_private=True))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://exemple.org/a",
        "file:///etc/passwd",
        "gopher://exemple.org",
        "http:///a",
        "javascript://alert",
        "http://[::1",
    ],
)
def test_other_schemes_are_refused(url):
    with pytest.raises(UsageError, match="http"):
        read(url)


@pytest.fixture
def server():
    """A local web server whose answer a test sets."""
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    answers: dict[str, tuple[int, dict[str, str], bytes]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            for _ in range(100 if body == b"SLOW" else 0):
                time.sleep(0.1)
                try:
                    self.wfile.write(b"<p>encore</p>")
                except OSError:
                    return
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    running = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}", answers
    running.shutdown()
    running.server_close()


def test_a_real_fetch(server):
    base, answers = server
    answers["/a.html"] = (200, {"Content-Type": "text/html; charset=utf-8"}, page().encode())
    with pytest.raises(UsageError, match="private"):
        read(f"{base}/a.html")
    assert paragraphs(read(f"{base}/a.html", settings=Settings(allow_private=True))) == BODY
    with pytest.raises(SourceError, match="404"):
        read(f"{base}/b.html", settings=Settings(allow_private=True))


def test_a_packed_bomb_ends_at_the_limit(server):
    base, answers = server
    answers["/bomb"] = (
        200,
        {"Content-Type": "text/html", "Content-Encoding": "gzip"},
        gzip.compress(b"0" * 20_000_000, mtime=0),
    )
    with pytest.raises(LimitError, match="max_bytes"):
        read(f"{base}/bomb", settings=Settings(allow_private=True, max_bytes=1_000_000))


def test_a_packed_page_and_a_page_in_chunks(server):
    base, answers = server
    answers["/a"] = (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(page().encode()))
    assert paragraphs(read(f"{base}/a", settings=Settings(allow_private=True))) == BODY


def test_a_page_without_end_ends_in_time(server):
    base, answers = server
    answers["/slow"] = (200, {"Content-Type": "text/html"}, b"SLOW")
    begun = time.monotonic()
    with pytest.raises((LimitError, SourceError)):
        read(f"{base}/slow", settings=Settings(allow_private=True, fetch_timeout=1.0))
    assert time.monotonic() - begun < 6


def test_capture_is_frozen():
    with pytest.raises(AttributeError):
        Capture("a", b"", "a").name = "b"


def test_a_cell_that_says_it_spans_a_hundred_million_columns_is_one_cell(tmp_path):
    """What a cell spans is never counted out; one merged downwards is read once."""
    from docx import Document

    document = Document()
    document.add_paragraph("La halle de Sévérac rouvre samedi, a annoncé la maire, après onze mois de travaux.")
    table = document.add_table(rows=3, cols=2)
    for number, cell in enumerate(table._cells):
        cell.text = f"Étal numéro {number}"
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 0)._tc.get_or_add_tcPr().get_or_add_gridSpan().val = 100_000_000
    document.save(str(tmp_path / "halle.docx"))
    began = time.process_time()
    text = read(tmp_path / "halle.docx").text
    assert time.process_time() - began < 5
    assert [text.count(f"Étal numéro {number}") for number in range(6)] == [1] * 6
