"""Titles and descriptions: « le ministre », « la dirigeante de la CGT », « l'intéressé »; and actors without a name."""

from __future__ import annotations

from functools import cache
from itertools import islice

from ...french.grammar.classes import words
from ...french.grammar.verbs import nouns
from ...lexicons import members, rows
from ...model.typography import key
from . import acting
from .beside import beside
from .book import Book, Draft, Role
from .gender import feminine_noun
from .nobody import is_nobody
from .players import countryman, is_stated, the_player
from .roles import content, head_of, is_person_noun, masculine
from .scene import Scene
from .tree import Tree

NEAR = 3  # sentences in which a bare title finds its person without doubt
CLOSE = 1  # sentences in which « l'homme » does
FAR = 12  # sentences past which a bare title finds nobody
MOST_BEARERS = 200  # people of one function that are looked at
_DEFINITE = words("definite_titles")
_PLURAL = words("several_titles")
_FORE = frozenset(("jeune", "jeun", "principal"))  # before a noun that takes somebody up, as `content` has them
_TAKEN_UP = words("taken_up")
_PARTIES = frozenset((acting.ACTS, acting.UNDERGOES))


def note_titles(book: Book, tree: Tree) -> None:
    """The noun of a function beside a name stands for the person; apart from the name it is a mention of its own."""
    for draft in list(book.drafts.values()):
        for role in draft.roles:
            if role.noun < 0 or role.how == "clause" or role.noun in book.by_head:
                continue
            if role.how == "title":
                book.by_head[role.noun] = draft.id
            else:
                start, end = tree.units[role.first].start, tree.units[role.last - 1].end
                book.meet(draft, start, end, "title", role.noun, tree.text[start:end])


def describe(scene: Scene, i: int) -> Draft | None:
    """Whom the noun phrase of word `i` stands for, entered into the book; None when it is nobody."""
    tree, low = scene.tree, scene.tree.low(i)
    if tree.units[i].capital and not tree.units[i].first and low not in ("premier", "président", "ministre"):
        return None
    if is_nobody(tree, i):
        return None
    person = is_person_noun(tree, i) and _is_noun(tree, i) and low not in members("actors/no_persons.txt")
    if (person or low in nouns("institutions")) and (named := beside(scene, i, tree.span(i))) is not None:
        scene.book.by_head[i] = named.id
        return named
    if person:
        return _person(scene, i)
    if low in members("actors/no_bodies.txt"):
        return None
    if low in nouns("groups") and _is_noun(tree, i) and _plural(tree, i):
        return _unnamed(scene, i, "group")
    if low in nouns("institutions") and _is_noun(tree, i):
        return _body(scene, i)
    return None


def by_country(scene: Scene, i: int) -> Draft | None:
    """« l'Argentin »: a mention of the one person spoken of lately who is told to be one; None of anybody else."""
    found = countryman(scene, i)
    if found is not None:
        _meet(scene, found, i, range(i, i + 1), sure=True)
    return found


def _is_noun(tree: Tree, i: int) -> bool:
    return tree.units[i].pos in ("NOUN", "PROPN") or (tree.units[i].pos == "ADJ" and tree.determiner(i) == i - 1)


def _plural(tree: Tree, i: int) -> bool:
    return tree.morph(i, "Number") == "Plur" or tree.low(tree.determiner(i)) in _PLURAL


def _definite(tree: Tree, i: int) -> bool:
    determiner = tree.determiner(i)
    return determiner >= 0 and tree.low(determiner) in _DEFINITE


def gender_of(tree: Tree, i: int) -> str:
    """The gender of a noun phrase: by its article, by whose it is (« mon mari », never « mon amie »), by its form."""
    low = tree.low(tree.determiner(i)) if tree.determiner(i) >= 0 else ""
    if low in ("mon", "ton", "son") and key(tree.units[i].text)[:1] not in "aeiouyh":
        return "m"
    told = {
        "le": "m",
        "la": "f",
        "un": "m",
        "une": "f",
        "ce": "m",
        "cet": "m",
        "cette": "f",
        "du": "m",
        "au": "m",
        "ma": "f",
        "ta": "f",
        "sa": "f",
    }
    if low in told:
        return told[low]
    return "f" if feminine_noun(tree.low(i)) else ""


