"""Accusations and credit as candidate links: each pattern is narrow, so that what is shown can be trusted.

Accusation: accuser, reprocher, imputer, attribuer, tenir pour responsable, mettre en cause, « est responsable de ».
Credit: féliciter, saluer, remercier, rendre hommage, créditer, attribuer le mérite. The author's own words count with
`by` None; words inside a quotation belong to its speaker.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...analysis import Claim, Entity, Link, Mention, Quote, Source
from ..reading import Reading
from ..voices.cues import ACCORDING, Cue, find_cues
from ..voices.grammar import is_finite, words
from ..voices.hearing import Said, hear
from ..voices.people import Party, Scene
from ..voices.phrases import Phrase, antecedent, can_speak, phrase_after, subject_before
from ..voices.tokens import Frame, Token, frames, moved
from .objects import Parts, deeds, head_of, opens_what, what_after, with_de

_TO = ("à", "au", "aux")


class _Context:
    """One frame with what resolves its phrases, and who says what stands in it."""

    def __init__(self, frame: Frame, scene: Scene, by: Party | None) -> None:
        self.frame, self.tokens, self.scene, self.by = frame, frame.tokens, scene, by

    def source(self, phrase: Phrase | None) -> Source | None:
        if phrase is None or not phrase.edges[0] < phrase.edges[1]:
            return None
        party = self.scene.resolve(self.frame, phrase)
        return _source(party)

    def words(self, first: int, last: int) -> str:
        while last > first + 1 and not self.tokens[last - 1].word and self.tokens[last - 1].quote < 0:
            last -= 1
        return self.scene.text[self.tokens[first].start:self.tokens[last - 1].end]


def find_links(reading: Reading, mentions: tuple[Mention, ...], index: tuple[Entity, ...], quotes: tuple[Quote, ...],
               claims: tuple[Claim, ...]) -> tuple[Link, ...]:
    """Accusations and credits, in the order of the text; `start:end` is the sentence, or the quotation it stands in."""
    text = reading.article.text
    heard = hear(reading, mentions, index)
    scene = Scene.of(text, mentions, index)
    scene.roles, scene.heard, scene.bodies = heard.scene.roles, [], heard.scene.bodies
    told = {(r.frame.number): r.party for r in heard.reports if r.party and r.cue.how == ACCORDING}
    by_frame: dict[int, list[tuple[int, int, Party]]] = {}
    for row in heard.scene.heard:
        by_frame.setdefault(row[0], []).append(row)
    spoken: dict[int, list[Said]] = {}
    for said in heard.said:
        spoken.setdefault(said.frame.number, []).append(said)
    links: list[Link] = []
    for frame in heard.frames:
        scene.heard.extend(by_frame.get(frame.number, ()))
        links += _links(_Context(frame, scene, told.get(frame.number)))
        for said in spoken.get(frame.number, ()):
            if said.direct:
                links += _quoted(reading, scene, said.passage.start, said.passage.end, said.party, frame.number)
    return tuple(sorted((row for row in links if reading.article.counts(row.start)), key=lambda row: row.start))


def _quoted(reading: Reading, scene: Scene, start: int, end: int, by: Party | None, number: int) -> Iterator[Link]:
    """The links inside a quotation: its speaker says them."""
    for inner in frames(reading.article.text[start:end], (), ()):
        yield from _links(_Context(moved(inner, start, number), scene, by))


def _links(context: _Context) -> Iterator[Link]:
    for cue in find_cues(context.frame):
        if "accuse" in cue.classes or "credit" in cue.classes:
            link = _of_cue(context, cue)
            if link:
                yield link
    yield from _responsible(context)


def _of_cue(context: _Context, cue: Cue) -> Link | None:
    pattern = _PATTERNS.get(cue.lemma)
    found = pattern(context, cue) if pattern else None
    if found is None:
        return None
    kind, about, what = found
    if about is None or not can_speak(context.tokens, about):
        return None
    by = context.source(_agent_only(context, cue)) if cue.subject and can_speak(context.tokens, cue.subject) else None
    if cue.how not in ("passive", "reduced") and cue.subject is None:
        return None
    target = context.source(about)
    if target is None or (by and by.start == target.start):
        return None
    return Link(context.frame.start, context.frame.end, kind, by or (_source(context.by) if cue.how in ("passive", "reduced") else None),
                target, what, cue.denied)


# -- patterns: (context, cue) -> (kind, about, what) --------------------------------------------

_Found = tuple[str, Phrase | None, str] | None


def _accuse(context: _Context, cue: Cue) -> _Found:
    """accuser Y de Z; Y est accusé (par X) de Z; Y, accusé de Z."""
    tokens = context.tokens
    if cue.how in ("passive", "reduced"):
        what = _after_agent(tokens, cue)
        about = subject_before(tokens, cue.begin) if cue.how == "passive" else _said_of(tokens, cue.begin)
        return ("accusation", about, context.words(*what)) if what else None
    clitic = _object_clitic(tokens, cue) or _relative(tokens, cue)
    if clitic:
        what = what_after(tokens, _past_subject(cue), ("de", "d'"))
        return ("accusation", clitic, context.words(*what)) if what else None
    parts = with_de(tokens, _past_subject(cue))
    return ("accusation", parts.about, context.words(parts.first, parts.last)) if parts else None


def _reproach(context: _Context, cue: Cue) -> _Found:
    """reprocher à Y de Z, reprocher Z à Y, lui reprocher Z."""
    tokens = context.tokens
    at = _past_subject(cue)
    dative = next((i for i in range(cue.begin, cue.first) if tokens[i].low in ("lui", "leur")), None)
    if dative is not None and at < len(tokens):
        rest = what_after(tokens, at) or (at, _stop(tokens, at))
        return "accusation", Phrase(dative, dative + 1), context.words(*rest)
    if cue.how in ("passive", "reduced") or at >= len(tokens):
        return None
    return _to(context, at, "accusation")


def _impute(context: _Context, cue: Cue) -> _Found:
    """imputer / attribuer Z à Y; Z attribué à Y (par X): Z must be a deed, good or bad."""
    tokens = context.tokens
    if cue.how in ("passive", "reduced"):
        about = _to_whom(tokens, cue.last)
        what = subject_before(tokens, cue.begin) if cue.how == "passive" else _said_of(tokens, cue.begin, speaks=False)
        side = deeds().get(head_of(tokens, what.first, what.last)) if what else None
        if about is None or what is None or side is None:
            return None
        return _side(side), about, context.words(what.first, what.last)
    at = _past_subject(cue)
    side = deeds().get(head_of(tokens, at, len(tokens))) if at < len(tokens) else None
    found = _to(context, at, _side(side or "bad")) if at < len(tokens) else None
    return found if side or (found and cue.lemma == "imputer") else None


def _hold(context: _Context, cue: Cue) -> _Found:
    """tenir pour responsable(s) Y (de Z); mettre en cause Y; pointer du doigt Y."""
    tokens = context.tokens
    at = cue.last
    if cue.how == "reduced" and cue.subject is None:
        return None
    if cue.how in ("passive", "reduced"):
        about = subject_before(tokens, cue.begin) if cue.how == "passive" else _said_of(tokens, cue.begin)
        return "accusation", about, _tail(context, cue.last)
    if cue.lemma == "tenir pour":
        if not (at < len(tokens) and tokens[at].low in ("responsable", "responsables", "coupable", "coupables")):
            return None
        at += 1
    about = phrase_after(tokens, at)
    if about is None or about.first != at:
        return None
    about = _without_deed(tokens, about)
    return "accusation", about, _tail(context, about.last)


def _without_deed(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """« les élus de la crise » after « tient pour responsables »: the crisis is what they are blamed for."""
    for i in range(phrase.first + 1, phrase.last - 1):
        if tokens[i].low in words("of") and deeds().get(head_of(tokens, i + 1, phrase.last)) == "bad":
            return Phrase(phrase.first, i)
    return phrase


def _praise(context: _Context, cue: Cue) -> _Found:
    """féliciter, remercier Y pour / de / d'avoir Z."""
    tokens = context.tokens
    if cue.how in ("passive", "reduced"):
        return None
    clitic = _object_clitic(tokens, cue)
    at = _past_subject(cue)
    if clitic:
        what = what_after(tokens, at, ("de", "d'", "pour"))
        return ("credit", clitic, context.words(*what)) if what else None
    parts = with_de(tokens, at, link=("de", "d'", "pour"))
    if parts:
        return "credit", parts.about, context.words(parts.first, parts.last)
    about = phrase_after(tokens, at)
    return ("credit", about, "") if about and cue.lemma in ("féliciter", "remercier") else None


