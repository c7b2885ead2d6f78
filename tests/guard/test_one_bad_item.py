"""One bad item costs itself only, in every kind of run and at whatever phase it fails, whatever it raises.

Each run has good articles and bad ones: in each of these, told by a word in it, a reader or a phase raises what a
library might. The others must be there, the exit code be 1, a line and a trace tell of each, and no traceback be seen.
"""

from __future__ import annotations

import json
import socket
import sqlite3
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx import Document
from test_faults import notebook

from faults.at import Fault, raised
from faults.press import Ended, Press
from press_briefing.analyse import analyse
from press_briefing.capture.read import Capture, from_capture, many
from press_briefing.corpus import dataset
from press_briefing.corpus.batch import IntoDataset, Outcome, Unit
from press_briefing.corpus.cluster import work
from press_briefing.corpus.review.gather import write_unit
from press_briefing.model.analysis import Analysis
from press_briefing.model.errors import BriefingError, ProgramFault
from press_briefing.model.settings import Settings
from raw_server import answer, serving

if sys.platform != "linux":
    pytest.skip("faults are injected on Linux", allow_module_level=True)

pytestmark = pytest.mark.timeout(600)
P = "press_briefing."
TEXT = (
    "Le maire de {} a ouvert mardi 4 mars 2025 un marché couvert. Les commerçants l’attendaient depuis dix ans, "
    "a rappelé Awa Diarra, qui préside leur association. "
) * 3
# What libraries raise over their input.
RAISED = (
    "builtins.ValueError",
    "builtins.UnicodeEncodeError",
    "builtins.UnicodeDecodeError",
    "builtins.RecursionError",
    "builtins.MemoryError",
    "builtins.OverflowError",
    "builtins.KeyError",
    "builtins.AttributeError",
    "builtins.AssertionError",
    "builtins.EOFError",
    "builtins.StopIteration",
    "builtins.OSError",
    "lxml.etree.XMLSyntaxError",
    "lxml.etree.ParserError",
    "zipfile.BadZipFile",
    "zlib.error",
    "pypdfium2.PdfiumError",
    "docx.opc.exceptions.PackageNotFoundError",
    "urllib3.exceptions.LocationParseError",
    "binascii.Error",
    "faults.at.PanicException",
)


def text(word: str) -> str:
    return TEXT.replace("{}", word)


# -- reading and cleaning, in this process -----------------------------------------------------------------------------


SUFFIXES = {
    "text": "txt",
    "markdown": "md",
    "html": "html",
    "json": "json",
    "lines": "jsonl",
    "feed": "xml",
    "docx": "docx",
    "pdf": "pdf",
}


def written(folder: Path, word: str) -> None:
    """An article in each format, two in the file of JSON lines."""
    told, row = text(word), json.dumps({"title": word, "text": text(word)})
    plain = {
        "text": told,
        "markdown": f"# Le marché\n\n{told}",
        "html": f"<!doctype html><html><body><article><p>{told}</p></article></body></html>",
        "json": row,
        "lines": f"{row}\n{row.replace('mardi', 'jeudi')}\n",
        "feed": entries(word, told),
    }
    paths = {kind: folder / f"{kind}-{word}.{suffix}" for kind, suffix in SUFFIXES.items()}
    for kind, content in plain.items():
        paths[kind].write_text(content, encoding="utf-8")
    document = Document()
    document.add_paragraph(told)
    document.save(str(paths["docx"]))
    printed(paths["pdf"], told)


def entries(*titles_and_text: str) -> str:
    *titles, told = titles_and_text
    items = "".join(f"<item><title>{title}</title><description>{told}</description></item>" for title in titles)
    return f"<rss version='2.0'><channel>{items}</channel></rss>"


def printed(path: Path, told: str) -> None:
    """A PDF of one page."""
    lines = [told[start : start + 80] for start in range(0, len(told), 80)]
    shown = b"".join(b"(%s) Tj T* " % line.encode("cp1252") for line in lines)
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(b"BT /F1 11 Tf 14 TL 50 780 Td " + shown + b"ET")
        pdf.save(path)