# -- persons ------------------------------------------------------------------------------------


def _person(scene: Scene, i: int) -> Draft | None:
    tree = scene.tree
    if _plural(tree, i):
        return _unnamed(scene, i, "group")
    if _definite(tree, i):
        span = tree.span(i)
        said = content(tree, span)
        found, sure = _by_role(scene, i, said)
        if found is None:
            found, sure = _by_kind(scene, i, said)
        if found is not None:
            _meet(scene, found, i, span, sure=sure)
            return found if sure else None
    return _unnamed(scene, i, "person")


def _meet(scene: Scene, draft: Draft, i: int, span: range, *, sure: bool) -> None:
    tree = scene.tree
    first = tree.determiner(i)
    opening = first if first >= 0 and tree.low(first) not in words("contracted") else span[0]
    start, end = tree.units[min(opening, span[0])].start, tree.units[span[-1]].end
    scene.book.meet(draft, start, end, "description", i, tree.text[start:end], doubtful=not sure)
    if sure and draft.kind == "person":
        draft.gender = draft.gender or gender_of(tree, i)
        _enrich(tree, draft, i, span)


def _enrich(tree: Tree, draft: Draft, i: int, span: range) -> None:
    """A description that words the same function more fully is a statement of it."""
    head = head_of(tree, i)
    if any(role.head == head for role in draft.roles) or (not draft.roles and is_stated(tree, i, span)):
        start, end = tree.units[i].start, tree.units[span[-1]].end
        said = content(tree, range(i, span[-1] + 1))
        draft.roles.append(Role(i, span[-1] + 1, head, said, tree.text[start:end], "description", i))


def _agrees(draft: Draft, gender: str) -> bool:
    return not gender or not draft.gender or draft.gender == gender


def _by_role(scene: Scene, i: int, said: frozenset[str]) -> tuple[Draft | None, bool]:
    """The person of whom this function was said, and whether there is no doubt."""
    head, gender = head_of(scene.tree, i), gender_of(scene.tree, i)
    bearers = islice(scene.book.bearers.get(head, ()), MOST_BEARERS)
    fits = [d for d in map(scene.book.drafts.__getitem__, bearers) if _agrees(d, gender) and _holds(d, head, said)]
    fits = [d for d in fits if not scene.meets(i, d)]
    known = [d for d in fits if d.first < i]
    if not known:  # told before the name: only a full title
        full = [d for d in fits if len(said) > 1 and any(r.head == head and said <= r.content for r in d.roles)]
        return (full[0], True) if len(full) == 1 else (None, False)
    near = [d for d in scene.drafts(i, NEAR) if d in known]
    if len(said) == 1 and (first := _of_the_country(scene, i, head, known)) is not None:
        return first, first in scene.drafts(i, FAR) and all(d is first for d in near)
    if len(known) == 1:
        told = any(_tells(role, head, said) for role in known[0].roles)
        told = told and not (len(said) == 1 and _nameless_rival(scene, i, head, known[0]))
        return known[0], told and (bool(near) or len(said) > 1 or not _rival(scene, i, head, known[0]))
    recent = near or [d for d in scene.drafts(i, FAR) if d in known]
    if not recent:
        return None, False
    return recent[0], len(near) == 1 or (len(said) > 1 and len(recent) == 1)


def _of_the_country(scene: Scene, i: int, head: str, known: list[Draft]) -> Draft | None:
    """« le président » by itself, where one presides over the country and another over a club: the former."""
    bare = [d for d in known if any(r.head == head and _is_bare(r) for r in d.roles)]
    others = [d for d in known if d not in bare and not any(_is_bare(r) for r in d.roles if r.head == head)]
    return bare[0] if len(bare) == 1 and others else None


def _is_bare(role: Role) -> bool:
    """Whether a function is stated by its noun alone, or with a country: « président », « présidente chilienne »."""
    return all(word == role.head or word[0] == "@" for word in role.content)


