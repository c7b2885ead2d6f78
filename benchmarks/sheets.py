"""Sheets of articles as readers took them, without the articles: names, labels and offsets, which are ours.

    python benchmarks/sheets.py unpack SHARED OUT     # OUT/KIND: NAME.txt and NAME.yaml for score.py
    python benchmarks/sheets.py unpack SHARED OUT --pages PAGES       # those of pages.tsv too, which PAGES holds
    python benchmarks/sheets.py pack FOLDER KIND      # FOLDER/*.yaml with their texts -> benchmarks/sheets/KIND/
    python benchmarks/sheets.py print TEXTS           # adds the sentences' numbers, from the texts the sheets were made on

The texts are others': `unpack` takes them from the folder beside the project, those of `hold5` and eight of `points` from
a folder in which they stand as `pages.tsv` names them, which tells the public repositories that keep them as test pages.
`write`, `write2`, `write3` and `points` (eight articles of national outlets and sixteen long ones; only the sentences of a
summary) may be read while rules are written; `hold`, `hold2` (other outlets) and `hold3`, `hold4`, `hold5` (made last, after
which no rule was chosen by any of them; `hold5` is of six national outlets) are scores only. Each sheet is of one reader, a
language model that saw no output of the program. Where the program reads a page otherwise than when the sheet was made,
places move with their sentence (`anchors.py`); rows whose sentence is no longer there are dropped and counted.
"""

from __future__ import annotations

import html
import json
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from anchors import Moved, prints
from press_briefing.model.typography import plain

HERE = Path(__file__).parent / "sheets"
KINDS = ("write", "hold", "write2", "hold2", "hold3", "hold4", "hold5", "write3", "points")
OURS = 4  # words of the article from which only their place is kept
RUN = 7  # words in a row that are the article's


def main() -> None:
    """Do what is asked for."""
    if sys.argv[1] == "pack":
        packed(Path(sys.argv[2]), sys.argv[3])
    elif sys.argv[1] == "print":
        printed(Path(sys.argv[2]))
    else:
        pages = Path(sys.argv[5]) if sys.argv[4:5] == ["--pages"] else None
        unpacked(Path(sys.argv[2]), Path(sys.argv[3]), pages)


def packed(folder: Path, kind: str) -> None:
    """Write every sheet of `folder` with offsets in place of the article's words."""
    (HERE / kind).mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.glob("*.yaml")):
        text = path.with_suffix(".txt").open(encoding="utf-8", newline="").read()
        sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
        told = {name: _bare(value, text) for name, value in sheet.items()}
        _write(HERE / kind / f"{path.stem}.json", {"check": _check(text), "sentences": prints(text), **told})


def _write(path: Path, told: dict[str, Any]) -> None:
    lines = json.dumps(told, ensure_ascii=False, indent=None, separators=(",", ":"))
    path.write_text(lines.replace("},{", "},\n{") + "\n", encoding="utf-8")


def printed(texts: Path) -> None:
    """Add the numbers of the sentences to the sheets whose text is among `texts`; nothing else of a sheet is changed."""
    for path in (path for kind in KINDS for path in sorted((HERE / kind).glob("*.json"))):
        source = texts / f"{path.stem}.txt"
        told = json.loads(path.read_text(encoding="utf-8"))
        text = source.open(encoding="utf-8", newline="").read() if source.exists() else None
        if text is not None and _check(text) == told["check"]:
            _write(path, {"check": told.pop("check"), "sentences": prints(text), **told})


def _bare(value: Any, text: str) -> Any:
    """The rows of a part of a sheet, each piece of the article as `[start, end]`."""
    if not isinstance(value, list):
        return value
    return [{name: _placed(name, told, row, text) for name, told in row.items() if name != "nth"} for row in value]


def _placed(name: str, told: Any, row: dict[str, Any], text: str) -> Any:
    if name == "at":
        start = -1
        for _ in range(row.get("nth") or 1):
            start = text.index(told, start + 1)
        return [start, start + len(told)]
    if isinstance(told, list):
        return [_offsets(words, text) for words in told]
    return _offsets(told, text) if isinstance(told, str) else told


def _offsets(words: str, text: str) -> str | list[int]:
    """Where the article has these words, however typed; the words themselves, where they are few or the reader's own.

    A reader's sentence that still has a run of the article's words is left out: no score reads it.
    """
    start = plain(text).lower().find(plain(words).lower()) if len(words.split()) >= OURS else -1
    if start >= 0:
        return [start, start + len(words)]
    own, theirs = (re.findall(r"\w+", plain(part).lower()) for part in (words, text))
    runs = {tuple(theirs[at : at + RUN]) for at in range(len(theirs) - RUN + 1)}
    return "" if any(tuple(own[at : at + RUN]) in runs for at in range(len(own) - RUN + 1)) else words


