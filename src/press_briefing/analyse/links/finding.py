"""Accusations and credit as candidate links: each pattern is narrow, so that what is shown can be trusted.

Accusation: accuser, reprocher, imputer, attribuer, tenir pour responsable, mettre en cause, « est responsable de ».
Credit: féliciter, saluer, remercier, rendre hommage, créditer, attribuer le mérite. The author's own words count with
`by` None; words inside a quotation belong to its speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ...analysis import Link
from ...french.grammar.phrases import can_speak
from ...french.grammar.verbs import reporting
from ..reading import Reading
from ..voices.cues import ACCORDING, Cue, find_cues
from ..voices.hearing import Heard, Said
from ..voices.people import Party, Scene
from ..voices.tokens import frames
from .blame import BLAMED, responsible
from .context import Context, source_of
from .patterns import PATTERNS
from .pieces import agent_only


def find_links(reading: Reading, heard: Heard) -> tuple[Link, ...]:
    """Accusations and credits, in the order of the text; `start:end` is the sentence, or the quotation it stands in."""
    known = heard.scene
    scene = Scene(known.text, known.mentions, known.names, roles=list(known.roles), bodies=list(known.bodies))
    told = {(r.frame.number): r.party for r in heard.reports if r.party and r.cue.how == ACCORDING}
    by_frame: dict[int, list[tuple[int, int, Party]]] = {}
    for row in heard.scene.heard:
        by_frame.setdefault(row[0], []).append(row)
    spoken: dict[int, list[Said]] = {}
    for said in heard.said:
        spoken.setdefault(said.frame.number, []).append(said)
    links: list[Link] = []
    for frame, cues in zip(heard.frames, heard.cues, strict=True):
        scene.heard.extend(by_frame.get(frame.number, ()))
        links += _links(Context(frame, scene, told.get(frame.number)), cues)
        for said in spoken.get(frame.number, ()):
            if said.direct:
                links += _quoted(reading, scene, said.passage.start, said.passage.end, said.party, frame.number)
    return tuple(sorted((row for row in links if reading.article.counts(row.start)), key=lambda row: row.start))


def _quoted(reading: Reading, scene: Scene, start: int, end: int, by: Party | None, number: int) -> Iterator[Link]:
    """The links inside a quotation: its speaker says them."""
    for inner in frames(reading.between(start, end), reading.plain):
        if not linking().isdisjoint(token.low for token in inner.tokens):
            context = Context(replace(inner, number=number), scene, by)
            yield from _links(context, find_cues(context.frame))


@cache
def linking() -> frozenset[str]:
    """The words without one of which a sentence accuses and credits nobody."""
    told = (
        form
        for form, verbs in reporting().items()
        if any("accuse" in verb.classes or "credit" in verb.classes for verb in verbs)
    )
    return frozenset(told) | BLAMED


def _links(context: Context, cues: Sequence[Cue]) -> Iterator[Link]:
    for cue in cues:
        if "accuse" in cue.classes or "credit" in cue.classes:
            link = _of_cue(context, cue)
            if link:
                yield link
    yield from responsible(context)


def _of_cue(context: Context, cue: Cue) -> Link | None:
    pattern = PATTERNS.get(cue.lemma)
    found = pattern(context, cue) if pattern else None
    if found is None:
        return None
    kind, about, what = found
    if about is None or not can_speak(context.tokens, about):
        return None
    by = context.source(agent_only(context, cue)) if cue.subject and can_speak(context.tokens, cue.subject) else None
    if cue.how not in ("passive", "reduced") and cue.subject is None:
        return None
    target = context.source(about)
    if target is None or (by and by.start == target.start):
        return None
    # A pronoun for the accused that resolves to the accuser is a pronoun we did not understand.
    if by and by.name == target.name:
        return None
    return Link(
        context.frame.start,
        context.frame.end,
        kind,
        by or (source_of(context.by) if cue.how in ("passive", "reduced") else None),
        target,
        what,
        cue.denied,
    )