def _tells(role: Role, head: str, said: frozenset[str]) -> bool:
    """Whether the function was said as fully, a country aside: « ministre » does not make « ministre des Sports »."""
    return role.head == head and all(word in role.content or word[0] == "@" for word in said)


def _rival(scene: Scene, i: int, head: str, draft: Draft) -> bool:
    """Whether somebody else with the same title was spoken of since."""
    return any(d is not draft and any(r.head == head for r in d.roles) for d in scene.drafts(i, FAR))


def _nameless_rival(scene: Scene, i: int, head: str, draft: Draft) -> bool:
    """Whether another of that function was told of without a name: « le ministre des Ports » and « X, ministre »."""
    others = (d for d in scene.drafts(i, FAR) if d.kind == "person" and not d.named and head in d.nouns)
    return any(len(d.name.split()) > 1 and not any(key(d.name) == key(r.text) for r in draft.roles) for d in others)


def _holds(draft: Draft, head: str, said: frozenset[str]) -> bool:
    """Whether a description says nothing of the function that the article does not say; countries must not differ."""
    for role in draft.roles:
        if role.head == head and role.how != "clause":
            countries = {word for word in said if word[0] == "@"}, {word for word in role.content if word[0] == "@"}
            if countries[0] and countries[1] and not countries[0] & countries[1]:
                continue
            former = role.content & {"ancien", "ancienne", "ex"}
            if former and not said & {"ancien", "ancienne", "ex"}:
                continue  # « l'ancien ministre » is not « le ministre »
            if said <= role.content or role.content <= said:
                return True
    return False


@cache
def _hypernyms() -> dict[str, frozenset[str]]:
    return {masculine(noun): frozenset(map(masculine, told.split())) for noun, told in rows("actors/hypernyms.tsv")}


def _by_kind(scene: Scene, i: int, said: frozenset[str]) -> tuple[Draft | None, bool]:
    """« le magistrat » is the judge spoken of; « l'intéressé », « la jeune femme » the only person who agrees."""
    head, gender = head_of(scene.tree, i), gender_of(scene.tree, i)
    bare = len(said) == 1
    if not bare and (leader := _of_the_same(scene, i, head, said, gender)) is not None:
        return leader, True
    if bare and (wanted := _hypernyms().get(head)):
        fits = [d for d in scene.drafts(i, NEAR) if _agrees(d, gender) and _is_one_of(d, wanted)]
        fits = [d for d in fits if not scene.meets(i, d)]
        if fits:
            return fits[0], len(fits) == 1 and not _unknown_since(scene, i, fits[0], gender)
    if (player := the_player(scene, i, head, said, gender)) is not None:
        return player, True
    taken = head in {masculine(word) for word in _TAKEN_UP} and len(said - _FORE) == 1
    if taken and gender:
        people = [d for d in scene.drafts(i, CLOSE) if d.kind == "person" and _agrees(d, gender)]
        people = [d for d in people if not scene.meets(i, d)]
        if len(people) == 1:
            alone = len({d.id for d in scene.drafts(i, NEAR) if d.kind == "person"}) == 1
            return people[0], people[0].named and (people[0].gender == gender or alone)
    return None, False


def _of_the_same(scene: Scene, i: int, head: str, said: frozenset[str], gender: str) -> Draft | None:
    """« la dirigeante de la Ligue » for « secrétaire générale de la Ligue »: the one of whom a like function is told."""
    wanted, of_what = _hypernyms().get(head, frozenset()), said - {head}
    drafts = (d for d in scene.drafts(i, FAR) if d.kind == "person" and d.named and _agrees(d, gender))
    fits = [d for d in drafts if any(r.head in wanted and of_what <= r.content and r.how != "clause" for r in d.roles)]
    return fits[0] if len(fits) == 1 and not scene.meets(i, fits[0]) else None


def _is_one_of(draft: Draft, heads: frozenset[str]) -> bool:
    """Whether somebody bears one of these functions; of who has no name (« l'ambassadeur du Mali ») by that noun."""
    nameless = draft.kind == "person" and not draft.named
    return any(r.head in heads for r in draft.roles) or (nameless and not heads.isdisjoint(draft.nouns))


