"""What became of the people counted: dead, wounded, missing, displaced, arrested; told by noun, participle or verb."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ... import lexicons
from ...french.grammar.verbs import plural
from ...model.typography import key
from .scan import Scan

STEPS = 4
_DENIED = frozenset(("pas", "jamais", "aucun", "aucune", "ni"))
_OBJECT, _SUBJECT = ("obj", "obl:arg", "iobj"), ("nsubj", "nsubj:caus", "nsubj:outer")


@cache
def _words(how: str) -> dict[str, str]:
    """Word (key, both numbers for nouns) -> kind, of one column of the list."""
    table = {}
    for word, kind, told in lexicons.rows("quantities/fates.tsv"):
        if told == how:
            table[key(word)] = table[key(plural(word))] = kind
    return table


@cache
def named_fates() -> dict[str, str]:
    """Nouns that tell by themselves what became of those counted, as they stand, both numbers -> kind."""
    table = {}
    for word, kind, told in lexicons.rows("quantities/fates.tsv"):
        if told == "noun":
            table[word] = table[plural(word)] = kind
    return table


@cache
def _turns() -> dict[tuple[str, str, str], str]:
    return {
        (key(verb), key(noun), whose): kind for verb, noun, kind, whose in lexicons.rows("quantities/fate_turns.tsv")
    }


def fate_of(scan: Scan, noun: int, top: int) -> str:
    """The fate of what `noun` counts, "" where none is told for sure; `top`: by what it hangs in its sentence."""
    called = _words("noun").get(key(scan.low(noun)), "")
    if called:
        return called
    return (
        _as_participle(scan, noun) or _by_participle(scan, noun) or _by_victims(scan, noun) or _by_head(scan, noun, top)
    )


def is_only_of_people(scan: Scan, noun: int, top: int) -> bool:
    """Whether the word that tells a fate is said of people only: « six maçons tués », not « huit vaches tuées »."""
    if key(scan.low(noun)) in lexicons.keys("quantities/animals.txt"):
        return False
    near = [*scan.tree.of(noun, "acl", "amod", "acl:relcl"), *(scan.tree.heads[at] for at in _up(scan, top))]
    return any(key(scan.tokens[at].lemma) in lexicons.keys("quantities/of_people.txt") for at in near if at >= 0)


def _as_participle(scan: Scan, number: int) -> str:
    """« et cinq autres grièvement blessés »: a number without a noun, counted by the participle it hangs on."""
    head = scan.tree.heads[number]
    if head < 0 or scan.tokens[number].pos not in ("NUM", "ADJ", "DET") or not 0 < head - number < 5:
        return ""
    token = scan.tokens[head]
    bare = (
        token.pos == "VERB"
        and "VerbForm=Part" in token.morph
        and not any(scan.tokens[at].pos == "AUX" for at in range(number, head))
    )
    return _words("undergone").get(key(token.lemma), "") if bare else ""


def _by_victims(scan: Scan, noun: int) -> str:
    """« victimes d'exécutions sommaires »."""
    victims = [noun, *scan.tree.of(noun, "amod", "acl", "appos", "nmod")]
    for at in victims:
        if key(scan.low(at)) in ("victime", "victimes"):
            named = (_words("act").get(key(scan.low(child)), "") for child in scan.tree.of(at, "nmod"))
            mortal = any(scan.low(child).startswith("mortelle") for child in scan.tree.of(at, "amod"))
            return "dead" if mortal else next(filter(None, named), "")
    return ""


def _by_participle(scan: Scan, noun: int) -> str:
    """« 13 soldats français tués », « quatre mineurs écroués », « des enfants qui ont été tués »."""
    for child in scan.tree.of(noun, "acl", "amod", "acl:relcl", "appos"):
        token = scan.tokens[child]
        lemma, word = key(token.lemma), key(token.low)
        if token.relation == "acl:relcl":
            subject = next((at for at in scan.tree.of(child, "nsubj", "nsubj:pass") if scan.low(at) == "qui"), -1)
            kind = _of_verb(scan, child, subject) if subject >= 0 else ""
        else:
            participle = "VerbForm=Part" in token.morph or token.pos == "ADJ" or token.relation == "amod"
            kind = (_words("undergone").get(lemma) or _words("noun").get(word) or "") if participle else ""
        if kind and _is_real(scan, child):
            return kind
    return ""


def _by_head(scan: Scan, noun: int, top: int) -> str:
    """By what the noun hangs on: « ont été tuées », « a tué trois enfants », « la mort de 12 personnes »."""
    for at in _up(scan, top):
        head, relation = scan.tree.heads[at], scan.tokens[at].relation
        if head < 0:
            break
        if relation == "nmod" and _has_dative(scan, at) and scan.tree.heads[head] >= 0:
            return _by_dative(scan, scan.tree.heads[head])
        if relation == "nmod" and scan.time_over(head, head + 1) is not None and scan.tree.heads[head] >= 0:
            head = scan.tree.heads[head]  # « l'arrestation lundi de huit soldats »
        if relation in ("nmod", "obl:arg") and scan.tree.case(at) in ("de", "d'", "des", "du"):
            act = _words("act").get(key(scan.low(head)), "")
            if act:
                return act if _is_real(scan, head) else ""
        if relation.startswith("nsubj") or relation in (*_OBJECT, "obl:mod"):
            return _of_verb(scan, head, at) or _past_a_date(scan, head, at)
    return ""