def unpacked(shared: Path, out: Path, pages: Path | None = None) -> None:
    """Write the sheets with the texts they belong to; `pages` holds those that are not in `shared`."""
    for path in sorted(path for kind in KINDS for path in (HERE / kind).glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        text, check, sentences = text_of(path.stem, shared, pages), told.pop("check"), told.pop("sentences", None)
        if text is None or (_check(text) != check and sentences is None):
            print(f"passed over: {path.stem}: its text is another one", file=sys.stderr)
            continue
        if _check(text) != check:
            told, dropped = anchored(told, Moved(sentences, text))
            print(f"read anew: {path.stem}: {dropped} rows dropped, their sentence is not read now", file=sys.stderr)
        sheet = {name: list(_worded(value, text)) if isinstance(value, list) else value for name, value in told.items()}
        target = out / path.parent.name
        target.mkdir(parents=True, exist_ok=True)
        (target / f"{path.stem}.txt").write_text(text, encoding="utf-8", newline="")
        (target / f"{path.stem}.yaml").write_text(
            yaml.safe_dump(sheet, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )


def anchored(told: dict[str, Any], moved: Moved) -> tuple[dict[str, Any], int]:
    """(sheet, rows dropped): every place where it is now; a row whose own words are gone is dropped."""
    sheet = {name: _kept(value, moved) if isinstance(value, list) else value for name, value in told.items()}
    return sheet, sum(len(told[name]) - len(value) for name, value in sheet.items() if isinstance(value, list))


def _kept(rows: list[dict[str, Any]], moved: Moved) -> list[dict[str, Any]]:
    found = [{name: _anchored(told, moved) for name, told in row.items()} for row in rows]
    return [row for row in found if row.get("at", "") is not None and row.get("name", "") is not None]


def _anchored(told: Any, moved: Moved) -> Any:
    """A place where it is now, None when it is gone; a list of places and words without those that are gone."""
    if not isinstance(told, list):
        return told
    if _is_place(told):
        return moved.at(*told)
    return [found for found in (_anchored(one, moved) for one in told) if found is not None]


def _is_place(told: list[Any]) -> bool:
    return len(told) == 2 and all(isinstance(place, int) for place in told)


def _worded(rows: list[dict[str, Any]], text: str) -> Iterator[dict[str, Any]]:
    for row in rows:
        found = {name: _words(told, text) for name, told in row.items()}
        if "at" in row and (before := _count(text, found["at"], row["at"][0])):
            found["nth"] = before + 1
        yield found


def _words(told: Any, text: str) -> Any:
    """The words at `[start, end]`, in lists of them too; anything else as it is."""
    if not isinstance(told, list):
        return told
    if _is_place(told):
        return text[told[0] : told[1]]
    return [_words(one, text) for one in told]


def _count(text: str, words: str, start: int) -> int:
    """How often `words` begin before `start`, overlapping ones too."""
    count, place = 0, text.find(words)
    while 0 <= place < start:
        count, place = count + 1, text.find(words, place + 1)
    return count


def text_of(name: str, shared: Path, pages: Path | None = None) -> str | None:
    """The article of a sheet: a row of the corpus, a TimeML file, or a page as the program reads it."""
    kind, _, rest = name.partition("_")
    if kind == "bbc":
        line = (shared / "corpus/bbc-afrique.jsonl").read_text(encoding="utf-8").splitlines()[int(rest)]
        row = json.loads(line)
        return f"{row['title']}\n\n{row['text'].strip()}\n"
    if kind == "er":
        body = re.search(r"<TEXT>(.*?)</TEXT>", (shared / f"timex/ftb/{rest}.tml").read_text(encoding="utf-8"), re.S)
        return html.unescape(re.sub(r"<[^>]+>", "", body.group(1))).strip() + "\n" if body else None
    from press_briefing import read

    folder = pages if kind == "pub" else shared / "html"
    found = sorted(folder.rglob("*.html")) if folder else []
    page = next((path for path in found if path.stem.startswith(rest)), None)
    return f"{read(page).text.strip()}\n" if page else None


def _check(text: str) -> int:
    """A number that tells whether a text is still the same; nobody would forge one."""
    return zlib.crc32(text.encode())


if __name__ == "__main__":
    main()
