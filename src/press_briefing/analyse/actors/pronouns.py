"""Pronouns: to the one who agrees and was last spoken of as subject; what is unclear is marked or left."""

from __future__ import annotations

from collections.abc import Sequence

from ...french.grammar.classes import words
from ...lexicons import members
from .ahead import main_subject
from .book import Draft
from .impersonal import is_impersonal
from .roles import body_nouns
from .scene import Scene, Seen
from .tree import Tree

REACH = 2  # sentences a pronoun looks back
FAR = 120  # words in which an earlier pronoun is looked for: so that the work stays linear
_MASCULINE = frozenset(("il", "-il", "-t-il", "ils", "-ils", "-t-ils", "lui", "celui-ci", "ceux-ci", "eux"))
_FEMININE = frozenset(("elle", "-elle", "-t-elle", "elles", "-elles", "-t-elles", "celle-ci", "celles-ci"))
_PLURAL = frozenset(("ils", "-ils", "-t-ils", "elles", "-elles", "-t-elles", "ceux-ci", "celles-ci", "eux"))
_NEAREST = words("nearest")
_STRESSED = words("stressed_leads")
_PREDICATES = ("VERB", "ADJ", "NOUN")
_OPEN = frozenset(("il", "-il", "-t-il"))
_CLAUSES = frozenset(("advcl", "ccomp", "xcomp", "acl", "acl:relcl"))
_SUBJECTS = ("nsubj", "csubj", "dislocated")


def is_pronoun(tree: Tree, i: int) -> bool:
    """Whether word `i` is a pronoun of the third person that stands for somebody."""
    low = tree.low(i)
    if low in ("dernier", "dernière"):
        return tree.low(i - 1) in ("ce", "cette") and tree.units[i + 1 : i + 2] != [] and not _noun_follows(tree, i)
    if low in ("lui", "eux"):
        return tree.low(i - 1) in _STRESSED or tree.low(i - 1) == "même"
    if low in _OPEN and is_impersonal(tree, i):
        return False
    return low in _MASCULINE | _FEMININE


def _noun_follows(tree: Tree, i: int) -> bool:
    return tree.units[i + 1].pos == "NOUN"


def resolve(scene: Scene, i: int) -> Draft | None:
    """Whom the pronoun stands for, entered into the book; None where it is unclear."""
    tree = scene.tree
    if tree.quoted[i]:
        return None  # somebody's own words: who is meant is known to them
    inverted, told = _inverted(scene, i)
    found, sure = (told, told is not None) if inverted else _chosen(scene, i)
    if found is None:
        return None
    if not inverted:
        goes_on, before = _centre(scene, i, found)
        if goes_on:
            found, sure = before or found, False
        sure = sure and not _eclipsed(scene, i, found) and not _likely_since(scene, i, found)
        sure = sure and not _has_lost_the_floor(scene, found, i) and not _may_look_ahead(scene, i, found)
    start, end = _span(tree, i)
    scene.book.meet(found, start, end, "pronoun", i, tree.text[start:end], doubtful=not sure)
    if sure and found.kind == "person" and tree.low(i) in _FEMININE | _MASCULINE:
        found.gender = found.gender or _gender(tree, i)
    return found if sure else None


def _may_look_ahead(scene: Scene, i: int, found: Draft) -> bool:
    """Whether the subject of the main clause behind, somebody else, may be meant: who stands before it is nearer."""
    if any(seen.draft == found.id for seen in scene.back(i, 0)):
        return False
    subject = main_subject(scene.tree, i)
    return subject >= 0 and scene.book.of(subject) is not found


def _inverted(scene: Scene, i: int) -> tuple[bool, Draft | None]:
    """« Le Chili ira-t-il plus loin ? »: whether the verb before has its subject already, and who that is."""
    tree, verb = scene.tree, scene.tree.heads[i]
    if not tree.low(i).startswith("-") or verb < 0 or _speaks(tree, i):
        return False, None
    before = (at for at in tree.children[verb] if at < i and tree.relation(at).startswith(_SUBJECTS))
    subject = next((at for at in before if not is_pronoun(tree, at)), None)
    if subject is None:
        return False, None
    found = scene.book.of(subject) if subject not in scene.book.unsure else None
    return True, found


def _has_lost_the_floor(scene: Scene, found: Draft, i: int) -> bool:
    """Whether a body or a state was no longer spoken of: « …, dit l'Allemagne. Le premier ministre, Mme Roy, a parlé.
    Elle a… ». A person of unknown gender loses it to the subject of the clause above: « l'Allemagne veut qu'elle … »."""
    near = any(seen.draft == found.id for seen in scene.back(i, 1))
    subjects = [seen for seen in scene.back(i, REACH) if seen.subject]
    last = subjects[0] if subjects else None
    if not near and not _is_people(found):
        return True
    if last is None or last.draft == found.id:
        return False
    if not _is_people(found):
        return True
    other = scene.book.drafts[last.draft]
    here = last.sentence == scene.tree.of_sentence[i]
    plural = scene.tree.low(i) in _PLURAL
    return here and not found.gender and not _is_people(other) and _agrees(other, _gender(scene.tree, i), plural)


