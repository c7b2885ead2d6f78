"""The text of the article, marked: names, times, quotations, stances, scored words,
with an address for every sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ...model.analysis import Analysis, ScoredWord, SentenceTone, Stance
from .context import Context
from .markup import View, esc

# Kinds of mark, and what they say; the order is the order of the legend.
MARKS = {
    "ent-per": "personne",
    "ent-org": "organisation",
    "ent-loc": "lieu",
    "ent-misc": "autre nom",
    "time": "date ou durée",
    "quote": "citation",
    "stance": "accusation, démenti, louange, soutien",
    "hedge": "mise à distance",
    "neg": "mot à charge négative",
    "pos": "mot à charge positive",
}
_TAGS = {"title": "h3", "heading": "h3", "lead": "p", "body": "p", "list-item": "p", "post": "h4"}


def text(context: Context) -> View:
    """The annotated text with its legend."""
    legend = " ".join(f'<mark class="{css}">{esc(context.say(name))}</mark>' for css, name in MARKS.items())
    label = esc(context.say("Légende"))
    return View(f'<nav class="legend" aria-label="{label}">{legend}</nav>', "") + annotated(context.analysis)


@dataclass(frozen=True)
class ClassedSpan:
    """A stretch of text and the class it carries."""

    start: int
    end: int
    css: str


def marks(analysis: Analysis) -> list[ClassedSpan]:
    """Everything that is marked in the text."""
    found = [ClassedSpan(m.start, m.end, f"ent-{m.label.lower()}") for m in analysis.entities]
    found += [ClassedSpan(t.start, t.end, "time") for t in analysis.times]
    found += [ClassedSpan(q.start, q.end, "quote") for q in analysis.quotes]
    found += [ClassedSpan(*_hedge(analysis, c.start, c.end, c.hedge), "hedge") for c in analysis.claims if c.hedge]
    found += [ClassedSpan(*_cue(analysis, row), "stance") for row in analysis.stances if not row.doubtful]
    for sentence in analysis.tone.sentences:
        found += [
            ClassedSpan(w.start, w.end, "neg" if w.score < 0 else "pos") for w in sentence.words if _bears(w, sentence)
        ]
    return [mark for mark in found if mark.start < mark.end]


def _bears(word: ScoredWord, sentence: SentenceTone) -> bool:
    """Whether a word leans to the side its sentence was judged to take."""
    return word.score * {"negative": -1, "positive": 1}.get(sentence.valence, 0) > 0


def _cue(analysis: Analysis, row: Stance) -> tuple[int, int]:
    """Where the word that tells a stance stands; an empty span when its words are not there on one line."""
    at = analysis.article.text.find(row.cue, row.start, row.end) if row.cue else -1
    return (at, at + len(row.cue)) if at >= 0 else (row.start, row.start)


def _hedge(analysis: Analysis, start: int, end: int, hedge: str) -> tuple[int, int]:
    """Where the words of a hedge stand inside its claim; an empty span when they are not there as they are."""
    at = analysis.article.text.find(hedge, start, end)
    return (at, at + len(hedge)) if at >= 0 else (start, start)


def annotated(analysis: Analysis) -> View:
    """The whole text: paragraphs numbered, every sentence with its anchor `s<number>`, marks as flat stretches."""
    by_paragraph: dict[int, list[int]] = {}
    for number, sentence in enumerate(analysis.sentences, 1):
        by_paragraph.setdefault(sentence.paragraph, []).append(number)
    every = _Cover(marks(analysis))
    parts = []
    for index, paragraph in enumerate(analysis.article.paragraphs):
        tag = _TAGS.get(paragraph.kind, "p")
        inner = " ".join(_sentence(analysis, number, every) for number in by_paragraph.get(index, ()))
        css = f' class="par {paragraph.kind}"'
        told = f'<span class="pnum">{index + 1}</span> ' if tag == "p" else ""
        parts.append(f'<{tag}{css} id="p{index + 1}">{told}{inner}</{tag}>')
    return View(f'<div class="annotated">{"".join(parts)}</div>', analysis.article.text)


def _sentence(analysis: Analysis, number: int, every: _Cover) -> str:
    row = analysis.sentences[number - 1]
    text = analysis.article.text
    body = "".join(
        f'<mark class="{css}">{esc(text[a:b])}</mark>' if css else esc(text[a:b])
        for a, b, css in every.stretches(row.start, row.end)
    )
    return f'<span class="sent" id="s{number}"><a class="snum" href="#s{number}">{number}</a>{chr(0xA0)}{body}</span>'


class _Cover:
    """Overlapping marks cut into stretches that carry one set of classes each; linear after one sort."""

    def __init__(self, found: list[ClassedSpan]) -> None:
        self.found = sorted(found, key=lambda mark: (mark.start, mark.end))
        self.next = 0
        self.open: list[ClassedSpan] = []

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The stretches of `text[start:end]`, in order: (start, end, classes). Call with growing `start`."""
        while self.next < len(self.found) and self.found[self.next].start < end:
            self.open.append(self.found[self.next])
            self.next += 1
        self.open = [mark for mark in self.open if mark.end > start]
        inside = [mark for mark in self.open if mark.start < end]
        cuts = sorted({start, end, *(max(start, m.start) for m in inside), *(min(end, m.end) for m in inside)})
        for a, b in pairwise(cuts):
            here = {mark.css for mark in inside if mark.start <= a and mark.end >= b}
            yield a, b, " ".join(css for css in MARKS if css in here)