def _salute(context: _Context, cue: Cue) -> _Found:
    """saluer, louer, vanter le courage / le rôle de Y; saluer Y pour Z."""
    tokens = context.tokens
    if cue.how in ("passive", "reduced"):
        return None
    at = _past_subject(cue)
    quality = phrase_after(tokens, at)
    if quality is None:
        return None
    head = head_of(tokens, quality.first, quality.last)
    if deeds().get(head) in ("praised", "good"):
        return _praised_quality(context, quality)
    if quality.last < len(tokens) and tokens[quality.last].low == "pour":
        what = what_after(tokens, quality.last, ("pour",))
        return ("credit", quality, context.words(*what)) if what else None
    return None


def _praised_quality(context: _Context, quality: Phrase) -> _Found:
    tokens = context.tokens
    for i in range(quality.first + 1, quality.last - 1):
        if tokens[i].low in words("of"):
            owner = Phrase(i + 1, quality.last)
            return "credit", owner, context.words(quality.first, i)
    return None


def _homage(context: _Context, cue: Cue) -> _Found:
    """rendre hommage à Y (pour Z)."""
    about = _to_whom(context.tokens, cue.last)
    if about is None or about.first > cue.last + 2:
        return None
    what = what_after(context.tokens, about.last, ("pour",))
    return "credit", about, context.words(*what) if what else ""