def _centre(scene: Scene, i: int, found: Draft) -> tuple[bool, Draft | None]:
    """Whether the passage was about an earlier pronoun that agrees and was not surely `found`, and who that was.

    « Il abdique après avoir entendu l'empereur Roux parler. Il est arrêté. »: one and the same « il », and not Roux.
    Who is named as the subject since then begins anew.
    """
    tree, here = scene.tree, scene.tree.of_sentence[i]
    names = (seen for seen in scene.back(i, REACH) if not _is_third(tree, seen.rank))
    named = next((seen for seen in names if seen.draft == found.id), None)
    for at in range(i - 1, max(-1, i - FAR), -1):
        if here - tree.of_sentence[at] > REACH:
            break
        if not (_is_third(tree, at) and is_pronoun(tree, at)) or tree.quoted[at] or not _is_same(tree, at, i):
            continue
        told = scene.book.of(at)
        if named is None or at > named.rank:
            if _is_subject(tree, at) and (told is None or at in scene.book.unsure):
                return True, told
        elif tree.of_sentence[at] != named.sentence or named.sentence == here:
            break
        elif _is_main_subject(tree, at):
            return told is not found, told
    return False, None


def _is_third(tree: Tree, i: int) -> bool:
    return tree.low(i) in _MASCULINE | _FEMININE


def _is_main_subject(tree: Tree, i: int) -> bool:
    """Not « quand il est arrivé, Roux a parlé », where the name comes after its pronoun."""
    verb = tree.heads[i]
    return verb >= 0 and _is_subject(tree, i) and tree.relation(verb) in ("ROOT", "root", "conj")


def _is_subject(tree: Tree, i: int) -> bool:
    return tree.relation(i).startswith("nsubj") or tree.relation(i) == "expl:subj"  # « il y est détenu » is misread so


def _is_same(tree: Tree, one: int, other: int) -> bool:
    """Whether two pronouns agree."""
    return _gender(tree, one) == _gender(tree, other) and (tree.low(one) in _PLURAL) == (tree.low(other) in _PLURAL)


def _eclipsed(scene: Scene, i: int, found: Draft) -> bool:
    """Whether a noun that agrees was the subject since and is no person: « Roux a vendu. Le cours monte. Il … ».

    Of who was named but was no subject, all of the sentence counts: « Un inconnu a écrit au maire. Il … ».
    """
    tree = scene.tree
    last = next((seen for seen in scene.back(i, REACH) if seen.draft == found.id), None)
    first = last.rank + 1 if last is not None else i
    while last is not None and not last.subject and max(0, i - FAR) < first:
        if tree.of_sentence[first - 1] != last.sentence:
            break
        first -= 1
    things = ("NOUN", "PROPN")  # a place too: « Atlan a été construite, elle … »
    nouns = [at for at in range(first, i) if tree.units[at].pos in things and not _is_people(scene.book.of(at))]
    if _is_persons(tree, i) or _speaks(tree, i):
        nouns = [at for at in nouns if tree.low(at) in body_nouns()]
    subjects = any(tree.relation(at).startswith("nsubj") and _is_alike(tree, at, i) for at in nouns)
    return subjects or (last is not None and _hides(tree, i, nouns, last))


def _likely_since(scene: Scene, i: int, found: Draft) -> bool:
    """Whether somebody else, told of since as the subject, is known to be likely only: « Le président … Il … »."""
    tree, book = scene.tree, scene.book
    last = next((seen.rank for seen in scene.back(i, REACH) if seen.draft == found.id), i)
    unsure = (at for at in range(max(last, i - FAR), i) if at in book.unsure and not _is_third(tree, at))
    told = (book.of(at) for at in unsure if tree.relation(at).startswith("nsubj"))
    return any(d is not None and d is not found and d.kind == "person" for d in told)


def _hides(tree: Tree, i: int, nouns: Sequence[int], last: Seen) -> bool:
    """« On garde ce test pour voir s’il résiste »: a thing done to, and a clause about it; the person is farther off."""
    here, verb = tree.of_sentence[i], tree.heads[i]
    if last.sentence == here or verb < 0 or tree.relation(verb) not in _CLAUSES:
        return False
    objects = (at for at in nouns if tree.of_sentence[at] == here and tree.relation(at).startswith("obj"))
    return any(_is_alike(tree, at, i) and tree.morph(at, "Gender") for at in objects)


