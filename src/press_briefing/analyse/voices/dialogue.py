"""Speech told by a dash at the head of a paragraph: « — Je pars, dit-elle. — Où ? »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...french.grammar.verbs import reporting
from ...model.article import Paragraph
from ...model.typography import plain

_DASH = re.compile(r"\s*(—|–|-) ?")
_INCISE = re.compile(
    r"[,!?…] +(?:(?:se |s'|lui |leur |me |m'|nous )?)(?:(?:a|ont|avait|avaient)(?:-t-(?:il|elle|ils|elles))? )?"
    r"(\w+)(?:-(?:t-)?(?:ils|elles|il|elle|on)\b| +(?=[A-ZÀ-Ý]|l[ea]s? |l'|une? |des ))"
)
_TALK = re.compile(r"\b(?:je|j'|tu|vous|nous|moi|toi|oui|non)\b|[?!]", re.IGNORECASE)


def spoken_lines(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int, int, int]]:
    """(outer start, outer end, start, end) of each line of dialogue, without its « dit-il ».

    A dash also opens the items of a list: a line is dialogue when it has its « dit-il », or when it talks (a question,
    a « je », a « vous ») and another dash stands in the paragraph beside it.
    """
    dashed = [bool(p.kind != "list-item" and _opens(text, p)) for p in paragraphs]
    for i, paragraph in enumerate(paragraphs):
        if dashed[i]:
            beside = any(dashed[j] for j in (i - 1, i + 1) if 0 <= j < len(paragraphs))
            yield from _line(text, paragraph, beside)


def _opens(text: str, paragraph: Paragraph) -> bool:
    dash = _DASH.match(text, paragraph.start, paragraph.end)
    return bool(dash and dash.end() < paragraph.end and not text[dash.end()].isdigit())


def _line(text: str, paragraph: Paragraph, beside: bool) -> Iterator[tuple[int, int, int, int]]:
    dash = _DASH.match(text, paragraph.start, paragraph.end)
    if dash is None:
        return
    words = plain(text[paragraph.start : paragraph.end])
    incise = next((m for m in _INCISE.finditer(words) if _reports(m.group(1))), None)
    if incise:
        end = paragraph.start + incise.start() + (words[incise.start()] in "!?…")
        yield paragraph.start, end, dash.end(), end
    elif beside and dash.group(1) != "-" and _TALK.search(words) and words.rstrip()[-1:] in ".!?…":
        yield paragraph.start, paragraph.end, dash.end(), paragraph.end


def _reports(form: str) -> bool:
    return any(verb.mood in ("finite", "past") for verb in reporting().get(form.lower(), ()))
