"""Interviews: questions stand as paragraphs of their own, what follows each is the answer of the person who is asked.

Answers stand without marks and say « je »: the one case in which « je » is not the author. Two layouts: questions told
by their mark, and turns that open with a label (« A. S. : », « Le Phare : »).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ... import lexicons
from ...model.analysis import Mention
from ...model.article import HEADS, Paragraph
from ...model.typography import key, plain

LEAST = 3  # questions: two may be rhetorical
LONGEST = 600  # characters of a question
REMARK = 300  # characters of a turn of the interviewer that asks nothing: « Vous parlez de fierté. »
LEAD = 3_000  # characters before the first question in which the person is looked for
_OWN = re.compile(r"\b(?:je|j'|nous|notre|nos|mon|ma|mes|moi)(?!\w)", re.IGNORECASE)
_I = re.compile(r"\b(?:je|j'|mon|ma|mes|moi)(?!\w)", re.IGNORECASE)
_YOU = re.compile(r"\b(?:vous|votre|vos|tu|ton|tes)\b", re.IGNORECASE)
# A few words with a capital, at the head of a line or behind the end of a sentence, then a colon or a dash.
_LABEL = re.compile(r"(?:^|\n|(?<=[.!?»\"] ))((?:[A-ZÀ-Ý][\w.'-]*)(?: [\w.'-]+){0,4}?) ?(?::|\. ?[-–—]|[-–—]) ")
_ASKS = re.compile(r"\?[»\"” ]*$")


@dataclass(frozen=True)
class Interview:
    """Who is asked, and the answers, in order: one a stretch of paragraphs that no question or heading parts."""

    person: Mention
    answers: tuple[tuple[int, int], ...]


def interview_of(text: str, paragraphs: Sequence[Paragraph], mentions: Sequence[Mention]) -> Interview | None:
    """The interview a text holds, when there is one and one person only can be the one who is asked."""
    people = [m for m in mentions if m.label == "PER"]
    return _labelled(text, paragraphs, people) or _asked(text, paragraphs, people)


# -- questions told by their mark ---------------------------------------------------------------


def _asked(text: str, paragraphs: Sequence[Paragraph], people: Sequence[Mention]) -> Interview | None:
    asked = [i for i, p in enumerate(paragraphs) if _is_question(text, p)]
    if len(asked) < LEAST or not _is_talk(text, paragraphs, asked):
        return None
    turns = sorted({*asked, *_remarks(text, paragraphs, asked)})
    answers = tuple(_answers(text, paragraphs, turns))
    person = _who(text, paragraphs[asked[0]].start, people)
    return Interview(person, answers) if person and len(answers) >= LEAST else None


def _is_question(text: str, paragraph: Paragraph) -> bool:
    words = text[paragraph.start : min(paragraph.end, paragraph.start + LONGEST + 1)].strip()
    quoted = words[:1] in '«"“' and words[-1:] in '»"”'
    return paragraph.kind != "title" and len(words) <= LONGEST and bool(_ASKS.search(words)) and not quoted


def _is_talk(text: str, paragraphs: Sequence[Paragraph], asked: Sequence[int]) -> bool:
    """Whether answers say « je » or « nous », or questions « vous »: a list of questions and answers does neither."""
    answers = [plain(text[start:end]) for start, end in _answers(text, paragraphs, asked)]
    own = sum(bool(_OWN.search(answer)) for answer in answers)
    you = sum(bool(_YOU.search(text[paragraphs[i].start : paragraphs[i].end])) for i in asked)
    back = sum(bool(_YOU.search(answer)) for answer in answers)
    return 2 * own >= len(answers) > 0 or (3 * own >= len(answers) and 3 * you >= len(asked) and back < len(answers))


def _remarks(text: str, paragraphs: Sequence[Paragraph], asked: Sequence[int]) -> Iterator[int]:
    """Turns of the interviewer that ask nothing: short, to « vous », without « je », between two answers."""
    for i in range(asked[0] + 2, len(paragraphs) - 1):
        words = plain(text[paragraphs[i].start : min(paragraphs[i].end, paragraphs[i].start + REMARK + 1)])
        addressed = len(words) <= REMARK and _YOU.search(words) and not _I.search(words)
        if addressed and _YOU.match(words.strip()) and i - 1 not in asked and i + 1 not in asked:
            yield i


def _answers(text: str, paragraphs: Sequence[Paragraph], asked: Sequence[int]) -> Iterator[tuple[int, int]]:
    """What stands between a question and the next, headings left out; nothing after the heading behind the last."""
    for i, following in zip(asked, [*asked[1:], len(paragraphs)], strict=True):
        told: list[Paragraph] = []
        for paragraph in paragraphs[i + 1 : following]:
            if paragraph.kind in HEADS:
                if told:
                    yield told[0].start, told[-1].end
                told = []
                if following == len(paragraphs):
                    break
            elif not _is_signature(text, paragraph):
                told.append(paragraph)
        if told:
            yield told[0].start, told[-1].end


def _is_signature(text: str, paragraph: Paragraph) -> bool:
    """« Propos recueillis par … » closes an interview."""
    return key(text[paragraph.start : paragraph.start + 20]).startswith("propos recueillis")


def _who(text: str, first: int, people: Sequence[Mention]) -> Mention | None:
    """The one an « entretien avec » names, else the only person named before the first question, or named most."""
    named: dict[str, list[Mention]] = {}
    for mention in people:
        if mention.start < min(first, LEAD) and not _is_asking(text, mention):
            named.setdefault(mention.id, []).append(mention)
            if _is_introduced(text, mention):
                return mention
    ranked = sorted(named.values(), key=len, reverse=True)
    if len(ranked) > 1 and len(ranked[0]) <= 2 * len(ranked[1]):
        return None
    return ranked[0][0] if ranked else None


def _is_introduced(text: str, mention: Mention) -> bool:
    """« Entretien avec X », « Rencontre avec la chercheuse X », « Trois questions à X »."""
    before = plain(text[max(0, mention.start - 90) : mention.start])
    sentence = re.split(r"[.!?»\n]", before)[-1].lower()
    found = lexicons.members("voices/interviews.txt")
    opens = [m for m in re.finditer(r"\w+", sentence) if m.group() in found]
    after = sentence[opens[-1].end() :] if opens else ""
    return bool(opens) and re.match(r" (?:\w+ ){0,2}(?:avec|de|d'|à|au) ?", after) is not None and "," not in after


def _is_asking(text: str, mention: Mention) -> bool:
    """Whether it is who asks: « propos recueillis par X », « par X »."""
    before = plain(text[max(0, mention.start - 24) : mention.start]).lower().rstrip()
    return before.endswith((" par", "\npar")) or before == "par"


# -- turns that open with a label ---------------------------------------------------------------


def _labelled(text: str, paragraphs: Sequence[Paragraph], people: Sequence[Mention]) -> Interview | None:
    """Labels stand at the head of a line, or of a sentence in a text that has lost its lines."""
    turns = [(m.start(1), m.group(1).strip()) for m in _LABEL.finditer(plain(text))]
    counted = Counter(label for _, label in turns)
    turns = [(at, label) for at, label in turns if counted[label] >= LEAST - 1 or _bearer(label, people)]
    bearers = {label: m for label in {label for _, label in turns} if (m := _bearer(label, people))}
    theirs, others = (sum((label in bearers) == told for _, label in turns) for told in (True, False))
    if len({m.id for m in bearers.values()}) != 1 or min(theirs, others) < LEAST - 1:
        return None
    stops = [p.start for p in paragraphs if p.kind in HEADS]
    spans = tuple(_turns(text, turns, frozenset(bearers), stops))
    return Interview(next(iter(bearers.values())), spans)


def _bearer(label: str, people: Sequence[Mention]) -> Mention | None:
    """The person a label stands for: the name, the surname, the initials."""
    wanted = key(label).replace(".", " ").split()
    for mention in people:
        names = key(mention.text).replace("-", " ").split()
        initials = [name[0] for name in names]
        if len(names) > 1 and (wanted == initials or set(wanted) <= set(names)):
            return mention
    return None


def _turns(
    text: str, turns: Sequence[tuple[int, str]], own: frozenset[str], stops: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """From each label of hers to the next label or heading."""
    for (start, label), end in zip(turns, [*(at for at, _ in turns[1:]), len(text)], strict=True):
        if label in own:
            end = next((stop for stop in stops if start < stop < end), end)
            yield start, start + len(text[start:end].rstrip())
