"""Files that wrap articles: archives, mails, saved pages, books, word processors' texts, subtitles."""

from __future__ import annotations

import contextlib
import gzip
import io
import plistlib
import zipfile
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_refuse import ARTICLE, FIRST, MAIL, MBOX, MHTML, SECOND, SRT, TEXT, TITLE, VTT, WARC, WEBARCHIVE, page

from exports_kit import A, B, C, D, packed, rtf
from press_briefing.capture.read import Capture, Item, from_capture, many, read
from press_briefing.capture.read.sources import safe_name
from press_briefing.cli.group import cli
from press_briefing.model.errors import LimitError, PassedOver, SourceError, UsageError
from press_briefing.model.settings import Settings

PAGE = page(ARTICLE)


def items_of(data: str | bytes, name: str, settings: Settings | None = None) -> list[Item]:
    return list(many(Capture(name, data.encode() if isinstance(data, str) else data, name), settings))


def titles(items: list[Item]) -> list[str | None]:
    assert [str(item.error) for item in items if item.error and not isinstance(item.error, PassedOver)] == []
    return [item.article.title for item in items if item.article]


def said(items: list[Item]) -> str:
    return " / ".join(str(item.error) for item in items if item.error)


# -- texts --------------------------------------------------------------------------------------------------


def test_rtf() -> None:
    article = from_capture(Capture("note.rtf", rtf(TEXT), "note.rtf"))
    assert article.title == TITLE
    assert FIRST in article.text
    assert "\\" not in article.text


def test_rtf_of_an_old_code_page() -> None:
    body = (
        b"{\\rtf1\\ansi\\ansicpg1252\\deff0 "
        + TITLE.encode("cp1252")
        + b"\\par\n"
        + b"\\par\n".join(
            "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in text.encode("cp1252", "replace")).encode()
            for text in (FIRST, SECOND)
        )
        + b"}"
    )
    assert FIRST in from_capture(Capture("note.rtf", body, "note.rtf")).text


def odt(*blocks: str) -> bytes:
    """An OpenDocument text of these elements."""
    spaces = (
        "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
        "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:text>{''.join(blocks)}</office:text>"
        "</office:body></office:document-content>"
    )
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def test_odt() -> None:
    data = odt(
        f"<text:h text:outline-level='1'>{TITLE}</text:h>",
        f"<text:p>{FIRST}<text:note><text:note-body><text:p>Une note.</text:p></text:note-body></text:note></text:p>",
        f"<text:p><text:span>{SECOND[:40]}</text:span>{SECOND[40:]}</text:p>",
    )
    article = from_capture(Capture("note.odt", data, "note.odt"))
    assert article.title == TITLE
    assert SECOND in article.text
    assert "Une note" not in article.text


@pytest.mark.parametrize("data", [SRT, VTT, SRT.replace("\n", "\r\n")])
def test_subtitles_are_what_is_said(data: str) -> None:
    article = from_capture(Capture("film.srt", data.encode(), "film.srt"))
    assert FIRST in article.text
    assert "-->" not in article.text
    assert "subtitle-times" in {removal.rule for removal in article.cleaning}


def test_captions_that_roll_are_said_once() -> None:
    cues = [
        "Le pont de Kayo a rouvert",
        "Le pont de Kayo a rouvert\naprès onze mois de travaux.",
        "après onze mois de travaux.\nUn camion sur deux passe.",
    ]
    data = "WEBVTT\n\n" + "\n\n".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n{cue}" for n, cue in enumerate(cues))
    text = from_capture(Capture("film.vtt", data.encode(), "film.vtt")).text
    assert text.count("Le pont de Kayo a rouvert") == 1
    assert text.count("après onze mois") == 1


# -- mails --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [MAIL, MAIL.replace("\n", "\r\n"), "\ufeff" + MAIL])
def test_a_mail(data: str) -> None:
    article = from_capture(Capture("lettre.eml", data.encode(), "lettre.eml"))
    assert article.title == "Le pont rouvre"
    assert article.published.value == "2024-03-14"
    assert article.outlet == "La Lettre"
    assert FIRST in article.text


