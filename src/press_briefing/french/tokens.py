"""An article cut into words, once: what every finder reads.

Two layers. `Tokens` are the language model's own tokens as plain lists, by their place in the document. `units` are
the words as French grammar counts them: the same tokens without white space, a few of them joined (« 10 000 »,
« celui-ci », « N'Djamena »). No finder cuts the text again; one that needs other words groups these or parts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..lexicons import members
from ..model.analysis import Sentence
from ..model.typography import key, plain

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

# Capitals that are names, not the small words they spell: État islamique (« le SI »), République centrafricaine.
_ACRONYMS = members("language/capital_words.txt")
# Inverted after a verb these are its subject, and words of their own; other words behind a hyphen are none.
_SUBJECTS = frozenset(
    f"{mark}{pronoun}" for mark in ("-", "-t-", "-t'") for pronoun in ("il", "ils", "elle", "elles", "on", "je")
)
# Letters that open African and Arabic surnames as often as they elide: « N'Guessan », « M'Bala », « N'DJAMENA ».
_NAME_LETTERS = frozenset(("N'", "M'"))
LONGEST = 60  # characters a joined word may have, so that the work stays linear in any text
_FIGURES = re.compile(r"\d{1,3}(?: \d{3})*")
_THOUSANDS = re.compile(r"\d{3}(?:,\d+)?")


@dataclass(frozen=True)
class Tokens:
    """One list an attribute, as the spaCy token has it; `heads` are places in the document, `starts` offsets."""

    texts: list[str]
    lemmas: list[str]
    pos: list[str]
    morphs: list[str]
    relations: list[str]
    heads: list[int]
    starts: list[int]
    spaces: list[bool]
    signs: list[bool]  # punctuation

    @classmethod
    def of(cls, doc: Doc) -> Tokens:
        """Read the tokens of `doc`: as one table of numbers, each different number looked up once."""
        from numpy import arange
        from spacy.attrs import DEP, HEAD, IDX, IS_PUNCT, IS_SPACE, LEMMA, MORPH, ORTH, POS

        table: NDArray[Any] = doc.to_array([ORTH, LEMMA, POS, DEP, MORPH, HEAD, IDX, IS_SPACE, IS_PUNCT])
        heads = table[:, 5].astype("int64") + arange(len(doc))  # a head is told by how far off it is
        columns: list[list[int]] = table.T.tolist()
        texts, lemmas, pos, relations = (_named(doc, column) for column in columns[:4])
        return cls(
            texts,
            lemmas,
            pos,
            _morphs(doc, columns[4]),
            relations,
            heads.tolist(),
            columns[6],
            list(map(bool, columns[7])),
            list(map(bool, columns[8])),
        )

    @classmethod
    def in_text(cls, text: str) -> Tokens:
        """The tokens of a text that no language model read: nothing is known of them but where they stand."""
        from .tokenizer import token_ends

        cut = list(token_ends(text))
        none, places = [""] * len(cut), list(range(len(cut)))
        return cls(
            [text[start:end] for start, end, _ in cut],
            none,
            none,
            none,
            none,
            places,
            [start for start, _, _ in cut],
            [is_space for _, _, is_space in cut],
            [False] * len(cut),
        )


def _named(doc: Doc, column: list[int]) -> list[str]:
    names = {number: doc.vocab.strings[number] for number in set(column)}
    return [names[number] for number in column]


def _morphs(doc: Doc, column: list[int]) -> list[str]:
    """The morphology of each token as text; an article has some dozens of different ones."""
    told: dict[int, str] = {}
    for place, number in enumerate(column):
        if number not in told:
            told[number] = str(doc[place].morph)
    return [told[number] for number in column]


class Form(NamedTuple):
    """What a word is by its letters alone; see `Token`."""

    text: str
    low: str
    key: str
    capital: bool
    word: bool


@lru_cache(maxsize=50_000)
def form_of(printed: str) -> Form:
    """The form of a printed word. An abbreviation (« Dr. », not « B. ») has its stop in neither `low` nor `key`;
    the `low` of « l'on », which is one word, is « on »; that of « salarié·e·s » is « salariés »."""
    text = plain(printed)
    bare = text[:-1] if len(text) > 2 and text[-1] == "." and text[:-1].isalpha() else text
    word = text[0].isalnum() or (text[0] in "-#@" and text[1:2].isalpha())
    stem, point, endings = bare.partition("·")
    bare = stem + "s" * endings.endswith("s") if point and stem else bare
    low = bare if bare in _ACRONYMS else bare.lower().removeprefix("l'" if bare[1:] == "'on" else "")
    return Form(text, low, key(bare) or bare, text[0].isupper(), word)