def _unknown_since(scene: Scene, i: int, draft: Draft, gender: str) -> bool:
    """Whether somebody of whom no function is told was spoken of since: « le dirigeant » may be that one."""
    since = (d for d in scene.drafts(i, NEAR) if d.kind == "person" and d.named)
    nearer = next((d for d in since if d is draft or (not d.roles and _agrees(d, gender))), draft)
    return nearer is not draft


# -- bodies -------------------------------------------------------------------------------------


def _body(scene: Scene, i: int) -> Draft | None:
    """« la fédération », « le parti »: the body of that noun spoken of, else one without a name."""
    tree = scene.tree
    if _plural(tree, i):
        return _unnamed(scene, i, "group")
    if not _definite(tree, i):
        return _unnamed(scene, i, "organisation")
    span = tree.span(i)
    bare = len(content(tree, span)) == 1
    if bare:
        bodies = [d for d in scene.drafts(i, FAR) if d.kind == "organisation" and d.named]
        fits = [d for d in bodies if _is_called(d, tree.units[i].key)]
        near = [d for d in scene.drafts(i, NEAR) if d in fits]
        if fits:
            sure = len(fits) == 1 or len(near) == 1
            _meet(scene, (near or fits)[0], i, range(i, i + 1), sure=sure)
            return (near or fits)[0] if sure else None
    return _unnamed(scene, i, "organisation")


def _is_called(draft: Draft, noun: str) -> bool:
    """Whether a body's name or what stands before it holds the noun, as its first word."""
    return noun in draft.nouns or any(form.split(" ")[0].split("'")[-1] == noun for form in draft.keys)


# -- without a name -----------------------------------------------------------------------------


def _unnamed(scene: Scene, i: int, kind: str) -> Draft | None:
    """Somebody without a name who acts, undergoes or is a source: one row for the same words."""
    tree = scene.tree
    part = acting.part(tree, i)
    source = tree.case(acting.climbed(tree, i)) in ("selon", "par", "auprès") or tree.low(i - 2) == "selon"
    if (part not in _PARTIES and not source) or (kind != "group" and tree.determiner(i) < 0):
        return None
    span = tree.span(i)
    said = (head_of(tree, i), content(tree, span), kind)
    draft = scene.book.nameless.get(said)
    again = kind == "group" and len(said[1]) == 1 and tree.low(tree.determiner(i)) in ("les", "ces")
    if draft is None and (again or _definite(tree, i)):
        draft = next((d for d in scene.drafts(i, NEAR) if not d.named and d.kind == kind and said[0] in d.nouns), None)
    span = range(_past_small(tree, span, "leftovers"), _before_against(tree, span))
    first = tree.determiner(i)
    opening = first if 0 <= first < span[0] and tree.low(first) not in words("contracted") else span[0]
    start, end = tree.units[opening].start, tree.units[span[-1]].end
    if draft is None:
        draft = scene.book.new(kind, _name(tree, span), named=False, plural=kind == "group")
        draft.gender = gender_of(tree, i)
        scene.book.nameless[said] = draft
    draft.nouns[said[0]] = None
    scene.book.meet(draft, start, end, "description", i, tree.text[start:end])
    return draft


def _name(tree: Tree, span: range) -> str:
    """A description as a row's name: without its article."""
    first = _past_small(tree, span, "determiners", "contracted", "of", "leftovers")
    start, end = tree.units[first].start, tree.units[span[-1]].end
    return " ".join(tree.text[start:end].split())


def _past_small(tree: Tree, span: range, *classes: str) -> int:
    """The first word of a description past those of a class: « d'organismes », « dont 9 athlètes »."""
    first = span[0]
    while first < span[-1] and tree.low(first) in words(*classes) - words("others"):
        first += 1
    return first


def _before_against(tree: Tree, span: range) -> int:
    """The end of a description; « contre » behind it is what somebody is against, or warned of."""
    return next((i for i in span[1:] if tree.low(i) == "contre"), span[-1] + 1)