def _is_persons(tree: Tree, i: int) -> bool:
    """Whether only people and their bodies do what the pronoun does: « il affirme »."""
    verb = tree.units[tree.heads[i]] if tree.heads[i] >= 0 else None
    return verb is not None and verb.lemma in members("voices/personal.txt")


def _is_people(draft: Draft | None) -> bool:
    return draft is not None and draft.kind in ("person", "group")


def _is_alike(tree: Tree, noun: int, pronoun: int) -> bool:
    """Whether a noun has the gender and number of a pronoun, as far as the parse tells them."""
    gender = "Fem" if _gender(tree, pronoun) == "f" else "Masc"
    number = "Plur" if tree.low(pronoun) in _PLURAL else "Sing"
    return tree.morph(noun, "Gender") in ("", gender) and tree.morph(noun, "Number") in ("", number)


def _span(tree: Tree, i: int) -> tuple[int, int]:
    """The pronoun itself: « -t-il » without its hyphens, « ce dernier » whole."""
    unit = tree.units[i]
    if unit.low in ("dernier", "dernière"):
        return tree.units[i - 1].start, unit.end
    bare = unit.text.lstrip("-").removeprefix("t-").removeprefix("t'")
    return unit.end - len(bare), unit.end


def _gender(tree: Tree, i: int) -> str:
    low = tree.low(i)
    return "f" if low in _FEMININE or low == "dernière" else "m"


def _chosen(scene: Scene, i: int) -> tuple[Draft | None, bool]:
    low = scene.tree.low(i)
    speaks = _speaks(scene.tree, i)
    others = _others(scene, i)
    seen = [s for s in scene.back(i, REACH) if not s.quoted or (s.subject and not speaks)]
    seen = [s for s in seen if s.draft not in others]
    fits = [s for s in seen if _agrees(scene.book.drafts[s.draft], _gender(scene.tree, i), low in _PLURAL)]
    people = [s for s in fits if _is_people(scene.book.drafts[s.draft])]
    since = people and fits[0].subject and people[0].sentence < fits[0].sentence
    if since and scene.book.drafts[fits[0].draft].named:
        people = []  # « La maire part. L'usine a fermé. Elle … »: a body was the subject since
    fits = people or [s for s in fits if not speaks or scene.book.drafts[s.draft].kind != "state"]
    if not fits:
        return None, False
    if low in _NEAREST:
        last = scene.tree.of_sentence[i] - fits[0].sentence <= 1 and not fits[0].subject
        return scene.book.drafts[fits[0].draft], last or len({s.draft for s in fits}) == 1
    return _subject(scene, i, fits)


def _others(scene: Scene, i: int) -> set[str]:
    """Those who cannot be the pronoun: « Attribué au Front, il … », « Proche de Roux, elle … ».

    Who stands behind a preposition in what is said of somebody is another; a function there may be his own.
    """
    tree = scene.tree
    first = tree.first_at(tree.sentences[tree.of_sentence[i]].start)
    if tree.units[first].pos not in _PREDICATES or tree.low(i - 1) != ",":
        return set()
    led = [seen for seen in scene.back(i, 0) if first < seen.rank < i and tree.case(seen.rank)]
    return {
        seen.draft
        for seen in led
        if tree.units[seen.rank].pos == "PROPN" or scene.book.drafts[seen.draft].kind != "person"
    }


def _speaks(tree: Tree, i: int) -> bool:
    """« …, dit-elle »: a pronoun behind its verb of speech is nobody spoken of within the quotation."""
    verb = tree.units[tree.heads[i]] if tree.heads[i] >= 0 else None
    told = members("words/reporting_verbs.txt")
    return verb is not None and tree.low(i).startswith("-") and (verb.lemma in told or verb.low in told)


def _agrees(draft: Draft, gender: str, plural: bool) -> bool:
    if draft.plural != plural and draft.kind != "state":
        return False
    if draft.kind == "person":
        return draft.gender in ("", gender)
    if draft.kind == "group":
        return plural and (gender == "m" or draft.gender in ("", "f"))
    return draft.gender == gender and not plural


def _subject(scene: Scene, i: int, fits: Sequence[Seen]) -> tuple[Draft | None, bool]:
    """The last subject who agrees; sure where no other agreeing person was spoken of since, or at all."""
    drafts = {s.draft for s in fits}
    if len(drafts) == 1:
        only = scene.book.drafts[fits[0].draft]
        return only, only.gender != "" or scene.tree.of_sentence[i] - fits[0].sentence <= 1
    subjects = [s for s in fits if s.subject]
    if not subjects:
        return None, False
    chosen = subjects[0]
    same = {s.draft for s in fits if s.sentence >= chosen.sentence and s.draft != chosen.draft}
    rivals = {d for d in same if scene.book.drafts[d].gender == _gender(scene.tree, i)}
    told = scene.book.drafts[chosen.draft]
    return told, not rivals and (not same or told.gender == _gender(scene.tree, i))