# The function that reads a format, and the formats it reads.
READERS = {
    "decode": (P + "capture.read.decode", "decode", ("text", "markdown", "html", "json", "lines", "feed")),
    "markdown": (P + "capture.read.markdown", "read_markdown", ("markdown",)),
    "html": (P + "capture.read.html", "read_html", ("html",)),
    "json": (P + "capture.read.objects", "page_of", ("json", "lines", "feed")),
    "feed": (P + "capture.read.feed", "_row", ("feed",)),
    "docx": (P + "capture.read.zipped", "read_docx", ("docx",)),
    "pdf": (P + "capture.read.pdf", "read_pdf", ("pdf",)),
}


def breaking(monkeypatch: pytest.MonkeyPatch, module: str, name: str, error: str, word: str = "Mauvaisville") -> None:
    """The function raises where `word` stands in what it is given."""
    original = getattr(import_module(module), name)

    def broken(*args: Any, **options: Any) -> Any:
        if word in repr((args, options)):
            raise raised(error)
        return original(*args, **options)

    monkeypatch.setattr(import_module(module), name, broken)


@pytest.fixture(scope="module")
def formats(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a bad article of each format between good ones."""
    folder = tmp_path_factory.mktemp("formats")
    for word in ("Kayes", "Mauvaisville", "Segou"):
        written(folder, word)
    return folder


def read_of(folder: Path) -> dict[str, BriefingError | None]:
    """By what each item of a folder came from, why it could not be read."""
    return {Path(item.origin).name: item.error for item in many(folder, Settings())}


def failed_in(folder: Path) -> dict[str, str]:
    return {name: str(told) for name, told in read_of(folder).items() if told}


def bad_names(*kinds: str) -> set[str]:
    """What the bad articles of some formats are called as items."""
    more = {"lines": ("#1", "#2"), "feed": ("",)}
    return {f"{kind}-Mauvaisville.{SUFFIXES[kind]}{end}" for kind in kinds for end in more.get(kind, ("",))}


def test_all_formats_are_read_when_nothing_is_wrong(formats: Path) -> None:
    found = read_of(formats)
    assert len(found) == 3 * (len(SUFFIXES) + 1)  # two lines
    assert set(found.values()) == {None}


@pytest.mark.parametrize("error", RAISED)
@pytest.mark.parametrize("reader", READERS)
def test_a_reader_that_raises_costs_its_file(
    reader: str, error: str, formats: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, name, kinds = READERS[reader]
    breaking(monkeypatch, module, name, error)
    failed = failed_in(formats)
    assert {origin.replace(".xml#1", ".xml") for origin in failed} == bad_names(*kinds)
    assert all(", while reading" in line for line in failed.values()), failed


@pytest.mark.parametrize("error", RAISED)
def test_cleaning_that_raises_costs_its_article(error: str, formats: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    breaking(monkeypatch, P + "capture.clean", "_draft", error)
    failed = failed_in(formats)
    assert {origin.replace(".xml#1", ".xml") for origin in failed} == bad_names(*SUFFIXES)
    assert all(", while cleaning" in line for line in failed.values()), failed


# -- what readers really meet ------------------------------------------------------------------------------------------


NUMBER = "7" * 5000
GAO = text("Gao")
# The file, what is in it, and the words said of it: "" where it can be read, None where that is open.
BAD: dict[str, tuple[str, str | bytes, str | None]] = {
    "a number of 5,000 digits": ("b.json", f'{{"text": "x", "n": {NUMBER}}}', "too many digits"),
    "such a number in one line": (
        "b.jsonl",
        f'{json.dumps({"text": GAO})}\n{{"n": {NUMBER}}}\n{json.dumps({"text": text("Mopti")})}',
        "too many digits",
    ),
    "JSON nested deeply": ("b.json", "[" * 100_000 + "]" * 100_000, "nested too deeply"),
    "half a surrogate in JSON": ("b.json", f'{{"text": "{GAO} \\ud83d", "title": "\\udc00"}}', ""),
    "half a surrogate in a feed": ("b.xml", entries("&#xD800;", "Deux", "&#56832;", "&amp;#xDFFF;", GAO), ""),
    "no such character in a feed": ("b.xml", entries("&#x110000;", "&#99999999999;", f"&#{NUMBER};", "&#0;", GAO), ""),
    "half a feed": ("b.xml", entries("Un", "Deux", GAO)[:-40], ""),
    "entities far down in a feed": (
        "b.xml",
        f"<!--{' ' * 30_000}--><!DOCTYPE r [<!ENTITY a 'b'>]>{entries('&a;', GAO)}",
        "defines entities",
    ),
    "HTML nested deeply": ("b.html", f"<html><body><article>{'<blockquote>' * 60_000}<p>{GAO}</p></body></html>", None),
    "a date without end": ("b.json", json.dumps({"text": GAO, "published": "1 Jan 999999999999 00:00 +0000"}), ""),
    "a zone without end": ("b.json", json.dumps({"text": GAO, "published": "1 Jan 2025 00:00 +99999999999"}), ""),
    "a PDF cut off": ("b.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "is a damaged PDF"),
    "no DOCX": ("b.docx", b"PK\x03\x04" + b"\0" * 300, "no DOCX that can be read"),
    "a list for a title": (
        "b.html",
        '<html><head><script type="application/ld+json">{"@type": "NewsArticle", '
        '"headline": ["Un", "Deux"], "author": [["Awa"], {"name": ["Diarra"]}]}</script></head>'
        f"<body><article><p>{GAO}</p></article></body></html>",
        "",
    ),
    "a page of nothing": ("b.html", "<html></html>", "holds no article"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_among_good_ones(name: str, tmp_path: Path) -> None:
    file, content, words = BAD[name]
    (tmp_path / file).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    for good in ("a.txt", "z.txt"):
        (tmp_path / good).write_text(text(good), encoding="utf-8")
    items = list(many(tmp_path))
    assert [Path(items[place].origin).name for place in (0, -1)] == ["a.txt", "z.txt"]
    assert items[0].article
    assert items[-1].article
    errors = [str(item.error) for item in items if item.error]
    if words is not None:
        assert [words in told for told in errors] == [True] * bool(words), errors


def test_pages_of_a_pdf_that_lead_nowhere(tmp_path: Path) -> None:
    printed(tmp_path / "b.pdf", text("Gao"))
    with pikepdf.open(tmp_path / "b.pdf", allow_overwriting_input=True) as pdf:
        pdf.Root.Pages.Kids = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Catalog)] * 2)
        pdf.Root.Pages.Count = 2
        pdf.save()
    (tmp_path / "a.txt").write_text(text("Kayes"), encoding="utf-8")
    found = read_of(tmp_path)
    assert found["a.txt"] is None
    assert found["b.pdf"]
    assert not isinstance(found["b.pdf"], ProgramFault)


def test_a_document_made_in_no_year(tmp_path: Path) -> None:
    """Its date is left aside, not the document."""
    document = Document()
    document.add_paragraph(text("Gao"))
    document.save(str(tmp_path / "whole"))
    with zipfile.ZipFile(tmp_path / "whole") as old, zipfile.ZipFile(tmp_path / "b.docx", "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "docProps/core.xml":
                head, mark, rest = data.partition(b"<dcterms:created")
                start, end = rest.index(b">") + 1, rest.index(b"</dcterms:created>")
                data = head + mark + rest[:start] + b"0001-01-01T00:00:00+14:00" + rest[end:]
            new.writestr(item, data)
    (item,) = many(tmp_path / "b.docx")
    assert item.article
    assert not (item.article.published.value or "").startswith("0001")


# -- kinds of run, as commands -----------------------------------------------------------------------------------------


# A word in the article, where it is struck, what is raised there, and what its line says.
Struck = tuple[str, str, str, str]
READ = (
    "Lireville",
    P + "capture.read.decode:decode",
    "builtins.RecursionError",
    "fault of this program, while reading",
)
CLEANED = ("Nettoyerville", P + "capture.clean:_draft", "builtins.KeyError", "fault of this program, while cleaning")
ANALYSED = ("Analyserville", P + "analyse:_analyse", "builtins.OverflowError", "fault of this program, while analysing")
PANIC = ("Paniqueville", P + "analyse:_analyse", "faults.at.PanicException", "while analysing (PanicException: ")
MEMORY = (
    "Memoireville",
    P + "capture.clean:_draft",
    "builtins.MemoryError",
    "takes more memory than there is, while cleaning",
)
FILED = (
    "Rangerville",
    P + "corpus.dataset.writer:_about",
    "builtins.IndexError",
    "fault of this program, while filing",
)
BUILT = ("Batirville", P + "report.filing:mark", "builtins.UnicodeEncodeError", "while building its briefing")
STRUCK = (READ, CLEANED, ANALYSED, PANIC, MEMORY)
GOOD = ("Kayes", "Segou")


def faults(*struck: Struck) -> list[Fault]:
    return [
        {"at": at, "do": "raise", "error": error, "given": word, "nth": 0, "role": "any"}
        for word, at, error, _ in struck
    ]


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    with Press(tmp_path_factory.mktemp("press")) as press:
        yield press


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder to work in, with an inbox `in`."""
    (tmp_path / "in").mkdir()
    notebook(tmp_path / "small.ipynb")
    (tmp_path / "settings.toml").write_text('allow_private = true\ncache = "none"\n', encoding="utf-8")
    return tmp_path


def ran(press: Press, place: Path, *arguments: str, struck: tuple[Struck, ...]) -> Ended:
    return press.run(arguments, *faults(*struck), folder=place, environment={"PRESS_BRIEFING_ENGINE": "kernel"})


def build(press: Press, place: Path, source: str, *more: str, struck: tuple[Struck, ...]) -> Ended:
    return ran(press, place, "build", source, "--out", "out", "--settings", "settings.toml", *more, struck=struck)


def articles(folder: Path, *struck: Struck) -> None:
    for word in (*GOOD, *(word for word, *_ in struck)):
        (folder / f"{word}.txt").write_text(text(word), encoding="utf-8")


def json_lines(path: Path, *struck: Struck) -> None:
    words = (GOOD[0], *(word for word, *_ in struck), GOOD[1])
    path.write_text("\n".join(json.dumps({"title": word, "text": text(word)}) for word in words), encoding="utf-8")


def rows(path: Path) -> list[dict[str, str]]:
    head, *rest = path.read_text(encoding="utf-8").splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in rest]


