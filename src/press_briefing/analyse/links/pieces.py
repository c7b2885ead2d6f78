"""Where the parties of an accusation stand: clitics, agents, « à Y », what a participle is said of."""

from __future__ import annotations

from collections.abc import Sequence

from ...french.grammar.before import antecedent
from ...french.grammar.objects import TO, opens_what, stop_of, to_whom, what_after, with_de
from ...french.grammar.phrases import Phrase
from ...french.tokens import Token
from ..voices.cues import Cue
from .context import Context, Found


def side_of(side: str) -> str:
    return "credit" if side == "good" else "accusation"


def past_subject(cue: Cue) -> int:
    """The token after the cue, and after its inverted subject."""
    if cue.how == "inverted" and cue.subject:
        return max(cue.last, cue.subject.edges[1])
    return cue.last


def object_clitic(tokens: Sequence[Token], cue: Cue) -> Phrase | None:
    """« l'accuse de », « les a félicités pour »."""
    return next(
        (Phrase(i, i + 1) for i in range(cue.begin, cue.first) if tokens[i].low in ("l'", "le", "la", "les")), None
    )


def agent_only(context: Context, cue: Cue) -> Phrase | None:
    """The agent of « accusé par les habitants de vol » without what follows « de »."""
    agent = with_de(context.tokens, cue.subject.first) if cue.subject and cue.how in ("passive", "reduced") else None
    return agent.about if agent and cue.subject and agent.about.last < cue.subject.last else cue.subject


def relative(tokens: Sequence[Token], cue: Cue) -> Phrase | None:
    """« des élus qu'il accuse de »: whom « que » stands for."""
    at = cue.subject.first - 1 if cue.how == "verb" and cue.subject else -1
    return antecedent(tokens, at - 1) if at > 0 and tokens[at].low in ("que", "qu'") else None


def after_agent(tokens: Sequence[Token], cue: Cue) -> tuple[int, int] | None:
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


def to(context: Context, at: int, kind: str) -> Found:
    """« Z à Y » or « à Y Z / de Z » from token `at`."""
    tokens = context.tokens
    reach = stop_of(tokens, at)
    for j in range(at, reach):
        if tokens[j].low in TO:
            about = to_whom(tokens, j)
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


def tail(context: Context, i: int) -> str:
    what = what_after(context.tokens, i)
    return context.words(*what) if what else ""