@dataclass(slots=True)
class Token:
    """A word, a number or a mark; `text` in plain typography.

    `low`: lower case, accents kept. `key`: neither case nor accents. `capital`: its first letter is one. `word`: it is
    a word or a number. `first`: it opens its sentence (after quotation marks and dashes too). `place` in the document
    and of its `head`; what the parse says is empty without one. `quote`: the passage between quotation marks that a
    group of tokens stands for, -1 for a token. Nobody changes a token; it is not frozen because an article has
    thousands, and each would take three times as long to make.
    """

    start: int
    end: int
    text: str
    low: str
    key: str
    capital: bool
    word: bool
    first: bool = False
    pos: str = ""
    morph: str = ""
    lemma: str = ""
    relation: str = ""
    place: int = -1
    head: int = -1
    quote: int = -1

    def written(self, text: str) -> Token:
        """The same token in other letters."""
        return replace(self, text=text, capital=text[0].isupper())


def units(tokens: Tokens, text: str, sentences: Iterable[Sentence] = ()) -> list[Token]:
    """The words of an article. `text`: the article in plain typography; `sentences` tell which words open one."""
    found: list[Token] = []
    columns = zip(
        tokens.texts,
        tokens.starts,
        tokens.spaces,
        tokens.pos,
        tokens.morphs,
        tokens.lemmas,
        tokens.relations,
        tokens.heads,
        strict=True,
    )
    for place, (printed, start, space, pos, morph, lemma, relation, head) in enumerate(columns):
        if space:
            continue
        form = form_of(printed)
        if found and (gap := start - found[-1].end) < 2 and _joins(found[-1], form, gap, text):
            found[-1] = joined(found[-1], start + len(printed), text)
        else:
            found.append(Token(start, start + len(printed), *form, False, pos, morph, lemma, relation, place, head))
    _mark_first(found, sentences)
    return found


def units_in(text: str) -> list[Token]:
    """The words of a text that no language model read, as if it were one sentence."""
    return units(Tokens.in_text(text), plain(text), (Sentence(0, len(text), 0),))


def _joins(before: Token, form: Form, gap: int, text: str) -> bool:
    """Whether a token goes on with the word before it, `gap` characters off."""
    if before.end - before.start > LONGEST:
        return False
    if gap:
        return (
            form.text[0].isdigit()
            and before.text[0].isdigit()
            and text[before.end] == " "
            and _THOUSANDS.fullmatch(form.text) is not None
            and _FIGURES.fullmatch(before.text) is not None
        )
    if form.text[0] == "-":
        return form.word and form.low not in _SUBJECTS and before.word
    return form.capital and before.text in _NAME_LETTERS


def joined(token: Token, end: int, text: str) -> Token:
    """The token and those after it up to `end` as one: its place and grammar are those of the first."""
    return replace(token, end=end, **form_of(text[token.start : end])._asdict())


def part(token: Token, start: int, end: int, text: str) -> Token:
    """The characters `start` to `end` of a token as a token of its own, with the grammar of the whole."""
    first = token.first and start == token.start
    return replace(token, start=start, end=end, first=first, **form_of(text[start:end])._asdict())


def _mark_first(found: Sequence[Token], sentences: Iterable[Sentence]) -> None:
    """Say which words open a sentence: an elided article, a list's number or a mark leaves it to the next word too."""
    for words in by_sentence(found, sentences):
        opening, quoted = True, False
        for token in words:
            text, wordy = token.text, token.text[0].isalnum()
            marks = text in _QUOTES
            quoted = quoted != marks
            token.first = opening and wordy
            opening = (
                (opening and (not wordy or text[-1] == "'" or text[0].isdigit()))
                or text in _LEADS
                or (marks and quoted)
            )


_QUOTES = frozenset('"«»“”„‟')
_LEADS = frozenset(":•–—")


def by_sentence(found: Sequence[Token], sentences: Iterable[Sentence]) -> Iterator[list[Token]]:
    """The words of each sentence."""
    place = 0
    for sentence in sentences:
        while place < len(found) and found[place].start < sentence.start:
            place += 1
        first = place
        while place < len(found) and found[place].start < sentence.end:
            place += 1
        yield list(found[first:place])