def told_of_each(ended: Ended, out: Path, *struck: Struck) -> None:
    """The exit code, a row and a trace for each that was struck, and no traceback."""
    assert ended.code == 1, ended.err
    assert "Traceback" not in ended.err + ended.out
    reasons = [row["reason"] for row in rows(out / "failures.tsv")]
    assert len(reasons) == len(struck), reasons
    for _, _, error, words in struck:
        kind = error.rpartition(".")[2]
        found = [reason for reason in reasons if words in reason and (kind in reason or kind == "MemoryError")]
        assert len(found) == 1, (words, reasons)
    traced = {error.rpartition(".")[2] for _, _, error, _ in struck} - {"MemoryError"}
    assert {path.name.partition("-")[0] for path in (out / "traces").iterdir()} == traced


def analysed(out: Path) -> set[str]:
    """The towns of the articles that were analysed."""
    found = [json.loads(line) for path in (out / "analyses").iterdir() for line in path.open(encoding="utf-8")]
    texts = [Analysis.from_dict(row["analysis"]).article.text for row in found]
    return {told.partition("maire de ")[2].partition(" ")[0] for told in texts}


def test_in_a_folder_of_analyses(press: Press, place: Path) -> None:
    articles(place / "in", *STRUCK)
    told_of_each(build(press, place, "in", "--analysis-only", "--jobs", "2", struck=STRUCK), place / "out", *STRUCK)
    assert analysed(place / "out") == set(GOOD)
    again = build(press, place, "in", "--analysis-only", "--resume", struck=())
    assert again.code == 0, again.err
    assert len(analysed(place / "out")) == len(GOOD) + len(STRUCK)


