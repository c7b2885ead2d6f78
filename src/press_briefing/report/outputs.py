"""One output of a cell as safe HTML: its richest form that says something without a script."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from press_briefing.report import images, sanitise, svg, wording

# Richest first. HTML that is only a script says nothing, and the next form is asked.
PREFERENCE = (
    "text/html",
    "text/markdown",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/gif",
    "text/latex",
    "application/json",
    "text/plain",
)
ERROR_LINES = 8  # of the traceback: enough to see where, short enough to stay on the page
MAX_STREAM = 60_000  # characters of one stream; a progress bar can print millions

_ANSI = re.compile(r"\x1b\[[0-9;?]{0,30}[ -/]{0,4}[@-~]|\x1b\][^\x07\x1b]{0,500}(?:\x07|\x1b\\)|\x1b[@-_]")
_BACKSPACE = re.compile(r"[^\x08\n]\x08")
_IDENTITY = re.compile(r"\bat 0x[0-9a-fA-F]{6,16}\b")  # an address in memory, another one at every run

Markdown = Callable[[str], str]


def output_html(output: Mapping[str, Any], *, markdown: Markdown, language: str, quiet: bool) -> str:
    """One output as HTML. `quiet` documents fold what a run printed on its error stream."""
    kind = output.get("output_type")
    if kind == "stream":
        return stream_html(output, language=language, quiet=quiet)
    if kind == "error":
        return error_html(output, language=language)
    if kind in ("display_data", "execute_result"):
        return data_html(output, markdown=markdown, language=language)
    return ""


def data_html(output: Mapping[str, Any], *, markdown: Markdown, language: str) -> str:
    """The first form of the data that can be shown; a note when there is none.

    Parameters
    ----------
    output: a display or a result, `data` by MIME type.
    markdown: turns Markdown into HTML.
    language: of the note.
    """
    data, metadata = output.get("data") or {}, output.get("metadata") or {}
    for mime in PREFERENCE:
        if mime in data:
            shown = _form(mime, data[mime], _alt(mime, data, metadata), markdown, language)
            if shown:
                return shown
    return _note(data, language)


def _form(mime: str, value: Any, alt: str, markdown: Markdown, language: str) -> str:
    text = joined(value)
    if mime == "text/html":
        clean = sanitise.clean_html(text, language=language)
        return clean if _says_something(clean) else ""
    if mime == "text/markdown":
        return sanitise.clean_html(markdown(text), language=language)
    if mime == "image/svg+xml":
        return _drawing(text, alt, language)
    if mime.startswith("image/"):
        return _picture(mime, text, alt, language)
    if mime == "text/latex":
        return f'<pre class="latex">{escape(text.strip())}</pre>'
    if mime == "application/json":
        return _pre(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True), "json")
    return _pre(text, "plain")


def _drawing(text: str, alt: str, language: str) -> str:
    clean = svg.clean(text)
    if clean is None:
        return ""
    alt = alt or svg.described(text) or wording.of(language)["figure"]
    return _figure(images.tag(images.data_uri("image/svg+xml", clean.encode()), alt))


def _picture(mime: str, text: str, alt: str, language: str) -> str:
    try:
        data = base64.b64decode(text, validate=False)
    except (binascii.Error, ValueError):
        return ""
    size = images.raster_size(data)
    if size is None:
        return ""
    return _figure(images.tag(images.data_uri(mime, data), alt or wording.of(language)["figure"]))


def _figure(image: str) -> str:
    return f'<figure class="pb-figure">{image}</figure>'


def _alt(mime: str, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> str:
    """The alternate text an output carries: in the metadata of its type, or in that of the output."""
    own = metadata.get(mime)
    for place in (own if isinstance(own, Mapping) else {}, metadata):
        for key in ("alt", "description"):
            if isinstance(place.get(key), str) and place[key].strip():
                return " ".join(place[key].split())
    return ""


def _says_something(clean: str) -> bool:
    return "<img" in clean or bool(sanitise.lxml_text(clean).strip())


def _note(data: Mapping[str, Any], language: str) -> str:
    words = wording.of(language)
    if not data:
        return ""
    widget = any("widget-view" in mime for mime in data)
    text = words["interactive"] if widget else words["not_shown"].format(kind=", ".join(sorted(data)))
    return f'<p class="left-out">{escape(text)}</p>'


def stream_html(output: Mapping[str, Any], *, language: str, quiet: bool) -> str:
    """What a cell printed, as a terminal would show it at the end.

    Parameters
    ----------
    output: a stream, `name` and `text`.
    language: of a note on what was cut.
    """
    text = terminal(joined(output.get("text", "")))
    if not text.strip():
        return ""
    if output.get("name") != "stderr":
        return _pre(text, "stream")
    shown = _pre(text, "stream stderr")
    if not quiet:
        return shown
    return f'<details class="messages"><summary>{wording.of(language)["messages"]}</summary>{shown}</details>'


def error_html(output: Mapping[str, Any], *, language: str) -> str:
    """A failed cell: the error's name, its message, the last lines of the traceback."""
    words = wording.of(language)
    name, message = str(output.get("ename") or "Error"), terminal(joined(output.get("evalue") or ""))
    lines = terminal("\n".join(map(str, output.get("traceback") or []))).strip().splitlines()
    head = f'<p class="failure-title">{escape(words["failed"])} : {escape(name)}</p>'
    said = f'<p class="failure-message">{escape(message)}</p>' if message.strip() else ""
    tail = _pre("\n".join(lines[-ERROR_LINES:]), "traceback") if lines else ""
    where = f'<p class="failure-where">{escape(words["failed_where"])}</p>' if tail else ""
    return f'<aside class="failure" id="failure">{head}{said}{where}{tail}</aside>'


def terminal(text: str) -> str:
    """Text as it stands on a terminal at the end: no colour codes, progress bars in their last state."""
    text = _ANSI.sub("", text.replace("\r\n", "\n"))
    for _ in range(3):
        text = _BACKSPACE.sub("", text)
    lines = (_last_state(line) for line in text.split("\n"))
    kept = "\n".join(lines)
    if len(kept) > MAX_STREAM:
        kept = f"{kept[: MAX_STREAM // 2]}\n[…]\n{kept[-MAX_STREAM // 2 :]}"
    return _IDENTITY.sub("at 0x…", kept)


def _last_state(line: str) -> str:
    states = [state for state in line.split("\r") if state.strip()]
    return states[-1] if states else ""


def joined(value: Any) -> str:
    """A multiline string of a notebook file, whole."""
    if isinstance(value, str):
        return value
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        return "".join(map(str, value))
    return str(value)


def _pre(text: str, kind: str) -> str:
    text = sanitise.printable(text).strip("\n")
    return f'<pre class="{kind}" tabindex="0">{escape(text)}</pre>' if text.strip() else ""