_PATTERNS = {
    "accuser": _accuse, "incriminer": _hold, "reprocher": _reproach, "imputer": _impute, "attribuer": _impute,
    "tenir pour": _hold, "mettre en cause": _hold, "pointer du doigt": _hold, "féliciter": _praise, "remercier": _praise,
    "créditer": _praise, "saluer": _salute, "louer": _salute, "vanter": _salute,
    "encenser": _salute, "applaudir": _salute, "rendre hommage": _homage,
}


# -- « Y est responsable de Z » -----------------------------------------------------------------

_BLAMED = {("responsable",), ("responsables",), ("coupable",), ("coupables",), ("complice",), ("complices",)}


def _responsible(context: _Context) -> Iterator[Link]:
    """« Y est responsable de Z », Z a bad deed; « tient Y pour responsable de Z », « rend Y responsable de Z »."""
    tokens = context.tokens
    for i, token in enumerate(tokens[:-2]):
        if (token.low,) not in _BLAMED or not i or tokens[i + 1].low not in words("of") | {"dans"}:
            continue
        what = what_after(tokens, i + 1, ("de", "d'", "du", "des", "dans"))
        if not what or deeds().get(head_of(tokens, *what)) != "bad":
            continue
        link = _held(context, i, what) or _is_responsible(context, i, what)
        if link:
            yield link


def _held(context: _Context, i: int, what: tuple[int, int]) -> Link | None:
    """« tient / rend Y (pour) responsable de Z »."""
    tokens = context.tokens
    stop = i - 1 if tokens[i - 1].low in ("pour", "comme") else i
    for j in range(stop - 1, max(-1, stop - 14), -1):
        if tokens[j].low in ("tient", "tiennent", "tenait", "tenaient", "rend", "rendent", "rendait", "considère", "considèrent", "désigne", "désignent"):
            clitic = j and tokens[j - 1].low in ("le", "la", "l'", "les") and stop == j + 1
            about = Phrase(j - 1, j) if clitic else Phrase(j + 1, stop)
            by = subject_before(tokens, j - 1 if clitic else j)
            if by is None or not about.first < about.last or not (clitic or can_speak(tokens, about)):
                return None
            denied = any(t.low in ("ne", "n'") for t in tokens[max(0, j - 3):j])
            return Link(context.frame.start, context.frame.end, "accusation", context.source(by), context.source(about),
                        context.words(*what), denied)
    return None


def _is_responsible(context: _Context, i: int, what: tuple[int, int]) -> Link | None:
    tokens = context.tokens
    j = i - 1
    while j > 0 and tokens[j].low in words("adverbs") | {"directement", "principalement", "en", "partie", "largement", "seul", "seule"}:
        j -= 1
    if tokens[j].low not in ("est", "sont", "était", "étaient", "serait", "seraient", "fut", "furent") or not is_finite(tokens[j]):
        return None
    begin = j - 1 if tokens[j - 1].low in ("n'", "ne") else j
    about = subject_before(tokens, begin)
    if about is None or not can_speak(tokens, about):
        return None
    by = _source(context.by) or _reported_by(context, begin)
    denied = begin != j or any(t.low == "pas" for t in tokens[j:i])
    return Link(context.frame.start, context.frame.end, "accusation", by, context.source(about), context.words(*what), denied)


def _reported_by(context: _Context, i: int) -> Source | None:
    """The source of « X affirme que Y est responsable »."""
    for cue in reversed(find_cues(context.frame)):
        if cue.that and cue.content < i and cue.subject and can_speak(context.tokens, cue.subject):
            return context.source(cue.subject)
    return None


# -- pieces -------------------------------------------------------------------------------------

def _side(side: str) -> str:
    return "credit" if side == "good" else "accusation"


def _past_subject(cue: Cue) -> int:
    """The token after the cue, and after its inverted subject."""
    if cue.how == "inverted" and cue.subject:
        return max(cue.last, cue.subject.edges[1])
    return cue.last


