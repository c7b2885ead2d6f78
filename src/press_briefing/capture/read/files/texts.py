"""Word processors' texts (RTF, ODT) and subtitles (SRT, VTT): their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ....model.article import Removal
from ....model.errors import SourceError
from ....model.settings import Settings
from ...clean.draft import Line
from ..markup import local, parsed
from ..page import Page

_TIMES = re.compile(r"^\d{1,3}(?::\d\d){1,2}[,.]\d{3} ?(?:-->|,)")
_CUE_NUMBER = re.compile(r"^\d{1,6}$")
_TAGS = re.compile(r"<[^<>]{1,200}>|\{\\[^{}]{1,200}\}")
_SPEAKER = re.compile(r"^(?:[-–—] ?|>>+ ?)")
_ENDED = re.compile(r"[.!?…][\s»”\")]{0,3}$")
_VTT_BLOCKS = ("NOTE", "STYLE", "REGION")
PARAGRAPH = 80  # words of what is said, after which a sentence's end ends the paragraph


def read_rtf(data: bytes, *, source: str, settings: Settings) -> Page:
    """The lines of an RTF file. Raises `SourceError` for one that cannot be read."""
    from striprtf.striprtf import rtf_to_text

    from ...clean.draft import lines_of

    try:
        text = rtf_to_text(data.lstrip(b"\xef\xbb\xbf \t\r\n").decode("latin-1"), errors="replace")
    except MemoryError:
        raise
    except Exception as error:  # striprtf raises what an odd number or encoding in the file makes Python raise
        raise SourceError(
            f"is RTF that cannot be read ({type(error).__name__})",
            where=source,
            cure="open it in a word processor and save it as DOCX or plain text",
        ) from None
    return Page.of(list(lines_of(text.replace("\xa0\n", "\n").replace("\r", ""))))


def read_odt(data: bytes, *, source: str, settings: Settings) -> Page:
    """The paragraphs and headings of an OpenDocument text. Raises `SourceError`, `LimitError`."""
    from .packed import member, opened

    if data.startswith(b"PK"):
        archive = opened(data, source, settings)
        data = member(archive, "content.xml", source, settings.max_bytes)
    root = parsed(data, source)
    body = next((one for one in root.iter() if local(one) == "text" and local(one.getparent()) == "body"), None)
    if body is None:
        raise SourceError(
            "is an OpenDocument file without a text (a table or a presentation)",
            where=source,
            cure="save what is written in it as ODT or plain text",
        )
    return Page.of(list(_paragraphs(body)))


def _paragraphs(body: Any) -> Iterator[Line]:
    """Each paragraph that stands in no other; notes and comments are left out."""
    left_out = ("note", "annotation", "tracked-changes", "sequence-decls")
    for element in body.iter():
        name = local(element)
        if name not in ("p", "h") or any(local(one) in left_out for one in element.iterancestors()):
            continue
        text = " ".join("".join(_inner(element, left_out)).split(" ")).strip()
        listed = any(local(one) == "list-item" for one in element.iterancestors())
        title = any(value == "Title" for key, value in element.attrib.items() if key.endswith("style-name"))
        kind = "heading" if name == "h" else "title" if title else "list-item" if listed else ""
        yield from (Line(part.strip(), kind, gap=True) for part in text.split("\n") if part.strip())


def _inner(element: Any, left_out: tuple[str, ...]) -> Iterator[str]:
    """The text of a paragraph, its breaks and spaces as characters; one level of the tree at a time."""
    waiting: list[Any] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            continue
        name = local(one)
        if one is not element:
            waiting.append(one.tail or "")
        if name in left_out or not name:
            continue
        yield {"line-break": "\n", "tab": " ", "s": " "}.get(name, "")
        waiting += list(reversed(one))
        yield one.text or ""


def read_subtitles(text: str, *, source: str) -> Page:
    """What is said in a file of subtitles, times left out; a sentence's end after some eighty words ends a paragraph.

    Raises `SourceError` where nothing is said in it.
    """
    said = list(_said(text))
    if not said:
        raise SourceError("is a file of subtitles that says nothing", where=source, cure="give its words as text")
    lines, held, count = list[Line](), list[str](), 0
    for words in said:
        held.append(words)
        count += len(words.split())
        if count >= PARAGRAPH and _ENDED.search(words):
            lines.append(Line(" ".join(held), gap=True))
            held, count = [], 0
    if held:
        lines.append(Line(" ".join(held), gap=True))
    cues = sum(bool(_TIMES.match(line.strip())) for line in text.split("\n"))
    return Page.of(lines, log=(Removal("subtitle-times", f"{cues} ×"),))


def _said(text: str) -> Iterator[str]:
    """The words of each block below its times; a line said again as the next begins (rolling captions) is once."""
    last = ""
    for block in re.split(r"\n[ \t\r]*\n", text.replace("\r\n", "\n")):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        times = next((n for n, line in enumerate(lines[:3]) if _TIMES.match(line)), None)
        if times is None or lines[0].startswith(_VTT_BLOCKS):
            continue
        for line in lines[times + 1 :]:
            words = " ".join(_SPEAKER.sub("", _TAGS.sub("", line)).split())
            if words and words != last and not _CUE_NUMBER.match(words):
                yield words
                last = words