def test_a_mailbox_is_its_mails() -> None:
    assert titles(items_of(MBOX, "boite.mbox")) == 2 * ["Le pont rouvre"]


def newsletter() -> EmailMessage:
    """A newsletter of three articles, a summary and a foot."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Le Phare du matin <lettre@phare.example>", "Ce matin à Sorane"
    mail["Date"] = "Mon, 03 Apr 2023 06:30:00 +0200"
    mail["X-Mailer"] = "a program"
    parts = "".join(
        f"<h2><a href='https://phare.example/{one.number}'>{one.title}</a></h2>"
        + "".join(f"<p>{text}</p>" for text in (*one.body, *one.body[:1]))
        + f"<p><a href='https://phare.example/{one.number}'>Lire la suite</a></p>"
        for one in (A, B, C)
    )
    mail.set_content("Cette lettre se lit en HTML.")
    mail.add_alternative(
        f"<html><body><p>Bonjour,</p>{parts}<h2>Suivez-nous</h2><p>Se désabonner</p></body></html>", subtype="html"
    )
    return mail


TITLED = (
    "<td><a href='https://phare.example/{n}'><b>{title}</b></a></td>",
    "<td style='padding:2px; font-weight: 700'>{title}</td>",
    "<td><span style='font-size:24px'>{title}</span></td>",
)


@pytest.mark.parametrize("titled", TITLED)
def test_a_newsletter_of_cells_is_its_articles(titled: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Le Phare du matin <lettre@phare.example>", "Ce matin à Sorane"
    rows = "".join(
        f"<table><tr>{titled.format(n=one.number, title=one.title)}</tr>"
        + "".join(f"<tr><td>{text}</td></tr>" for text in (*one.body, *one.body[:1]))
        + "</table>"
        for one in (A, B, C)
    )
    mail.set_content(
        f"<html><body><table><tr><td>{rows}</td></tr><tr><td><b>Nous suivre</b></td></tr></table></body></html>",
        subtype="html",
    )
    items = items_of(mail.as_bytes(), "lettre.eml")
    assert titles(items) == [A.title, B.title, C.title]
    assert all(text in items[0].article.text for text in A.body if items[0].article)


def test_a_letter_with_stressed_words_is_one_text() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Lise Karvel <lise@phare.example>", "Le bac de Sorane"
    mail.set_content(
        f"<html><body><p><b>À lire avant lundi matin</b></p><p>{A.body[0]}</p><p>{A.body[1]}</p></body></html>",
        subtype="html",
    )
    assert len(items_of(mail.as_bytes(), "lettre.eml")) == 1


def test_what_packed_folders_in_packed_folders_hold_is_bounded_together() -> None:
    settings = replace(Settings(), max_bytes=20_000)
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"note-{number}.txt", (TEXT + " Encore le pont." * 1200)[:18_000])
    with zipfile.ZipFile(outer, "w") as archive:
        for number in range(6):
            archive.writestr(f"dossier-{number}.zip", inner.getvalue())
    items = list(many(Capture("tout.zip", outer.getvalue(), "tout.zip"), settings))
    refused = [item for item in items if isinstance(item.error, LimitError)]
    assert 0 < sum(item.article is not None for item in items) <= 11
    assert len(refused) + sum(item.article is not None for item in items) == len(items)


def test_a_newsletter_is_its_articles_with_their_links() -> None:
    items = items_of(newsletter().as_bytes(), "lettre.eml")
    assert titles(items) == [A.title, B.title, C.title]
    first = items[0].article
    assert first is not None
    assert (first.url, first.outlet, first.published.value) == (
        "https://phare.example/11",
        "Le Phare du matin",
        "2023-04-03",
    )
    assert "https://phare.example/11" in {removal.text for removal in first.cleaning if removal.rule == "address"}
    assert first.filed is not None
    assert first.filed.variables == (("lettre", "Ce matin à Sorane"),)
    with pytest.raises(UsageError, match="3 articles"):
        from_capture(Capture("lettre.eml", newsletter().as_bytes(), "lettre.eml"))


def test_a_mail_and_what_it_carries() -> None:
    mail = newsletter()
    mail.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="dépêche.txt")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    assert titles(items_of(mail.as_bytes(), "lettre.eml")) == [A.title, B.title, C.title, TITLE]


# -- saved pages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (MHTML.replace(f"<p>{FIRST}</p>", ARTICLE.replace("=", "=3D")), "page.mht"),
        (WARC.replace(f"<p>{FIRST}</p>", ARTICLE), "page.warc"),
        (f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}", "page.txt"),
        (
            plistlib.dumps(
                {"WebMainResource": {"WebResourceData": PAGE.encode(), "WebResourceURL": "https://x.example/a"}},
                fmt=plistlib.FMT_BINARY,
            ),
            "page.webarchive",
        ),
        (plistlib.dumps({"WebMainResource": {"WebResourceData": PAGE.encode()}}), "page.webarchive"),
        (gzip.compress(WARC.replace(f"<p>{FIRST}</p>", ARTICLE).encode(), mtime=0), "page.warc.gz"),
    ],
)
def test_a_saved_page(data: str | bytes, name: str) -> None:
    items = items_of(data, name)
    assert [item.article is not None for item in items] in ([True], [False]), said(items)
    if name.startswith("page.warc"):
        assert "of no kind told" in said(items)  # the answer's head names no kind
        return
    article = items[0].article
    assert article is not None
    assert FIRST in article.text


def test_a_web_archive_of_several_pages() -> None:
    def record(address: str, kind: str, body: str) -> bytes:
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n{body}".encode()
        head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Length: {len(answer)}\r\n\r\n"
        return head.encode() + answer + b"\r\n\r\n"

    data = (
        b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n"
        + record("https://phare.example/pont", "text/html; charset=utf-8", PAGE)
        + record("https://phare.example/style.css", "text/css", "p {}")
        + record("https://phare.example/deux", "text/html", PAGE.replace(TITLE, "Un autre titre du pont"))
    )
    items = items_of(data, "site.warc")
    assert titles(items) == [TITLE, "Un autre titre du pont"]
    assert items[0].article is not None
    assert items[0].article.url == "https://phare.example/pont"
    assert "text/css, no page" in said(items)


def test_an_answer_in_chunks_and_packed() -> None:
    packing = gzip.compress(PAGE.encode())
    halves = (packing[:100], packing[100:])
    body = b"".join(f"{len(half):x}\r\n".encode() + half + b"\r\n" for half in halves) + b"0\r\n\r\n"
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
        b"\r\n" + body
    )
    head = b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/a\r\n"
    data = head + f"Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"
    assert titles(items_of(data, "site.warc")) == [TITLE]


def test_an_empty_webarchive_says_so() -> None:
    assert "cannot be read" in said(items_of(plistlib.dumps({"WebMainResource": 3}), "page.webarchive"))
    assert WEBARCHIVE


# -- books and packed folders -------------------------------------------------------------------------------


def epub(*bodies: str) -> bytes:
    """A book of these chapters."""
    items = "".join(f"<item id='c{n}' href='text/c{n}.xhtml'/>" for n in range(len(bodies)))
    order = "".join(f"<itemref idref='c{n}'/>" for n in range(len(bodies)))
    chapters = {
        f"OEBPS/text/c{n}.xhtml": f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head>"
        f"<body>{body}</body></html>".encode()
        for n, body in enumerate(bodies)
    }
    package = f"<package><manifest>{items}</manifest><spine>{order}</spine></package>".encode()
    container = b"<container><rootfiles><rootfile full-path='OEBPS/a.opf'/></rootfiles></container>"
    return packed(
        {"mimetype": b"application/epub+zip", "META-INF/container.xml": container, "OEBPS/a.opf": package, **chapters}
    )


def test_a_book_is_its_chapters() -> None:
    chapters = [f"<h1>{one.title}</h1>" + "".join(f"<p>{text}</p>" for text in one.body * 2) for one in (A, D)]
    items = items_of(epub("<h1>Le numéro de mai</h1><p>Sommaire</p>", *chapters), "numero.epub")
    assert titles(items) == [A.title, D.title]
    assert "no prose" in said(items)


def test_a_packed_folder_names_what_it_passes_over() -> None:
    data = packed(
        {
            "a.txt": TEXT.encode(),
            "b/c.html": PAGE.encode(),
            "photo.png": b"\x89PNG",
            "vide.txt": b"",
            "__MACOSX/a.txt": b"x",
            "lettre.eml": MAIL.encode(),
            "inner.zip": packed({"d.txt": TEXT.encode()}),
        }
    )
    items = items_of(data, "articles.zip")
    assert [item.article.title for item in items if item.article] == [TITLE, TITLE, TITLE, "Le pont rouvre"]
    assert "articles.zip#photo.png: is a picture (no text in it; OCR it first)" in said(items)
    assert "articles.zip#vide.txt: is empty" in said(items)
    assert "MACOSX" not in said(items)


def test_one_article_in_a_packed_folder_is_read_by_itself(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"mail/a.eml": MAIL.encode()}))
    assert read(tmp_path / "a.zip").title == "Le pont rouvre"


# -- bounds -------------------------------------------------------------------------------------------------


def test_a_bomb_is_not_unpacked() -> None:
    data = packed({f"{n}.txt": bytes(3_000_000) for n in range(5)})
    assert isinstance(items_of(data, "a.zip", Settings(max_bytes=1_000_000))[0].error, LimitError)
    items = items_of(gzip.compress(bytes(3_000_000)), "a.gz", Settings(max_bytes=1_000_000))
    assert "unpacks to more than" in said(items)


def test_a_bomb_that_lies_about_its_size_is_cut_off() -> None:
    data = bytearray(packed({"a.txt": b"x" * 2_000_000}))
    real, told = (2_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    lying = bytes(data.replace(real, told))
    items = items_of(lying, "a.zip", Settings(max_bytes=100_000))
    assert all(item.article is None for item in items)


def test_packed_in_packed_has_an_end() -> None:
    data = packed({"a.txt": TEXT.encode()})
    for _ in range(6):
        data = packed({"inner.zip": data})
    items = items_of(data, "a.zip")
    assert all(item.article is None for item in items)
    assert said(items)


def test_a_locked_member_says_so() -> None:
    data = packed({"a.txt": TEXT.encode()}).replace(b"\x14\x00\x00\x00\x08\x00", b"\x14\x00\x01\x00\x08\x00")
    assert "locked" in said(items_of(data, "a.zip"))


@pytest.mark.parametrize("name", ["content.xml", "META-INF/container.xml"])
def test_entities_are_refused(name: str) -> None:
    bomb = b"<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>"
    assert "defines entities" in said(items_of(packed({name: bomb}), "a.odt"))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"{\\rtf1 " + b"{" * 50_000, "a.rtf"),
        (b"PK\x03\x04" + bytes(60), "a.zip"),
        (b"\x1f\x8b\x08" + bytes(20), "a.gz"),
        (b"bplist00WebMainResource" + bytes(40), "a.webarchive"),
        (b"WARC/1.0\n" * 500, "a.warc"),
        (b"From a@b.example Mon Jan  1 00:00:00 2024\n" * 50, "a.mbox"),
        (b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\n" * 50, "a.vtt"),
        (packed({"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<a/>"}), "a.epub"),
        (packed({"xl/workbook.xml": b"<a/>"}), "a.xlsx"),
        (packed({"a.txt": TEXT.encode()})[:200], "a.zip"),
        (gzip.compress(TEXT.encode(), mtime=0)[:-20], "a.gz"),
        (
            b"".join(
                b'Message-ID: <a>\nFrom: a@b\nContent-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n)
                for n in range(3_000)
            ),
            "a.eml",
        ),
    ],
)
def test_what_is_damaged_is_told_in_a_line(data: bytes, name: str) -> None:
    items: list[Item] = []
    with contextlib.suppress(SourceError):
        items = items_of(data, name)
    assert all(item.article is None and "fault" not in str(item.error).lower() for item in items), said(items)


@pytest.mark.parametrize(
    ("head", "piece", "name"),
    [
        (b"", gzip.compress(b"", mtime=0), "a.gz"),
        (b"", b"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "a.warc"),
        (b"Message-ID: <a>\nFrom: ", b"a <b@c.example>, ", "a.eml"),
        (b"TY  - NEWS\nAB  - a\n", b"a b\n", "a.ris"),
    ],
)
def test_files_take_linear_time(head: bytes, piece: bytes, name: str) -> None:
    import time

    def seconds(size: int) -> float:
        start = time.process_time()
        with contextlib.suppress(SourceError):
            items_of(head + piece * (size // len(piece)), name)
        return time.process_time() - start

    seconds(1_000)
    assert any(seconds(800_000) < 10 * max(seconds(200_000), 0.1) for _ in range(3))


# -- names --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_names_are_those_of_the_disk(encoding: str) -> None:
    stored = "été à Nîmes.txt".encode(encoding)
    assert safe_name(stored.decode("utf-8", "surrogateescape")) == "ete-a-Nimes.txt"


def test_a_mixed_folder_end_to_end(tmp_path: Path) -> None:
    """Forty files of some twenty kinds: every article of them is read, and every other file named."""
    import exports_kit as kit

    into, several = io.BytesIO(), (A, B, D)
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("z.txt", TEXT)
    files: dict[str, tuple[bytes, int]] = {
        "europresse.html": (kit.europresse_page(several, "fr").encode(), 3),
        "europresse-ancien.html": (kit.europresse_old(several, "fr").encode("cp1252", "xmlcharrefreplace"), 3),
        "factiva.rtf": (kit.rtf(kit.factiva_text(several, "fr")), 3),
        "factiva.txt": (kit.factiva_codes(several, "fr").encode(), 3),
        "factiva.xml": (kit.factiva_xml(several, "fr").encode(), 3),
        "lexis.txt": (kit.lexis_text(several, "en").encode("utf-16"), 3),
        "nexis.docx": (kit.docx(kit.nexis_lines(several, "fr")), 3),
        "pressreader.txt": (kit.pressreader(several, "en").encode(), 3),
        "cision.csv": (kit.cision(several, "en").encode("cp1252", "replace"), 3),
        "mediacloud.csv": (kit.mediacloud(several, "fr").encode(), 3),
        "lettre.eml": (newsletter().as_bytes(), 3),
        "boite.mbox": (MBOX.encode(), 2),
        "note.odt": (odt(f"<text:p>{FIRST}</text:p><text:p>{SECOND}</text:p>"), 1),
        "film.srt": (SRT.encode(), 1),
        "articles.zip": (into.getvalue(), 1),
        "note.rtf": (rtf(TEXT), 1),
        "numero.epub": (epub(f"<h1>{A.title}</h1>" + "".join(f"<p>{text}</p>" for text in A.body * 2)), 1),
        "corpus.txt": (
            f"**** *journal_Le_Phare *date_2024-03-01\n{TITLE}\n{FIRST}\n\n**** *journal_Le_Port\n{SECOND}\n".encode(),
            2,
        ),
        **{f"article-{n:02d}.txt": (TEXT.replace("Kayo", f"Kayo{n}").encode(), 1) for n in range(12)},
        **{f"page-{n}.html": (PAGE.encode(), 1) for n in range(5)},
        "photo.jpg": (b"\xff\xd8\xff\xe0" + bytes(30), 0),
        "style.css": (b"p {}", 0),
        "sans-ending": (TEXT.encode(), 0),
        "a.part": (b"x", 0),
        "son.mp3": (b"ID3\x03" + bytes(9), 0),
    }
    assert len(files) == 40
    for name, (data, _) in files.items():
        (tmp_path / name).write_bytes(data)
    ran = CliRunner().invoke(cli, ["read", str(tmp_path)])
    assert ran.exit_code == 0
    assert len(ran.stdout.splitlines()) == sum(count for _, count in files.values())
    assert sum(line.startswith("passed over: ") for line in ran.stderr.splitlines()) == 5
    items = list(many(tmp_path))
    for name, (_, count) in files.items():
        own = [item for item in items if Path(item.origin.partition("#")[0]).name == name]
        assert sum(item.article is not None for item in own) == count, (name, said(own))
        if not count:
            assert len(own) == 1
            assert isinstance(own[0].error, PassedOver)
    assert [str(item.error) for item in items if item.error and not isinstance(item.error, PassedOver)] == []
