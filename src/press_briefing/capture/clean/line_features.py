"""What a line of a capture is like, said by features: how it is built, where it stands, what it shares with the rest.

`clean/likely.py` weighs them. The lists of `clean/furniture.py` are one feature among them. Nothing here decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ...french.lexicon import lemma_of
from ...lexicons import keys
from ...model.typography import key, plain
from .byline import NAME, is_byline
from .draft import Line

PROSE_WORDS = 15  # of a line that is prose
SAID_WORDS, SENTENCE_WORDS = 4, 7  # of a short line that is a sentence: with a verb we know, without
CONTENT = 4  # least letters of a word that tells what is spoken of; `content` holds stems
COPIED = 80  # characters by which a paragraph is found again in a copy
WORDED = 24  # words of a line whose words are looked at one by one
STEM = 5  # letters that forms of a word have in common
LENGTHS = (1, 2, 3, 4, 6, 9, 14, 20, 30, 60, 200)
REACH = 6  # lines from the prose beyond which distance says no more
VIEW = (-2, -1, 1, 2)  # the neighbours that a line is seen with
_WORD = re.compile(r"\w+")
_END = re.compile(r"([.!?…:;,])[\s»”\"')\]]*$")
_INNER_END = re.compile(r"[^\W\d]{3}[.!…] [A-ZÀ-Ý«]")
_MARKS = re.compile(r"[|·•›→>/©@#+*=]")
_ADDRESS = re.compile(r"https?:|www\.|@\w|\w\.(?:fr|com|org|net|info|example)\b")
_NUMBERS = re.compile(r"\d{1,2}[:h/]\d{2}|\d[\d .,]{0,12}(?:%|€|km|min|mn)|\b\d+\b")
_QUOTED = re.compile(r"[«»“”\"]")
_READER = re.compile(r"\b(?:nous|nos|notre|vous|vos|votre|je|j'|mes|mon|ma|tu|ton|ta|toi|ce site|cette page)\b")
_BIDS = re.compile(r"(?:(?!chez|nez|assez|rez)[a-z]{3,}ez)\b")
_OPENS = re.compile(r"(?:les?|la|l'|une?|des|du|en|a|au|aux|dans|sur|pour|par|avec|chez|il|elle|on)\b")
_FINITE = re.compile(
    r"\b(?:a|ont|est|sont|etait|etaient|avait|avaient|sera|seront|aura|fut|va|vont|peut|peuvent|doit|doivent|fait|dit"
    r"|ne|n'|s'est|se|qui|[a-z]{3,}(?:ait|aient|eront|era|irent|erent))\b"
)
_INFINITIVE = re.compile(r"(?:s'|se |m'|me |y )?[a-z]{2,24}(?:er|ir|re|oir)\b")
_NUMBERED = re.compile(r"^[(\[]?\d{1,3}[)\].]? ?[A-ZÀ-Ý]|^\*")
_SIGNS = re.compile(
    rf"\(?(?:[Aa]vec |[Pp]our |[Pp]ar |[Rr]ecueilli par |[Pp]ropos recueillis par |[Tt]raduit )?{NAME}"
    rf"(?:,? (?:avec|et|à|pour|in|en|au) .{{2,40}}|,? ?\(.{{2,30}}\))?\)?\.?"
)


@dataclass(frozen=True)
class SeenLine:
    """A line and what of it other lines are seen with too. `rule`: of the lists, empty for none."""

    text: str
    plain: str
    words: tuple[str, ...]
    rule: str
    kind: str
    content: frozenset[str]
    finite: bool
    end: str

    @property
    def prose(self) -> bool:
        """Long enough and ended or quoted: a paragraph."""
        return len(self.words) >= PROSE_WORDS and bool(self.end in (*".!?…",) or _QUOTED.search(self.text))

    @property
    def said(self) -> bool:
        """A sentence, or a line that holds one: it ends as one does, and has a verb or is long."""
        ended = self.end in (*".!?…",) or bool(_INNER_END.search(self.text))
        return ended and len(self.words) >= (SAID_WORDS if self.finite else SENTENCE_WORDS)

    @property
    def addressed(self) -> bool:
        """It speaks to its reader, of the services of a site, or gives an address."""
        served = keys("clean/service_words.txt").intersection(self.words)
        return bool(served or _READER.search(self.plain) or _BIDS.match(self.plain) or _ADDRESS.search(self.text))


def seen(line: Line, rule: str) -> SeenLine:
    """What is seen of one line by itself."""
    folded = key(line.text)
    words = tuple(_WORD.findall(folded))
    end = _END.search(line.text)
    content = frozenset(word[:STEM] for word in words if len(word) >= CONTENT and not word.isdigit())
    finite = bool(_FINITE.search(folded)) or (len(words) <= WORDED and _has_verb(line.text))
    return SeenLine(line.text, folded, words, rule, line.kind, content, finite, end[1] if end else "")


def _has_verb(text: str) -> bool:
    """Whether a word within is a form of a verb other than the infinitive; participles pass for forms."""
    return any(_is_form(word) for word in _WORD.findall(plain(text))[1:] if word.islower() and len(word) > 2)


def _is_form(word: str) -> bool:
    lemma = lemma_of(word)
    return bool(lemma and lemma != word and lemma.endswith(("er", "ir", "re")) and not word.endswith(("é", "ée", "és")))


@dataclass(frozen=True)
class CaptureLines:
    """The lines of a capture, with where the prose is and in how many paragraphs each stem stands.

    `copied`: the first paragraph holds the next one, as a copy without line ends above the article does.
    """

    lines: tuple[SeenLine, ...]
    first: int
    last: int
    spread: Counter[str]
    copies: Counter[str]
    copied: bool
    heads: tuple[float, ...]  # of each line above the first prose: how much it speaks of what the prose does

    def __len__(self) -> int:
        return len(self.lines)


def page_of(lines: Sequence[Line], rules: Sequence[str]) -> CaptureLines:
    """The lines seen together; `rules` are those of the lists, one a line."""
    told = tuple(seen(line, rule) for line, rule in zip(lines, rules, strict=True))
    prose = [number for number, one in enumerate(told) if one.prose and not one.rule]
    first, last = (prose[0], prose[-1]) if prose else (len(told), -1)
    spread = Counter(word for number in prose for word in told[number].content)
    copies = Counter(one.plain for one in told)
    heads = tuple(_heads(one, spread) for one in told[:first])
    copied = len(prose) > 1 and told[prose[1]].plain[:COPIED] in told[prose[0]].plain
    return CaptureLines(told, first, last, spread, copies, copied, heads)


def _heads(line: SeenLine, spread: Counter[str]) -> float:
    """How much a line at the head speaks of what the prose does, rather than of a site."""
    if line.rule:
        return 0.0
    site = sum(word in site_words() and not spread[word[:STEM]] for word in line.words)
    return sum(min(2, spread[stem]) for stem in line.content) - site


@cache
def site_words() -> frozenset[str]:
    """Words of interfaces, of services and of consent, as the lists of `furniture` have them; the small ones say nothing."""
    told = keys("clean/interface_words.txt") | keys("clean/service_words.txt") | keys("clean/consent_words.txt")
    return frozenset(word for word in told if len(word) > CONTENT)


def features(page: CaptureLines, number: int) -> dict[str, float]:
    """What a line is like, by name of feature; what is not named is 0."""
    line, told = page.lines[number], dict[str, float]()
    names = [*_form(line), *_place(page, number), *_common(page, number), *_around(page, number), *_wording(line)]
    return told | dict.fromkeys(names, 1.0)


def _form(line: SeenLine) -> Iterator[str]:
    """How a line is built."""
    size = next((most for most in LENGTHS if len(line.words) <= most), 999)
    yield f"size:{size}"
    yield f"end:{line.end}"
    yield f"verb:{line.finite}:{line.end in (*'.!?…',)}"
    yield f"built:{_built(line)}:{min(size, 20)}"
    yield f"listed:{line.rule or '-'}"
    yield "listed" if line.rule else "unlisted"
    yield f"kind:{line.kind}"
    yield from (name for name, holds in _signs(line) if holds)
    site = sum(word in site_words() for word in line.words)
    yield f"site:{min(site, 3)}"


def _built(line: SeenLine) -> str:
    if line.prose:
        return "prose"
    if line.said:
        return "said"
    return "verb" if line.finite else "noun"


def _signs(line: SeenLine) -> Iterator[tuple[str, bool]]:
    text = line.text
    yield "marks", bool(_MARKS.search(text))
    yield "address", bool(_ADDRESS.search(text))
    yield "numbers", bool(_NUMBERS.search(text))
    yield "number-first", text[:1].isdigit()
    yield "quoted", bool(_QUOTED.search(text))
    yield "reader", bool(_READER.search(line.plain))
    yield "bids", bool(_BIDS.match(line.plain))
    yield "opens", bool(_OPENS.match(line.plain))
    yield "infinitive-first", bool(_INFINITIVE.match(line.plain))
    yield "upper", text.isupper()
    yield "lower-first", text[:1].islower()
    yield "bullet", text[:1] in "-–—•*●▪■"
    yield "numbered", bool(_NUMBERED.match(text))
    yield "colon-within", " : " in plain(text)[1:-1]
    yield "byline", is_byline(text)
    yield "signs", bool(_SIGNS.fullmatch(text))
    capitals = [word[:1].isupper() for word in _WORD.findall(text)[1:]]
    yield f"capitals:{round(4 * sum(capitals) / len(capitals)) if capitals else '-'}", True


def _side(page: CaptureLines, number: int) -> str:
    if page.last < 0:
        return "no-prose"
    return "above" if number < page.first else "below" if number > page.last else "within"


def _place(page: CaptureLines, number: int) -> Iterator[str]:
    """Where a line stands: above, within or below the prose, how far from it, how near the ends."""
    side, line = _side(page, number), page.lines[number]
    built = _built(line)
    far = min(page.first - number if side == "above" else number - page.last if side == "below" else 0, REACH)
    yield side
    yield f"{side}:{built}"
    yield f"{side}:{far}"
    yield f"{side}:end:{line.end}"
    yield f"{side}:size:{next((most for most in (2, 4, 9, 20) if len(line.words) <= most), 99)}"
    if page.copied and number <= page.first:
        yield "copy" if number == page.first else "above-copy"
    if number == 0:
        yield "first"
        yield f"first:{built}"
    if number == len(page) - 1:
        yield "last"
        yield f"last:{built}"
    yield f"{side}:signs:{bool(_SIGNS.fullmatch(line.text))}"
    yield f"{side}:reader:{bool(_READER.search(line.plain))}"


def _common(page: CaptureLines, number: int) -> Iterator[str]:
    """What a line shares with the prose, and whether it stands in the capture again."""
    line, side = page.lines[number], _side(page, number)
    own = int(line.prose and not line.rule)
    shared = sum(page.spread[word] > own for word in line.content)
    share = round(4 * shared / len(line.content)) if line.content else "-"
    yield f"shared:{share}"
    yield f"{side}:shared:{min(shared, 4)}"
    yield f"{side}:share:{share}"
    if page.copies[line.plain] > 1:
        yield "again"
        yield f"{side}:again:{shared > 0}"
    if number < len(page.heads):
        best = max(page.heads)
        yield f"head:{min(3, int(page.heads[number]))}"
        if best > 0 and page.heads[number] == best:
            yield "best-head"
            yield f"best-head:{min(4, int(best))}"
        else:
            yield "under-best" if best > 0 and page.heads.index(best) < number else "over-best"


def _around(page: CaptureLines, number: int) -> Iterator[str]:
    """What the lines around are like; what furniture stands in comes in blocks."""
    for step in VIEW:
        at = number + step
        if not 0 <= at < len(page):
            yield f"{step}:none"
            continue
        other = page.lines[at]
        yield f"{step}:{'listed' if other.rule else _built(other)}"
        if abs(step) == 1:
            yield f"{step}:{other.rule or '-'}"
            yield f"{step}:size:{next((most for most in (2, 4, 9, 20) if len(other.words) <= most), 99)}"
            yield f"{step}:end:{other.end}"
            yield from (f"{step}:{name}" for name, holds in (("byline", is_byline(other.text)),) if holds)
            if any(word in site_words() for word in other.words):
                yield f"{step}:site"


def _wording(line: SeenLine) -> Iterator[str]:
    """The words of a short line, and what forms of a word have in common."""
    if len(line.words) > WORDED or line.prose:
        return
    yield from (f"word:{word}" for word in line.words)
    yield from (f"stem:{word[:STEM]}" for word in line.words if len(word) > STEM)
    if line.words:
        yield f"begins:{line.words[0]}"
        yield f"ends:{line.words[-1]}"
    yield from (f"pair:{one} {other}" for one, other in zip(line.words, line.words[1:], strict=False))