def test_in_a_pattern_of_briefings(press: Press, place: Path) -> None:
    struck = (READ, ANALYSED, BUILT)
    articles(place / "in", *struck)
    ended = build(press, place, "in/*.txt", "--notebook", "small.ipynb", "--no-pdf", struck=struck)
    told_of_each(ended, place / "out", *struck)
    made = sorted(path.parent.name.partition("-")[0] for path in (place / "out").glob("*/manifest.json"))
    assert made == ["kayes", "segou"]
    assert not list((place / "out").glob(".*"))


def test_in_json_of_several(press: Press, place: Path) -> None:
    json_lines(place / "rows.jsonl", *STRUCK[1:])
    ended = build(press, place, "rows.jsonl", "--analysis-only", struck=STRUCK[1:])
    told_of_each(ended, place / "out", *STRUCK[1:])
    assert analysed(place / "out") == set(GOOD)


def test_in_a_feed(press: Press, place: Path) -> None:
    """Of a web server: each entry's own page is read, cleaned and analysed."""
    words, base = (GOOD[0], *(word for word, *_ in STRUCK), GOOD[1]), []

    def say(connection: socket.socket, path: str) -> None:
        if path == "/fil.xml":
            items = "".join(
                f"<item><title>{word}</title><link>{base[0]}/{number}.html</link></item>"
                for number, word in enumerate(words)
            )
            body = f"<rss version='2.0'><channel>{items}</channel></rss>"
        else:
            body = f"<!doctype html><html><body><article><p>{text(words[int(path[1:-5])])}</p></article></body></html>"
        connection.sendall(answer(body.encode()))

    with serving(say) as address:
        base.append(address)
        ended = build(press, place, f"{address}/fil.xml", "--analysis-only", struck=STRUCK)
    told_of_each(ended, place / "out", *STRUCK)
    assert analysed(place / "out") == set(GOOD)