def _past_a_date(scan: Scan, verb: int, at: int) -> str:
    """« a annoncé l'arrestation lundi de huit soldats »: the noun they follow stands before the date."""
    case = next(scan.tree.of(at, "case"), -1)
    if case < 1 or scan.low(case) not in ("de", "d'", "des") or scan.time_over(case - 1, case) is None:
        return ""
    back = case - 1
    while back > 0 and scan.time_over(back, back + 1) is not None:
        back -= 1
    act = _words("act").get(key(scan.low(back)), "") if scan.tree.heads[back] == verb else ""
    return act if act and _is_real(scan, back) else ""


def _up(scan: Scan, top: int) -> Iterator[int]:
    """The word and those it is coordinated with: « tué 3 soldats et 4 civils »."""
    for _ in range(STEPS):
        yield top
        if scan.tokens[top].relation not in ("conj", "appos") or scan.tree.heads[top] < 0:
            return
        top = scan.tree.heads[top]


def _of_verb(scan: Scan, verb: int, part: int) -> str:
    """The fate a verb tells of its subject or object at `part`; « ont dû fuir » tells that they fled."""
    forced = _forced(scan, verb) if scan.tokens[part].relation.startswith("nsubj") else -1
    if forced >= 0:
        lemma = key(scan.tokens[forced].lemma)
        return _words("done").get(lemma) or _by_turn(scan, forced, lemma, "subject")
    relation, token = scan.tokens[part].relation, scan.tokens[verb]
    lemma, passive = key(token.lemma), _is_passive(scan, verb)
    subject = relation in ("nsubj:pass", *_SUBJECT)
    if subject and (passive or relation == "nsubj:pass"):
        kind = _words("undergone").get(lemma) or _words("noun").get(key(token.low)) or ""
        kind = kind or _words("done").get(lemma, "") or (_reported(scan, verb) if lemma == "porter" else "")
        kind = kind or _by_turn(scan, verb, lemma, "passive")
    elif subject:
        kind = _words("done").get(lemma) or _by_turn(scan, verb, lemma, "subject") or _called(scan, verb)
    elif relation == "obj" and not passive:
        kind = _words("undergone").get(lemma, "")
    else:
        dative = scan.tree.case(part) in ("à", "aux", "au") or _has_dative(scan, part)
        kind = _by_turn(scan, verb, lemma, "dative") if dative else ""
    return kind if kind and _is_real(scan, verb) else ""


def _called(scan: Scan, verb: int) -> str:
    """« 12 soldats sont morts », « sont portés disparus »: the predicate behind a copula."""
    copula = any(True for _ in scan.tree.of(verb, "cop", "aux:tense", "aux:pass"))
    return _words("noun").get(key(scan.low(verb)), "") if copula else ""


def _reported(scan: Scan, verb: int) -> str:
    """« sont portés disparus »."""
    return next((_words("noun").get(key(scan.low(at)), "") for at in scan.tree.of(verb, "xcomp", "obj", "advmod")), "")


def _is_passive(scan: Scan, verb: int) -> bool:
    return any(True for _ in scan.tree.of(verb, "aux:pass"))


def _has_dative(scan: Scan, part: int) -> bool:
    """« à plus de 2 000 personnes »: the preposition stands before the bound."""
    return any(scan.low(at) in ("à", "aux") for at in range(max(0, part - 3), part))


def _forced(scan: Scan, verb: int) -> int:
    """The infinitive behind a « devoir » that is past, -1 where there is none."""
    past = key(scan.tokens[verb].lemma) == "devoir" and "Mood=Cnd" not in scan.tokens[verb].morph
    told = past and any(
        scan.tokens[at].low in ("a", "ont", "avaient", "avait") for at in scan.tree.of(verb, "aux:tense")
    )
    return next(scan.tree.of(verb, "xcomp"), -1) if told else -1


def _by_dative(scan: Scan, verb: int) -> str:
    """« a coûté la vie à 12 personnes », where the parse hangs them on « vie »."""
    kind = _by_turn(scan, verb, key(scan.tokens[verb].lemma), "dative")
    return kind if kind and _is_real(scan, verb) else ""


def _by_turn(scan: Scan, verb: int, lemma: str, whose: str) -> str:
    objects = (key(scan.tokens[at].lemma or scan.low(at)) for at in scan.tree.of(verb, "obj", "obl:arg", "obl:mod"))
    return next((_turns()[lemma, noun, whose] for noun in objects if (lemma, noun, whose) in _turns()), "")


def _is_real(scan: Scan, at: int) -> bool:
    """Whether it is told as having happened: neither denied, nor only risked, tried or feared."""
    open_ = lexicons.keys("quantities/unreal.txt")
    if any(scan.low(child) in _DENIED for child in scan.tree.of(at, "advmod")) or _is_conditional(scan, at):
        return False
    for _ in range(STEPS):
        if scan.tokens[at].relation not in ("xcomp", "nmod", "obl:arg", "advcl", "conj", "obj"):
            return True
        crossing = scan.tokens[at].relation in ("xcomp", "nmod", "obl:arg", "obj")
        at = scan.tree.heads[at]
        if at < 0:
            return True
        if crossing and key(scan.tokens[at].lemma) in open_:
            return False
    return True


def _is_conditional(scan: Scan, at: int) -> bool:
    """« pourraient être tués » and « tuerait »; « auraient été tués » is hearsay, and told by its source."""
    auxiliaries = [scan.tokens[child] for child in scan.tree.of(at, "aux:tense", "aux:pass", "cop")]
    return "Mood=Cnd" in scan.tokens[at].morph and not auxiliaries