def _object_clitic(tokens: Sequence[Token], cue: Cue) -> Phrase | None:
    """« l'accuse de », « les a félicités pour »."""
    return next((Phrase(i, i + 1) for i in range(cue.begin, cue.first) if tokens[i].low in ("l'", "le", "la", "les")), None)


def _agent_only(context: _Context, cue: Cue) -> Phrase | None:
    """The agent of « accusé par les habitants de vol » without what follows « de »."""
    agent = with_de(context.tokens, cue.subject.first) if cue.subject and cue.how in ("passive", "reduced") else None
    return agent.about if agent and cue.subject and agent.about.last < cue.subject.last else cue.subject


def _relative(tokens: Sequence[Token], cue: Cue) -> Phrase | None:
    """« des élus qu'il accuse de »: whom « que » stands for."""
    at = cue.subject.first - 1 if cue.how == "verb" and cue.subject else -1
    return antecedent(tokens, at - 1) if at > 0 and tokens[at].low in ("que", "qu'") else None


def _said_of(tokens: Sequence[Token], begin: int, *, speaks: bool = True) -> Phrase | None:
    """The noun a reduced participle is said of: what stands right before it, past one comma."""
    if not begin:
        return None
    found = antecedent(tokens, begin - 1)
    if found and tokens[begin].low.endswith("s") and tokens[found.first].low in ("le", "la", "l'", "un", "une", "son", "sa"):
        found = _plural_before(tokens, found, begin) or found
    return found if found and (not speaks or can_speak(tokens, found)) else None


def _plural_before(tokens: Sequence[Token], phrase: Phrase, begin: int) -> Phrase | None:
    """« les responsables de l'agence accusés de »: the plural the participle agrees with, left of a singular."""
    for first in range(phrase.first - 1, max(-1, begin - 20), -1):
        if not tokens[first].word or is_finite(tokens[first]):
            return None
        if tokens[first].low in ("les", "des", "ces", "plusieurs", "certains", "deux", "trois"):
            return Phrase(first, phrase.last)
    return None


def _after_agent(tokens: Sequence[Token], cue: Cue) -> tuple[int, int] | None:
    """« accusé (par X) (sans preuves) de Z »: what « de » says, wherever it follows."""
    start = cue.last
    if cue.subject and cue.subject.first >= cue.last:
        agent = with_de(tokens, cue.subject.first)
        if agent and agent.first <= cue.subject.last + 1:
            return agent.first, agent.last
        start = cue.subject.edges[1]
    for j in range(start, min(len(tokens), start + 6)):
        if not tokens[j].word:
            return None
        if tokens[j].low in ("de", "d'"):
            return what_after(tokens, j, ("de", "d'"))
    return None


def _to_whom(tokens: Sequence[Token], i: int) -> Phrase | None:
    for j in range(i, min(len(tokens) - 1, i + 5)):
        if tokens[j].low in _TO:
            begin = j if tokens[j].low in ("au", "aux") else j + 1
            found = phrase_after(tokens, j + 1) if begin > j else None
            if found is None or found.first != j + 1:
                found = _bare(tokens, j + 1)
            return found
        if not tokens[j].word:
            return None
    return None


def _bare(tokens: Sequence[Token], i: int) -> Phrase | None:
    """The words after « aux », up to « par », a comma or a clause."""
    last = i
    while last < len(tokens) and tokens[last].word and tokens[last].low not in words("stops", "prepositions") | {"et"} \
            and not is_finite(tokens[last]):
        last += 1
    return Phrase(i, last) if last > i else None


def _to(context: _Context, at: int, kind: str) -> _Found:
    """« Z à Y » or « à Y Z / de Z » from token `at`."""
    tokens = context.tokens
    reach = _stop(tokens, at)
    for j in range(at, reach):
        if tokens[j].low in _TO:
            about = _to_whom(tokens, j)
            if about is None:
                return None
            if j == at:
                cut = next((k for k in range(about.first + 1, reach - 1) if opens_what(tokens, k)), about.last)
                about = Phrase(about.first, min(about.last, cut))
                what = what_after(tokens, about.last) or (about.last, reach)
            else:
                what = (at, j)
            return (kind, about, context.words(*what)) if what[0] < what[1] else None
    return None


def _stop(tokens: Sequence[Token], i: int) -> int:
    while i < len(tokens) and (tokens[i].word or tokens[i].quote >= 0):
        i += 1
    return i


def _tail(context: _Context, i: int) -> str:
    what = what_after(context.tokens, i)
    return context.words(*what) if what else ""


def _source(party: Party | None) -> Source | None:
    if party is None or party.kind == "nobody" or not party.start < party.end:
        return None
    return Source(party.start, party.end, party.text, party.name, party.entity)


__all__ = ["Parts", "find_links"]