@pytest.mark.parametrize("more", [(), ("--scheduler", "local")], ids=["pool", "dask"])
def test_into_a_dataset_where_one_fits_no_table(more: tuple[str, ...], press: Press, place: Path) -> None:
    if more:
        pytest.importorskip("distributed")
    struck = (*STRUCK, FILED)
    articles(place / "in", *struck)
    ended = build(press, place, "in", "--dataset", "set", "--jobs", "1", *more, struck=struck)
    told_of_each(ended, place / "out", *struck)
    with dataset.open_dataset(place / "set") as found:
        assert sorted(found.articles()["source"]) == ["Kayes.txt", "Segou.txt"]


def test_in_a_press_review(press: Press, place: Path) -> None:
    struck = (*STRUCK, FILED)
    articles(place / "in", *struck)
    ended = ran(press, place, "review", "in", "--out", "out", "--no-pdf", "--settings", "settings.toml", struck=struck)
    told_of_each(ended, place / "out", *struck)
    assert f"{len(struck)} of {len(struck) + len(GOOD)} articles could not be read" in ended.lines[-1]
    assert ended.lines[-1].endswith("; traces are in out/traces")
    (folder,) = (path.parent for path in (place / "out").glob("*/manifest.json"))
    told = json.loads((folder / "manifest.json").read_bytes())
    assert (told["articles"]["read"], told["reading"]["unread"]) == (len(GOOD), len(struck))
    page = (folder / "briefing.html").read_text(encoding="utf-8")
    assert "RecursionError" in page
    assert str(place) not in page  # where a trace lies says more of a machine than of an article


