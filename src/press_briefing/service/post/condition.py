"""Whether a run is worth sending to somebody: new, changed, enough articles, a name or a word in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ...model.typography import key
from ..ledger import Ledger, Run
from .content import Content
from .options import Common

_TAG = re.compile(r"<[^>]*>")


def reason_to_skip(content: Content, options: Common) -> str:
    """Why this briefing is sent to nobody; empty when it is worth sending.

    Parameters
    ----------
    options: the table of the channel, with its conditions.
    """
    if content.articles < options.min_articles:
        return f"{content.articles} articles, and min_articles is {options.min_articles}"
    if options.mentions and not mentioned(content, options.mentions):
        return f"nothing was found of {', '.join(options.mentions)}"
    return ""


def mentioned(content: Content, wanted: Sequence[str]) -> bool:
    """Whether one of the names or words stands in the article, whatever its accents, capitals and apostrophes.

    A name counts under any of its forms: « MINUSMA » is found where only the mission's full name is written, when
    the article or our lists connect the two.

    Parameters
    ----------
    wanted: names and words, as the user writes them.
    """
    held = key(words_of(content))
    forms = [
        [key(form) for form in (row.get("name", ""), *row.get("forms", ()))]
        for row in content.analysis.get("entity_index", ())
    ]
    return any(_stands(key(one), held) or any(key(one) in names for names in forms) for one in wanted)


def words_of(content: Content) -> str:
    """The article's text; for a briefing of many articles the text of its page."""
    text = content.analysis.get("article", {}).get("text")
    if isinstance(text, str):
        return text
    page = content.folder / "briefing.html"
    return _TAG.sub(" ", page.read_text(encoding="utf-8", errors="replace")) if page.is_file() else ""


def _stands(word: str, text: str) -> bool:
    """Whether a word or a phrase stands in the text as a whole, not inside another word."""
    return bool(word) and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def seen_before(ledger: Ledger, run: Run, content: Content, channel: str, recipient: str, when: str) -> str:
    """Why this recipient need not get this run, given what they got of the report before; empty: they do.

    `new`: they were never sent the same article. `changed`: it is not what they were last sent. What still waits to be
    sent counts as sent. The same is the same text of the article; where a former folder is gone, the same input.
    """
    if when == "always":
        return ""
    rows = ledger.deliveries(report=run.report, channel=channel, states=("prepared", "sent", "uncertain"))
    theirs = [ledger.run(row.run_id) for row in rows if row.recipient == recipient]
    earlier = [other for other in theirs if other and _before(other, run)]
    if when == "changed":
        earlier = sorted(earlier, key=lambda one: (one.logical_date, one.id))[-1:]
    out = _root(content.folder, run)
    same = next((one for one in earlier if _same(one, run, content, out)), None)
    return f"the same was sent for {same.logical_date:%Y-%m-%d %H:%M} UTC" if same else ""


def _before(other: Run, run: Run) -> bool:
    return (other.logical_date, other.id) < (run.logical_date, run.id)


def _root(folder: Path, run: Run) -> Path | None:
    """The folder of briefings, which `run.folder` is relative to."""
    parts = Path(run.folder).parts
    return Path(*folder.parts[: -len(parts)]) if parts and folder.parts[-len(parts) :] == parts else None


def _same(other: Run, run: Run, content: Content, out: Path | None) -> bool:
    from .content import read_content

    if other.input_hash and other.input_hash == run.input_hash:
        return True
    if other.briefing_id and other.briefing_id == run.briefing_id:
        return True
    if out is None or not content.text_hash or not (out / other.folder / "manifest.json").is_file():
        return False
    return read_content(out / other.folder).text_hash == content.text_hash
