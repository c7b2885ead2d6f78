"""Files of JSON lines of any size, a line at a time; and what tells a source of many articles from one of one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from press_briefing.capture.read import Capture
from press_briefing.capture.read.lines import count, is_lines, rows_in
from press_briefing.capture.read.several import captures, expected, many, opened
from press_briefing.model.errors import LimitError, SourceError
from press_briefing.model.settings import Settings

SETTINGS = Settings()
TEXT = "Le ministre a annoncé un accord à Bamako le 18 novembre 2025. Les routes restent fermées depuis septembre. " * 3
FEED = "<?xml version='1.0'?><rss version='2.0'><channel><title>Fil</title>{}</channel></rss>"
ENTRY = "<item><title>Un titre</title><description><![CDATA[<p>{}</p>]]></description></item>"


# An article and a page that speak of feeds, or draw with the element of their name, are none.
OF_FEEDS = f"Un lecteur de fils ouvre la balise <rss> avant toute autre, puis <feed>.\n\n{TEXT}"
DRAWN = f"<svg><filter><feed in='a'/></filter></svg><article><h1>Un titre</h1><p>{TEXT}</p></article>"


def row(number: int, text: str = TEXT) -> str:
    return json.dumps({"title": f"Titre {number}", "text": text}, ensure_ascii=False)


def write(path: Path, *lines: str, end: str = "\n", encoding: str = "utf-8") -> Path:
    path.write_bytes(end.join(lines).encode(encoding))
    return path


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_lines_of_any_encoding_and_line_end(tmp_path: Path, end: str, encoding: str) -> None:
    path = write(tmp_path / "a.jsonl", row(1), row(2), row(3), end=end, encoding=encoding)
    assert [item.article.title for item in many(path)] == ["Titre 1", "Titre 2", "Titre 3"]
    assert [item.capture.name for item in captures(path)] == ["a-0001.json", "a-0002.json", "a-0003.json"]


def test_wide_encodings_are_read_whole(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", row(1), row(2), encoding="utf-16")
    assert not is_lines(path, SETTINGS)
    assert len([item for item in many(path) if item.error is None]) == 2


def test_a_broken_first_line_costs_itself_only(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "coup', row(2), row(3))
    errors = [item.error is not None for item in captures(path)]
    assert errors == [True, False, False]


def test_a_binary_line_among_thousands(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(row(1).encode() + b"\n" + bytes(range(9)) * 50 + b"\n" + row(3).encode())
    items = list(captures(path))
    assert [item.error is None for item in items] == [True, False, True]
    assert "line 2" in str(items[1].error)


def test_a_line_past_the_limit_is_never_held(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", row(1), row(2, "x" * 5000), row(3), row(4, "y" * 900))
    settings = Settings(max_bytes=2000)
    items = list(captures(path, settings))
    assert [type(item.error) for item in items] == [type(None), LimitError, type(None), type(None)]
    assert sum(item.capture is not None for item in items) == 3


def test_the_limit_is_of_a_line_not_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", *map(row, range(50)))
    assert path.stat().st_size > 5 * 2000
    assert len(list(captures(path, Settings(max_bytes=2000)))) == 50


def test_lines_are_taken_one_at_a_time(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", row(1), row(2))
    stream = rows_in(path, SETTINGS, origin="a")
    assert next(stream)["title"] == "Titre 1"
    with path.open("a", encoding="utf-8") as more:
        more.write("\n" + row(3))
    assert [found["title"] for found in stream] == ["Titre 2", "Titre 3"]


@pytest.mark.parametrize(
    ("data", "lines"), [(b"", 0), (b"a", 1), (b"a\n", 1), (b"a\nb", 2), (b"a\n\n", 2), (b"\n" * 9, 9)]
)
def test_count(tmp_path: Path, data: bytes, lines: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    assert count(path) == lines


def test_a_json_list_over_lines_is_no_file_of_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", "[", row(1) + ",", row(2), "]")
    assert not is_lines(path, SETTINGS)
    assert len(list(captures(path))) == 2
    assert not is_lines(write(tmp_path / "b.jsonl", "[", row(1) + ",", row(2), "]"), SETTINGS)


def test_one_source_or_many(tmp_path: Path) -> None:
    one, many_ = "one", "many"
    (tmp_path / "folder").mkdir()
    told = {
        one: [
            write(tmp_path / "a.txt", TEXT),
            write(tmp_path / "a.json", row(1)),
            write(tmp_path / "pretty.json", json.dumps(json.loads(row(1)), indent=2)),
            write(tmp_path / "list1.json", f"[{row(1)}]"),
            write(tmp_path / "one.xml", FEED.format(ENTRY.format(TEXT))),
            write(tmp_path / "of-feeds.txt", OF_FEEDS),
            tmp_path / "none.txt",
            tmp_path / "none.jsonl",
            write(tmp_path / "broken.json", "{"),
            "demo:conseil-de-securite",
            "-",
        ],
        many_: [
            tmp_path / "folder",
            tmp_path / "*.txt",
            write(tmp_path / "a.jsonl", row(1), row(2)),
            write(tmp_path / "lines.json", row(1), row(2)),
            write(tmp_path / "list.json", f"[{row(1)}, {row(2)}]"),
            write(tmp_path / "two.xml", FEED.format(2 * ENTRY.format(TEXT))),
            write(tmp_path / "feed.txt", FEED.format(2 * ENTRY.format(TEXT))),
            write(tmp_path / "wide.xml", FEED.format(2 * ENTRY.format(TEXT)), encoding="utf-16"),
        ],
    }
    for kind, sources in told.items():
        assert [opened(source, SETTINGS)[0] for source in sources] == [kind == many_] * len(sources), kind


def test_what_speaks_of_feeds_is_none(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", OF_FEEDS)
    write(tmp_path / "b.html", f"<!doctype html><html><body>{DRAWN}</body></html>")
    assert [item.error for item in many(tmp_path)] == [None, None]


def test_expected_counts_lines_and_files(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", *map(row, range(7)))
    write(tmp_path / "b.txt", TEXT)
    assert expected(tmp_path, SETTINGS) == 8
    assert expected(tmp_path / "a.jsonl", SETTINGS) == 7
    assert expected(tmp_path / "*.txt", SETTINGS) == 1


def test_a_capture_of_several_is_a_source(tmp_path: Path) -> None:
    taken = Capture("fil.xml", FEED.format(2 * ENTRY.format(TEXT)).encode(), "fil.xml")
    assert len(list(captures(taken))) == 2


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no file"):
        list(captures(tmp_path))
