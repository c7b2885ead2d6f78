"""One actor across articles: names that differ only in writing are one, a short form joins the one long form it fits.

Within an article `actors` says who is who; here, and nowhere else, the actors of several articles become one.

What could be two people is left apart and said: « Traoré » where two Traoré are named belongs to neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ...model.typography import key

LONGEST_ACRONYM = 8
Named = tuple[str, str]  # label, key of the name


@dataclass
class NameForm:
    """A name as the articles give it: `label`, writing, other names found beside it, in how many articles.

    `label` is person, body (organisation, state, group: articles differ on which) or place; two labels never merge.
    """

    label: str
    name: str
    forms: frozenset[str] = frozenset()
    articles: int = 1


@dataclass
class ActorIndex:
    """Who is who: `names` maps (label, writing) to the name shown; `joined` and `apart` say what was done and not done.

    `joined`: shown name -> short forms that joined it. `apart`: short form -> the names it could belong to.
    `acronyms`: shown name -> its acronym, where the articles use one.
    """

    names: dict[tuple[str, str], str] = field(default_factory=dict)
    joined: dict[str, list[str]] = field(default_factory=dict)
    apart: dict[str, list[str]] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)

    def of(self, label: str, name: str) -> str:
        """The name shown for a writing."""
        return self.names.get((label, name), name)


def merge(names: Iterable[NameForm]) -> ActorIndex:
    """Merge names: 1. same writing but for case, accents, typography; 2. a short form with one fitting long form."""
    rows = sorted(names, key=lambda row: (row.label, row.name))
    groups: dict[Named, list[NameForm]] = defaultdict(list)
    for row in rows:
        groups[row.label, key(row.name)].append(row)  # 1
    shown = {named: _shown(group) for named, group in groups.items()}
    found = ActorIndex()
    targets: dict[Named, Named] = {}
    longer = _longer(groups)
    for named in sorted(groups):  # 2
        fitting = sorted(longer.get(named, set()))
        if len(fitting) == 1:
            targets[named] = fitting[0]
        elif fitting:
            found.apart[shown[named]] = [shown[other] for other in fitting]
    for named, group in groups.items():
        root = _root(named, targets)
        if root != named:
            found.joined.setdefault(shown[root], []).append(shown[named])
        found.names.update({(row.label, row.name): shown[root] for row in group})
        short = sorted((len(form), form) for row in group for form in row.forms if _is_acronym(form, row.name))
        if short:
            found.acronyms[shown[root]] = short[0][1]
    return found


def _is_acronym(form: str, name: str) -> bool:
    return form.isupper() and form.isalnum() and 2 <= len(form) <= LONGEST_ACRONYM < len(name)


def _shown(group: list[NameForm]) -> str:
    """The writing most articles use; of two, the one that is not in capitals."""
    return max(group, key=lambda row: (row.articles, not row.name.isupper(), row.name)).name


def _root(named: Named, targets: dict[Named, Named]) -> Named:
    seen = {named}
    while named in targets and targets[named] not in seen:
        named = targets[named]
        seen.add(named)
    return named


def _longer(groups: dict[Named, list[NameForm]]) -> dict[Named, set[Named]]:
    """For each name, the longer names of its kind it may be a short form of."""
    found: dict[Named, set[Named]] = defaultdict(set)
    for named, group in groups.items():
        label, long = named
        shorts = {key(form) for row in group for form in row.forms}
        if label == "person":
            words = long.split()
            shorts |= {" ".join(words[at:]) for at in range(1, len(words))}
        for short in shorts - {long}:
            other = (label, short)
            if other in groups and _is_short(short, long):
                found[other].add(named)
    return found


def _is_short(short: str, long: str) -> bool:
    """An acronym or fewer words; of two forms of the same length neither is the short one."""
    return (len(short.split()), len(short)) < (len(long.split()), len(long))