SCHEDULE = """
timezone = "Europe/Paris"
site = false
out = "out"
settings = "settings.toml"
[[report]]
name = "matinale"
cron = "30 6 * * *"
inbox = "in"
files = ["rows.jsonl"]
urls = ["{0}/bon.html", "{0}/mauvais.html"]
notebook = "small.ipynb"
pdf = false
"""


@contextmanager
def two_pages() -> Iterator[str]:
    def say(connection: socket.socket, path: str) -> None:
        word = "Mopti" if "bon" in path else "Lireville"
        connection.sendall(answer(f"<html><body><article><p>{text(word)}</p></article></body></html>".encode()))

    with serving(say) as address:
        yield address


def test_on_schedule(press: Press, place: Path) -> None:
    """Inbox, files and addresses: each failure has its row in the ledger, and nothing is left running."""
    struck = (READ, ANALYSED, BUILT)
    articles(place / "in", READ, BUILT)
    (place / "in" / "l\udce9gende.txt").write_bytes(bytes(range(20)) * 5)  # a name that is no UTF-8
    json_lines(place / "rows.jsonl", ANALYSED)
    with two_pages() as address:
        (place / "schedule.toml").write_text(SCHEDULE.format(address), encoding="utf-8")
        ended = ran(press, place, "run-due", "--now", "2025-03-10T05:30:00Z", struck=struck)
    assert ended.code == 1
    assert "Traceback" not in ended.err + ended.out
    with sqlite3.connect(place / "out" / ".ledger.sqlite") as book:
        found = book.execute("SELECT state, source, error FROM runs WHERE key <> ''").fetchall()
        assert not book.execute("SELECT * FROM runs WHERE state = 'running'").fetchall()
    done = sorted(Path(source).name for state, source, _ in found if state == "completed")
    assert done == ["Kayes.txt", "Segou.txt", "bon.html", "rows.jsonl#1", "rows.jsonl#3"]
    errors = {Path(source).name: error for state, source, error in found if state == "failed"}
    assert errors.keys() == {"Lireville.txt", "Batirville.txt", "l\\udce9gende.txt", "mauvais.html", "rows.jsonl#2"}
    for name, phase in (
        ("Lireville.txt", "reading"),
        ("mauvais.html", "reading"),
        ("rows.jsonl#2", "analysing"),
        ("Batirville.txt", "building its briefing"),
    ):
        assert f"a fault of this program, while {phase}" in errors[name]
        assert "out/traces/" in errors[name]


# -- one article -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "phase"),
    [
        (P + "capture.read.decode:decode", "reading"),
        (P + "capture.clean:_draft", "cleaning"),
        (P + "analyse:_analyse", "analysing"),
        (P + "report.render:convert", "building its briefing"),
        (P + "report.archive:publish", "building its briefing"),
    ],
)
def test_a_single_build_says_one_line(at: str, phase: str, press: Press, place: Path) -> None:
    articles(place / "in")
    fault = {"at": at, "do": "raise", "error": "builtins.KeyError"}
    ended = press.run(
        [
            "build",
            "in/Kayes.txt",
            "--out",
            "out",
            "--notebook",
            "small.ipynb",
            "--no-pdf",
            "--settings",
            "settings.toml",
        ],
        fault,
        folder=place,
        environment={"PRESS_BRIEFING_ENGINE": "kernel"},
    )
    assert (ended.code, len(ended.lines)) == (1, 1), ended.err
    assert f": a fault of this program, while {phase} (KeyError: " in ended.lines[0]
    assert "Kayes.txt: a fault" in ended.lines[0]
    assert "Traceback" not in ended.err
    (trace,) = (place / "out" / "traces").iterdir()
    assert f"out/traces/{trace.name}" in ended.lines[0]
    assert [path.name for path in (place / "out").iterdir()] == ["traces"]


