"""The words of an article as reported speech is read: each marked passage is one token, each sentence one frame.

A frame is a sentence of the author's: a quotation inside it, however many sentences it holds, counts as one token, so
that « A. B. C. », dit-il is one frame. Offsets are offsets into the article.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...french.tokens import Token, part
from ...model.article import Paragraph
from .marks import Marked

_TITLE_ABBREVIATIONS = frozenset(
    ("m", "mm", "mme", "mmes", "mlle", "dr", "pr", "me", "st", "ste", "mgr", "gal", "col", "cf", "etc", "no", "art")
)
MAX_FRAME = 400  # tokens: longer than any sentence; a text without full stops is cut here, so that work stays linear
QUOTED = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Frame:
    """One sentence of the author's, its marked passages as single tokens. `number`: its rank in the article."""

    number: int
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        return next((t.start for t in self.tokens if t.word or t.quote >= 0), self.tokens[0].start)

    @property
    def end(self) -> int:
        return self.tokens[-1].end


def frames(
    words: Sequence[Token], text: str, paragraphs: Sequence[Paragraph] = (), marked: Sequence[Marked] = ()
) -> tuple[Frame, ...]:
    """The frames these words of an article make, in order; `text` is the article in plain typography."""
    tokens = list(_grouped(words, marked, text)) if marked else words
    heads = [p.start for p in paragraphs]
    lines = _line_ends(tokens, heads)
    found: list[Frame] = []
    begin = 0
    for i, token in enumerate(tokens):
        if i + 1 == len(tokens) or i - begin >= MAX_FRAME:
            ends = True
        elif i in lines:
            # A line can break between a quotation and its « a-t-il dit ».
            ends = not (token.quote >= 0 and tokens[i + 1].text[:1].islower())
        else:
            ends = _may_end(token) and _ends(text, marked, tokens[max(begin, i - 1) : i], token, tokens[i + 1])
        if ends:
            found.append(Frame(len(found), tuple(tokens[begin : i + 1])))
            begin = i + 1
    return tuple(found)


def _grouped(words: Sequence[Token], marked: Sequence[Marked], text: str) -> Iterator[Token]:
    """The words outside the marked passages, and each passage as one token."""
    words, at = list(words), 0
    for index, passage in enumerate(marked):
        start, end = passage.outer_start, passage.outer_end
        while at < len(words) and words[at].end <= start:
            yield words[at]
            at += 1
        if at < len(words) and words[at].start < start:
            yield part(words[at], words[at].start, start, text)
        yield Token(start, end, QUOTED, QUOTED, QUOTED, False, False, quote=index)
        while at < len(words) and words[at].end <= end:
            at += 1
        if at < len(words) and words[at].start < end:
            words[at] = part(words[at], end, words[at].end, text)
    yield from words[at:]


def _line_ends(tokens: Sequence[Token], heads: Sequence[int]) -> set[int]:
    """The tokens after which a paragraph begins."""
    starts = [token.start for token in tokens]
    before = {bisect_left(starts, head) - 1 for head in heads}
    return {i for i in before if 0 <= i < len(tokens) - 1 and _new_line(heads, tokens[i], tokens[i + 1])}


def _may_end(token: Token) -> bool:
    """Whether a sentence can end after a token within a paragraph."""
    return token.quote >= 0 or _is_stop(token) or token.text[0] == "-"


def _is_stop(token: Token) -> bool:
    return not token.word and token.text[0] in ".!?…"


def _ends(text: str, marked: Sequence[Marked], before: Sequence[Token], token: Token, following: Token) -> bool:
    """Whether the sentence ends after `token`, within a paragraph."""
    starts_new = following.capital or following.quote >= 0 or following.text[:1].isdigit() or following.text in "—–-•"
    if token.quote >= 0:
        inner = text[marked[token.quote].start : marked[token.quote].end].rstrip("»”\"' \u00a0\u202f")
        if following.quote >= 0:
            return text[marked[following.quote].start].isupper()
        return following.capital and inner[-1:] in ".!?…"
    if _is_stop(token):
        return starts_new and not (token.text == "." and before and _abbreviates(before[-1], token))
    # A full stop forgotten after « poursuit-il ».
    return (
        token.text.startswith("-")
        and token.word
        and following.low in ("le", "la", "les", "un", "une", "il", "elle")
        and following.capital
    )


def _new_line(heads: Sequence[int], token: Token, following: Token) -> bool:
    index = bisect_right(heads, following.start) - 1
    return index >= 0 and token.end <= heads[index]


def _abbreviates(word: Token, stop: Token) -> bool:
    title = word.key.rstrip(".") in _TITLE_ABBREVIATIONS
    return word.end == stop.start and (title or (len(word.text) == 1 and word.capital))
