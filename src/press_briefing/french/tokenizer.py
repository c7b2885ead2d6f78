"""A lean French tokenizer: one linear regular expression over plain typography, and short lists.

`import spacy.lang.fr` compiles two huge regular expressions, which takes seconds; this one compiles in milliseconds.
The text is never changed: every character belongs to one token or is the single space after one. Words are cut as
French UD cuts them (elided article alone, inverted pronoun alone, « du » and « aux » whole).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from ..lexicons import entries, members, rows
from ..model.typography import plain

# Combining accents, soft hyphens and joiners stand inside words: decomposed text is cut like composed text.
_INSIDE = "\\w\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_RUN = f"[^\\W_][{_INSIDE}]*"
_DOMAINS = "fr|com|org|net|info|eu|be|ch|ca|int|gouv|edu|gov|ml|sn|ci|bf|ne|tg|bj|cm|ga|cd|ma|dz|tn|africa|io|tv|fm"
# Repetitions that an attacker could stretch are bounded, so that the time stays linear in the text.
_TOKEN = """
    (?P<plain>[^\\W\\d_]++(?=[\\ ,]))
  | (?P<space>\\s+)
  | (?P<link>(?:https?://|www\\.)[^\\s<>"«»“”]*[^\\s<>"«»“”.,;:!?)\\]'…])
  | (?P<mail>[\\w.+-]{{1,64}}@[\\w-]{{1,64}}(?:\\.[\\w-]{{1,64}}){{1,4}})
  | (?P<domain>(?:[\\w-]{{1,63}}\\.){{1,4}}(?:{domains})(?![\\w-]))
  | (?P<handle>[@\\#]\\w+)
  | (?P<degree>(?i:n)[°º]s?|°[CF](?!\\w))
  | (?P<dotted>i\\.e\\.|e\\.g\\.|c\\.?-à-d\\.)
  | (?P<initials>(?:[A-ZÀ-Ý]\\.-?){{1,8}}[A-ZÀ-Ý](?![{inside}])\\.?)
  | (?P<hour>(?<=\\d)[hH](?=\\d))
  | (?P<figure>\\d+(?:[.,]\\d+)*(?=(?:{units})(?![{inside}])|[hH]\\d))
  | (?P<number>\\d+(?:[.,:'/]\\d+)*(?:-\\d+(?:[.,:/]\\d+)*)*(?![{inside}]))
  | (?P<inverted>(?<=\\w\\ )-t-(?:ils?|elles?|on)(?![{inside}]))
  | (?P<whole>(?i:{whole})(?![{inside}]))
  | (?P<name>[MN]'[A-ZÀ-Ý][a-zà-ÿ][{inside}]*(?:-{run})*)
  | (?P<elided>(?i:[cdjlmnstyç]|(?:jus|lors|puis|quoi|pres|quel)?qu)')
  | (?P<word>{run}(?:['\\-_&·]{run})*)
  | (?P<dots>\\.{{2,}}|-{{2,}}|\\*{{2,}}|_{{2,}}|={{2,}}|[!?]{{2,}})
  | (?P<other>.[\u0300-\u036f\ufe0e\ufe0f\u200d]*)
"""
# The inverted pronouns and the deictics that UD cuts from the word before; chained twice in « allez-vous-en ».
_CLITIC = re.compile("(?:-t['-]|-)(?:ils?|elles?|on|je|tu|nous|vous|moi|toi|lui|leur|les?|la|y|en|ce|là|ci)$", re.I)
_STARTER = re.compile(r"[^\W\d_]+'?")
_BEFORE_NAME = re.compile(r"\s{0,2}[A-ZÀ-Ý]")
_BEFORE_FIGURE = re.compile(r"\s{0,2}(?:\d|[IVXLC]+\b|J\.-C|notre ère)")
_AFTER_FIGURE = re.compile(r"\d(?:er|re|e|ère)?\s?$")


@cache
def _pattern() -> re.Pattern[str]:
    whole = "|".join(sorted(map(re.escape, entries("language/whole_words.txt")), key=len, reverse=True))
    units = "|".join(sorted(map(re.escape, entries("language/units.txt")), key=len, reverse=True))
    source = _TOKEN.format(domains=_DOMAINS, units=units, whole=whole, inside=_INSIDE, run=_RUN)
    return re.compile(source, re.VERBOSE | re.DOTALL)


@cache
def _abbreviations() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("language/abbreviations.tsv")}


def token_ends(text: str) -> Iterator[tuple[int, int, bool]]:
    """Each token as `(start, end, is_space)`, in order, covering the whole text."""
    level = plain(text)
    end = 0
    for match in _pattern().finditer(level):
        start, stop = match.span()
        if start < end:  # the full stop an abbreviation took
            if stop <= end:
                continue
            start = end
        kind = match.lastgroup
        end = stop
        if kind == "plain":  # letters and no mark: four words in five
            yield start, stop, False
        elif kind == "space":
            yield start, stop, True
        elif kind == "word":
            end = stop + _own_stop(level, start, stop)
            yield from _pieces(level, start, stop, end)
        else:
            yield start, stop, False


def _pieces(level: str, start: int, stop: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """A word without the pronouns inverted after it, then these: « a-t-il » is « a » and « -t-il »."""
    cuts = [end]
    for _ in range(2):
        found = _CLITIC.search(level, max(start + 1, stop - 9), stop)
        if end != stop or found is None or _in_name(level, start, found):
            break
        stop = end = found.start()
        cuts.append(stop)
    for cut in reversed(cuts):
        yield start, cut, False
        start = cut


def _in_name(level: str, start: int, found: re.Match[str]) -> bool:
    """Whether the pronoun look-alike is the end of a name: a capital on it, and not all capitals before it."""
    last = found.group().lstrip("-")
    return last[0].isupper() and not level[start : found.start()].isupper()


def _own_stop(level: str, start: int, stop: int) -> int:
    """1 when the full stop after the word belongs to it (an abbreviation, an initial), else 0."""
    if level[stop : stop + 1] != "." or level[stop + 1 : stop + 2] == ".":
        return 0
    word = level[start:stop]
    if len(word) == 1 and word.isupper() and word.isalpha():
        return int(_is_initial(level, stop + 1) or (word in "LRD" and bool(_BEFORE_FIGURE.match(level, stop + 1))))
    where = _abbreviations().get(word + ".") or _abbreviations().get(word.lower() + ".", "")
    after = stop + 1
    return int(
        where == "any"
        or (where == "name" and bool(_BEFORE_NAME.match(level, after)))
        or (where in ("number", "date") and bool(_BEFORE_FIGURE.match(level, after)))
        or (where == "date" and bool(_AFTER_FIGURE.search(level, max(0, start - 6), start)))
    )


def _is_initial(level: str, after: int) -> bool:
    """Whether « X. » begins a name: a capital follows that opens no sentence."""
    if not _BEFORE_NAME.match(level, after):
        return False
    follower = _STARTER.search(level, after)
    return follower is not None and follower.group().lower() not in members("language/sentence_starters.txt")


class FrenchTokenizer:
    """Text in, `Doc` out, `doc.text == text` to the character.

    A space that is not one single ordinary space (no-break, line end, double) is a token of its own, as spaCy has it.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for start, end, is_space in token_ends(text):
            if is_space and words and not spaces[-1] and text[start] == " ":
                spaces[-1] = True
                start += 1
            if start < end:
                words.append(text[start:end])
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterator[str], batch_size: int = 1000) -> Iterator[Doc]:
        """One `Doc` a text, in order."""
        for text in texts:
            yield self(text)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing is learnt: the rules are the code and its lists."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> FrenchTokenizer:
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Nothing to store, see `to_bytes`."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> FrenchTokenizer:
        return self


@registry.tokenizers("press_briefing.FrenchTokenizer.v1")
def create_tokenizer() -> Callable[[Any], FrenchTokenizer]:
    """The factory a pipeline's `config.cfg` names."""
    return lambda nlp: FrenchTokenizer(nlp.vocab)