@pytest.mark.parametrize(
    ("at", "arguments"),
    [
        (P + "capture.read:from_capture", ("analyse", "in/Kayes.txt")),
        (P + "model.settings:Settings.load", ("review", "in")),
        (P + "service.doctor:examine", ("doctor",)),
        (P + "service.schedule:open_ledger", ("run-due",)),
        (P + "corpus.batch.tally:Tally.count", ("build", "in", "--out", "out", "--analysis-only")),
    ],
)
@pytest.mark.parametrize("error", ["builtins.ZeroDivisionError", "builtins.EOFError"])
def test_no_command_shows_a_traceback(
    at: str, arguments: tuple[str, ...], error: str, press: Press, place: Path
) -> None:
    """Also where no item is at hand: a line, its trace kept, and an exit code. click takes `EOFError` for Ctrl-D."""
    articles(place / "in")
    (place / "schedule.toml").write_text(SCHEDULE.format("http://127.0.0.1"), encoding="utf-8")
    ended = press.run(
        arguments,
        {"at": at, "do": "raise", "error": error},
        folder=place,
        environment={"PRESS_BRIEFING_TRACES": str(place / "kept")},
    )
    assert (ended.hit, ended.code, len(ended.lines)) == (True, 1, 1), ended.err
    assert "a fault of this program" in ended.lines[0]
    assert "Traceback" not in ended.err
    assert list(place.glob("kept/*.txt"))


# -- a unit ------------------------------------------------------------------------------------------------------------


def unit(*words: str) -> Unit:
    captures = [Capture(f"{word}.txt", text(word).encode(), f"{word}.txt") for word in words]
    return Unit("k", tuple((dataset.article_id(capture), capture) for capture in captures))


def test_a_worker_that_cannot_write_at_all_fails_the_unit_and_lives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dataset.writer, "marker", lambda key: 1 / 0)
    done = work.attempt(IntoDataset(str(tmp_path / "d"), tmp_path), unit("Kayes", "Gao"))
    assert isinstance(done, work.UnitResult)
    assert [outcome.kind for outcome in done.outcomes] == ["ProgramFault"] * 2
    assert "while filing" in done.outcomes[0].reason


def test_an_order_to_end_is_no_failure_of_a_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def order(*_: object) -> Callable[[], None]:
        raise KeyboardInterrupt

    monkeypatch.setattr(import_module(P + "analyse"), "_analyse", order)
    with pytest.raises(KeyboardInterrupt):
        work.attempt(IntoDataset(str(tmp_path / "d"), tmp_path), unit("Kayes"))


def test_the_same_rows_whether_or_not_another_was_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        dataset.DatasetEntry(name, analyse(from_capture(capture))) for name, capture in unit("Kayes", "Gao").members
    ]
    about = dataset.writer._about
    dataset.write(tmp_path / "plain", "k", found[:1])

    def fails(entry: dataset.DatasetEntry, key: str) -> dict[str, Any]:
        if entry.article == found[1].article:
            raise OverflowError
        return about(entry, key)

    monkeypatch.setattr(dataset.writer, "_about", fails)
    unit_written = dataset.write(tmp_path / "less", "k", found)
    assert list(unit_written.failed) == [found[1].article]
    for path in (tmp_path / "plain").rglob("*.parquet"):
        assert (tmp_path / "less" / path.relative_to(tmp_path / "plain")).read_bytes() == path.read_bytes()


def test_a_review_files_what_failed_under_its_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    members = unit("Kayes", "Gao").members
    jobs = [(name, "the-same.txt", from_capture(capture), "") for name, capture in members]
    monkeypatch.setattr(import_module(P + "analyse"), "_analyse", lambda *_: 1 / 0)
    told = write_unit(str(tmp_path / "d"), "k", jobs, Settings())
    assert [origin for origin, _ in told] == ["the-same.txt"] * 2
    with dataset.open_dataset(tmp_path / "d") as opened:
        assert sorted(opened.units[0].failed) == sorted(name for name, _ in members)


def test_an_outcome_has_the_words_of_its_error() -> None:
    told = Outcome.of_error("a.txt", ProgramFault("a fault", cure="please report it"))
    assert (told.kind, told.fatal, told.cure) == ("ProgramFault", False, "please report it")
