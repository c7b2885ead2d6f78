"""Actors with a name: which rows of the entity index do, say or undergo something, and which rows are one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from ...analysis import Entity, Mention
from ...french.grammar.verbs import nouns
from ...lexicons import members, rows
from ...typography import key, plain
from ..entities.acronyms import is_acronym, spells
from ..entities.features import known_names, ordinary, organisation_heads, peoples
from ..entities.known import is_country
from . import acting
from .aside import Aside
from .book import Book, Draft, Role
from .roles import body_nouns, person_nouns, roles_of
from .tree import Tree

SHORT = 2  # letters of an acronym that is a body only where every reader knows it


@dataclass(frozen=True)
class Named:
    """A name where it stands: the words `ranks`, `head` among them, the part it plays."""

    mention: Mention
    ranks: range
    head: int
    part: str


@dataclass
class Group:
    """The names that are one: rows of the entity index with one name, or short forms of one another."""

    entity: Entity
    names: list[Named] = field(default_factory=list)
    labels: Counter[str] = field(default_factory=Counter)
    roles: list[Role] = field(default_factory=list)
    doubtful: bool = False  # a surname that several of the article's people bear

    @property
    def label(self) -> str:
        return max(("PER", "ORG", "LOC", "MISC"), key=lambda label: (self.labels[label], label != "MISC"))


def find_named(
    book: Book, tree: Tree, aside: Aside, mentions: Sequence[Mention], index: Sequence[Entity]
) -> list[Group]:
    """Put every name that acts into the book; hand back the groups left out, cities and capitals above all."""
    left = []
    _note_names(book, tree, mentions)
    groups = _groups(tree, aside, mentions, index)
    starts = {name.ranks[0] for group in groups if group.label == "PER" for name in group.names}
    for group in groups:
        _find_roles(tree, group, starts)
    parted = [part for whole in groups for part in _by_civility(tree, whole)]
    for group in _shared(tree, parted):
        kind = _kind(tree, group)
        if kind:
            _enter(book, tree, group, kind)
        else:
            left.append(group)
    return left


def _note_names(book: Book, tree: Tree, mentions: Iterable[Mention]) -> None:
    for mention in mentions:
        book.names.append((mention.start, mention.end))
        if ranks := tree.ranks(mention.start, mention.end):
            book.name_ranks[ranks[0]] = (ranks[-1], key(mention.text), mention.label)


def _groups(tree: Tree, aside: Aside, mentions: Iterable[Mention], index: Sequence[Entity]) -> list[Group]:
    """One group a row of the index, rows of one folded name together; names that only sign are left out."""
    rows_ = {row.id: row for row in index}
    by_name: dict[str, Group] = {}
    for mention in mentions:
        ranks = tree.ranks(mention.start, mention.end)
        if not ranks or mention.id not in rows_ or aside.holds(ranks, mention.label):
            continue
        row = rows_[mention.id]
        group = by_name.setdefault(_bare(row.name), Group(row))
        head = tree.top(ranks)
        group.names.append(Named(mention, ranks, head, acting.part(tree, head)))
        group.labels[mention.label] += 1
        if group.entity.label != group.label and row.label == group.label:
            group.entity = row
    return list(by_name.values())


def _find_roles(tree: Tree, group: Group, starts: set[int]) -> None:
    """The functions stated beside its names; a title right before a name, or a first name, tells a person."""
    if is_country(key(group.entity.name)):
        return
    for name in group.names:
        group.roles += roles_of(tree, name.ranks, name.head, starts)
    if group.label != "PER" and any(_graded(name.mention.text) for name in group.names):
        group.labels["PER"] += 1 + sum(group.labels.values())
    if group.label != "ORG" and _has_body_noun(tree, group):
        group.labels["ORG"] += 1 + sum(group.labels.values())
    if group.label != "PER" and (_has_title(group) or _has_first_name(tree, group)):
        group.labels["PER"] += 1 + sum(group.labels.values())


def _has_title(group: Group) -> bool:
    return any(role.how == "title" for role in group.roles) and not _known_body(group.entity.name)


def _has_body_noun(tree: Tree, group: Group) -> bool:
    """« la société CSIA », « l'hebdomadaire Respekt »: a body's noun right before a name of one or two words."""
    return any(len(name.ranks) < 3 and not _full_name(name) and _body_noun(tree, name) for name in group.names)


def _body_noun(tree: Tree, name: Named) -> bool:
    """The noun right before, or before a complement of one word (« la société d'analyse X »)."""
    at = name.ranks[0] - 1
    if tree.low(at) in body_nouns() - _PLACED - members("actors/teams.txt"):
        return True
    inner = at > 2 and tree.low(at - 1) in ("de", "d'") and tree.units[at].pos == "NOUN"
    return inner and tree.low(at - 2) in body_nouns() - _PLACED


def _graded(text: str) -> bool:
    """« Cmdt Marks »: a grade or civility is a word of the name."""
    return " " in text and shown(text) != text


def led_by(tree: Tree, name: Named) -> bool:
    """« le gouvernement Aznar »: the name is that of the body before it."""
    return tree.low(name.ranks[0] - 1) in members("actors/teams.txt")


_PLACED = frozenset(("ville", "région", "province", "commune", "camp", "radio", "école", "hôpital", "université",
                     "état", "mission", "ordre", "conseil", "commission", "cour", "tribunal", "comité"))  # fmt: skip


def _full_name(name: Named) -> bool:
    """A first name and a surname behind « du conseil régional » are a person's."""
    return name.mention.label == "PER" and len(name.ranks) > 1


def _has_first_name(tree: Tree, group: Group) -> bool:
    """« Francisca Joly-Gomez »: a first name and a surname, without article; nobody's paper or ship."""
    parts = group.entity.name.split()
    if not 1 < len(parts) < 4 or not first_name_gender(group.entity.name) or _known_body(group.entity.name):
        return False
    capital = all(part[0].isupper() or key(part) in ("de", "du", "la", "ben", "van", "von") for part in parts)
    return capital and all(_bare_person(tree, name) for name in group.names)


def _known_body(name: str) -> bool:
    return key(name) in known_names() or key(name.split()[0]) in organisation_heads()


@lru_cache(maxsize=10_000)
def _bare(name: str) -> str:
    """A folded name without civilities and grades before it (« Cmdt Marks » is « marks »)."""
    parts = key(name).split()
    while len(parts) > 1 and parts[0].rstrip(".") in _titles():
        parts = parts[1:]
    return " ".join(parts)


@cache
def _titles() -> frozenset[str]:
    grades = members("actors/grades.txt") | members("entities/civilities.txt")
    return frozenset(key(word).rstrip(".") for word in grades)


def shown(name: str) -> str:
    """The name a row bears: civilities and grades before it left out."""
    parts = name.split()
    while len(parts) > 1 and key(parts[0]).rstrip(".") in _titles():
        parts = parts[1:]
    return " ".join(parts)


def _by_civility(tree: Tree, group: Group) -> list[Group]:
    """« M. Traoré », « Mme Traoré »: a surname that two people bear, each with what stands closest after them."""
    told = [_civil_gender(tree, name) for name in group.names]
    if " " in _bare(group.entity.name) or not {"m", "f"} <= set(told):
        return [group]
    parts = {"m": Group(group.entity), "f": Group(group.entity)}
    latest = next(gender for gender in told if gender)
    for name, gender in zip(group.names, told, strict=True):
        latest = gender or latest
        parts[latest].names.append(name)
        parts[latest].labels["PER"] += 1
    for role in group.roles:
        nearest = min(group.names, key=lambda name: abs(name.ranks[0] - role.first))
        parts["m" if nearest in parts["m"].names else "f"].roles.append(role)
    return list(parts.values())


# -- rows that are one --------------------------------------------------------------------------


def _shared(tree: Tree, groups: list[Group]) -> list[Group]:
    """The groups after surnames have gone to their person and acronyms to the body they spell."""
    people = [g for g in groups if g.label == "PER"]
    bodies = [g for g in groups if g.label in ("ORG", "MISC")]
    gone: set[int] = set()
    for group in groups:
        other = _person_of(tree, group, people) or _body_of(group, bodies)
        if other is not None and other is not group and id(other) not in gone:
            other.names += group.names
            other.roles += group.roles
            other.labels["PER" if other.label == "PER" else "ORG"] += len(group.names)
            gone.add(id(group))
    return [g for g in groups if id(g) not in gone]


def _person_of(tree: Tree, group: Group, people: Iterable[Group]) -> Group | None:
    """The only person a lone surname can be; of several the one that civility or gender points to."""
    word = _bare(group.entity.name)
    if " " in word and not word.startswith(("de ", "d'", "du ", "van ", "von ", "ben ", "el ", "al ")):
        return None
    fits = [p for p in people if p is not group and _is_surname(word, _bare(p.entity.name))]
    if group.label != "PER" and (len(fits) != 1 or not all(_bare_person(tree, name) for name in group.names)):
        return None
    if len(fits) > 1:
        genders = {_civil_gender(tree, name) for name in group.names} - {""}
        told = [p for p in fits if genders and _gender(tree, p) in genders]
        group.doubtful = len(told) != 1
        return told[0] if len(told) == 1 else None
    return fits[0] if fits else None


def _is_surname(word: str, full: str) -> bool:
    return " " in full and full != word and full.endswith(" " + word)


def _bare_person(tree: Tree, name: Named) -> bool:
    """Whether a surname that was labelled otherwise stands as a person's does: no article, no preposition of place."""
    return tree.determiner(name.head) < 0 and name.part != acting.PLACE


def _civil_gender(tree: Tree, name: Named) -> str:
    return civil_gender(tree.low(name.ranks[0])) or civil_gender(tree.low(name.ranks[0] - 1))


def civil_gender(low: str) -> str:
    """« m. », « mme »: the gender a civility tells."""
    word = low.rstrip(".")
    return "m" if word in ("m", "mr", "monsieur", "mgr") else "f" if word in ("mme", "mlle", "madame", "mrs") else ""


def _gender(tree: Tree, group: Group) -> str:
    told = {_civil_gender(tree, name) for name in group.names} - {""}
    if len(told) == 1:
        return told.pop()
    return first_name_gender(group.entity.name)


@cache
def _first_names() -> dict[str, str]:
    return {key(name): gender for gender, names in rows("actors/first_names.tsv") for name in names.split()}


def first_name_gender(name: str) -> str:
    """The gender of a first name that only women or only men bear; empty for every other."""
    parts = _bare(name).split()
    return _first_names().get(re.split(r"-", parts[0])[0], "") if len(parts) > 1 else ""


def _body_of(group: Group, bodies: Iterable[Group]) -> Group | None:
    """The only body whose name the acronym spells, brackets or not."""
    short = plain(group.entity.name).replace(".", "")
    if not is_acronym(short) or len(short) <= SHORT or group.label not in ("ORG", "MISC"):
        return None
    fits = [b for b in bodies if b is not group and _spelled(b.entity.name, short)]
    return fits[0] if len(fits) == 1 else None


def _spelled(name: str, short: str) -> bool:
    parts = [part for part in re.split(r"[ '’]+", key(name)) if part]
    return len(parts) >= len(short) - 1 and len(parts) > 1 and spells(parts, key(short))


# -- what is an actor ---------------------------------------------------------------------------


def _kind(tree: Tree, group: Group) -> str:
    """person, organisation, state or group; empty when nothing here is an actor."""
    parts = {name.part for name in group.names}
    name = key(group.entity.name)
    if is_country(name) and group.label in ("LOC", "ORG"):
        return "state" if _state_acts(tree, group) else ""
    if group.label == "PER":
        alone = not all(led_by(tree, name) for name in group.names)
        return "person" if alone and not _is_slogan(tree, group) else ""
    if is_seat(name):
        return ""
    if group.label == "ORG":
        venue = name.split()[0] in {key(word) for word in members("actors/venues.txt")}
        acts = not venue or acting.ACTS in parts
        return "organisation" if acts and not _is_slogan(tree, group) else ""
    if group.label == "MISC" and _is_people(tree, group):
        return "group" if parts & {acting.ACTS, acting.UNDERGOES, acting.WITH} else ""
    return ""


def _state_acts(tree: Tree, group: Group) -> bool:
    return any(
        name.part in (acting.ACTS, acting.UNDERGOES, acting.WITH)
        or (name.part == acting.OF and acting.holds_act(tree, name.head))
        or (name.part == acting.ALONE and tree.determiner(name.head) >= 0)
        for name in group.names
    )


def _is_slogan(tree: Tree, group: Group) -> bool:
    """« FRAYEURS. - … »: an ordinary word in capitals that opens its paragraph; « AG »: two letters nobody knows."""
    name = plain(group.entity.name)
    if len(group.entity.forms) > 1:
        return False
    if name.isupper() and name.isalpha() and len(name) > SHORT + 1 and key(name) in ordinary():
        return True
    if name.isupper() and len(name) > SHORT + 1 and all(_opens(tree, n) for n in group.names):
        return True
    unknown = is_acronym(name) and len(name) <= SHORT and name not in _known_acronyms()
    return unknown and all(n.part != acting.ACTS for n in group.names)


def _opens(tree: Tree, name: Named) -> bool:
    """« FRAYEURS. En route … », « STATS : … »: a word in capitals that heads its paragraph."""
    after = name.ranks[-1] + 1
    first = tree.units[name.ranks[0]].first and "." not in name.mention.text
    return first and after < len(tree.units) and tree.units[after].text in (".", ":", "-", "–", "—") and (
        key(name.mention.text) not in known_names()
    )


@cache
def _known_acronyms() -> frozenset[str]:
    return frozenset(row[0] for row in rows("entities/acronyms.tsv"))


def _is_people(tree: Tree, group: Group) -> bool:
    """« les Palestiniens »: a people, with its article; « un Palestinien » is somebody else."""
    if not any(tree.low(tree.determiner(name.head)) in _OF_PEOPLES for name in group.names):
        return False
    return key(group.entity.name).removesuffix("s") in {p.removesuffix("s") for p in peoples()} or (
        key(group.entity.name) in _groups_by_name()
    )


_OF_PEOPLES = frozenset(("les", "des", "aux", "ces"))


@cache
def _groups_by_name() -> frozenset[str]:
    return frozenset(key(noun) for noun in nouns("groups"))


# -- into the book ------------------------------------------------------------------------------


def _enter(book: Book, tree: Tree, group: Group, kind: str) -> Draft:
    entity = group.entity
    if entity.id in book.drafts:
        draft = book.new(kind, shown(entity.name), entity=entity.id)
    else:
        draft = book.add(Draft(entity.id, shown(entity.name), kind, entity=entity.id, plural=kind == "group"))
    draft.gender = _gender(tree, group) if kind == "person" else body_gender(tree, group.names)
    inactive = kind == "group" and all(name.part != acting.ACTS for name in group.names)
    draft.doubtful = group.doubtful or inactive
    if kind == "person":
        draft.name = _with_particle(tree, draft.name, group.names)
        draft.roles = group.roles
        draft.gender = draft.gender or role_gender(tree, group.roles)
    for name in group.names:
        if kind == "state" and name.part == acting.PLACE:
            continue
        start, end = name.mention.start, name.mention.end
        book.meet(draft, start, end, "name", name.head, name.mention.text)
        draft.acts |= name.part == acting.ACTS
    return draft


def _with_particle(tree: Tree, name: str, names: Iterable[Named]) -> str:
    """« le général de Gaulle », « Mme de Sarnez »: the particle is the name's where a title stands before it."""
    if " " in name:
        return name
    for mention in names:
        at = mention.ranks[0] - 1
        if tree.low(at) in ("de", "d'") and key(tree.low(at - 1)).rstrip(".") in _titles():
            return ("de " if tree.low(at) == "de" else "d’") + name
    return name


def role_gender(tree: Tree, roles: Iterable[Role]) -> str:
    """The gender a function tells: by its article, or by its form where it has two."""
    for role in roles:
        low, before = tree.low(role.noun), tree.low(role.first - 1)
        if before in ("la", "une", "cette"):
            return "f"
        if before in ("le", "un", "du", "au", "ce"):
            return "m"
        if feminine_noun(low):
            return "f"
    return ""


def feminine_noun(low: str) -> bool:
    """« directrice », « députée »: the noun has a masculine form that it is not."""
    return low.endswith(("trice", "euse", "ienne", "ière", "ée", "esse")) and low in person_nouns()


def body_gender(tree: Tree, names: Iterable[Named]) -> str:
    """The gender of a body or a state, as its article tells."""
    told: Counter[str] = defaultdict(int)  # type: ignore[assignment]
    for name in names:
        at = tree.determiner(name.head)
        low = tree.low(at) if at >= 0 else ""
        told["f" if low in ("la", "une", "cette") else "m" if low in ("le", "un", "ce", "du", "au") else ""] += 1
    told.pop("", None)
    return max(told, key=lambda gender: told[gender], default="")


def is_seat(name: str) -> bool:
    """« Matignon », « Kremlin »: a palace that stands for who governs there; `name` is folded."""
    return name in {key(seat) for seat in members("entities/seats.txt")}
