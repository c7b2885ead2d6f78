"""How sure a happening is, by mood, tense and what governs it: told, ongoing, planned, denied, alleged or unreal.

A hope, a fear, a condition, a possibility and what somebody refrained from are unreal: no date makes a fact of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...french.grammar.clauses import auxiliaries, clause_of
from ...french.grammar.tense import is_conditional
from ...lexicons import keys
from ...model import typography

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEP = 8  # governors looked at above a predicate: no sentence that is read nests deeper
COMPLEMENTS = ("ccomp", "xcomp", "csubj", "obj", "obl:arg", "acl", "nmod", "iobj", "obl:agent")
UNREAL, ALLEGED, PLANNED, DENIED, ONGOING, HAPPENED = (
    "hypothetical",
    "alleged",
    "planned",
    "denied",
    "ongoing",
    "happened",
)


def status_of(predicate: Token, *, open_ended: bool = False, ahead: bool = False) -> str:
    """The status of what `predicate` tells: the word that the date hangs on, a verb or an event noun.

    `ahead`: the date lies after the publication; `open_ended`: it began then and lasts.
    """
    governed = _by_governors(predicate)
    if governed == UNREAL or _is_conditioned(predicate) or _is_perhaps(predicate) or _is_supposed(predicate):
        return UNREAL
    if governed != DENIED and _is_wanted(predicate):
        return UNREAL
    mood = _by_mood(predicate)
    if mood == UNREAL:
        return UNREAL
    if ahead or mood == PLANNED or governed == PLANNED:
        return PLANNED
    if governed == DENIED:
        return DENIED
    if mood == ALLEGED or governed == ALLEGED:
        return ALLEGED
    return ONGOING if open_ended and "Pres" in _finite(predicate).morph.get("Tense", []) else HAPPENED


def is_completed(predicate: Token) -> bool:
    """« ont adopté », « avait fermé »: over, whatever day the page says it was published."""
    clause = clause_of(predicate) if predicate.dep_ == "acl" else predicate
    carriers = [child for child in clause.children if child.dep_ == "aux:tense"]
    return any("Ind" in child.morph.get("Mood", []) and "Fut" not in child.morph.get("Tense", []) for child in carriers)


def _is_supposed(predicate: Token) -> bool:
    """« le pire serait que la digue cède »: neither the worst nor the breach has come."""
    near = (predicate, predicate.head) if predicate.dep_ in ("ccomp", "csubj", "advcl", "acl") else (predicate,)
    helpers = (child for token in near for child in token.children if child.dep_ == "cop" or child.dep_ == "aux:pass")
    behind = ((helper, helper.nbor(1)) for helper in helpers if helper.i + 1 < len(helper.doc))
    return any(is_conditional(helper) and token.lower_ in ("que", "qu'", "qu’") for helper, token in behind)


def _is_perhaps(predicate: Token) -> bool:
    """« le feu a peut-être pris le 3 mai », « peut-être que… »."""
    near = (predicate.head, predicate) if predicate.dep_ in ("ccomp", "advcl", "csubj") else (predicate,)
    words = {typography.key(token.text) for token in near} | {
        typography.key(child.text) for token in near for child in token.children if child.dep_ == "advmod"
    }
    return "peut-etre" in words


def _by_governors(predicate: Token) -> str:
    """What the verbs and nouns above say of it: « espère », « la crainte de », « nie », « promet »."""
    if _is_one(predicate, "never_real") or is_linked_only(predicate) or _is_failed_likeness(predicate):
        return UNREAL
    status = ""
    for below, above in _chain(predicate):
        if below.dep_ != "conj" and _is_one(above, "never_real", "unreal_governors"):
            return UNREAL
        if _denies(above, below):
            status = DENIED
        if _is_one(above, "accusing") and below.dep_ in ("xcomp", "ccomp", "obl:arg", "acl"):
            status = ALLEGED
        infinitive = _is_to_come(below)
        bare = infinitive or not auxiliaries(below)
        if bare and below.dep_ == "xcomp" and "Fut" in _finite(above).morph.get("Tense", []):
            status = status or PLANNED  # « pourront s'inscrire », « resteront ouvertes »
        carried_out = _key(above) in ("devoir", "aller") and _is_perfect(above)
        waited = _key(above) == "attendre" and not {"Pres", "Fut"} & set(_finite(above).morph.get("Tense", []))
        if infinitive and _is_one(above, "planning") and not carried_out and not waited:
            status = status or PLANNED
        if _by_mood(above) == UNREAL and below.dep_ in ("xcomp", "ccomp"):
            return UNREAL
        if _is_conditioned(above):
            return UNREAL
    return status


def _is_to_come(predicate: Token) -> bool:
    """« partir », « être présenté »; « avoir présenté » is over."""
    forms = [child for child in auxiliaries(predicate) if child.dep_ == "aux:pass"]
    if any(child not in forms for child in auxiliaries(predicate)):
        return False
    return any("Inf" in token.morph.get("VerbForm", []) for token in (predicate, *forms))


def is_linked_only(predicate: Token) -> bool:
    """« a été associé à un don versé en janvier »: what somebody is only brought together with, and nobody says was.

    « au don versé en janvier » is one that all know of.
    """
    noun = predicate.head if predicate.dep_ == "acl" else predicate
    verb = noun.head
    if noun.pos_ != "NOUN" or not noun.dep_.startswith("obl") or not _is_one(verb, "linking"):
        return False
    led = (child.morph for child in noun.children if child.dep_ in ("det", "case"))
    known = any("Def" in morph.get("Definite", []) for morph in led)
    return not known and any(child.dep_ == "aux:pass" for child in verb.children)


def _is_failed_likeness(predicate: Token) -> bool:
    """« comme il n'a pas pu en 2015 »: what the act of the clause around it is set against did not happen."""
    marks = {_key(child) for child in predicate.children if child.dep_ == "mark"}
    return "comme" in marks and any("Neg" in child.morph.get("Polarity", []) for child in predicate.children)


def _is_wanted(predicate: Token) -> bool:
    """« pour que la date soit changée »: a subjunctive that is not of the past, nor in a relative clause."""
    past = any(child.dep_ == "aux:tense" for child in predicate.children)
    conceded = {_key(child) for child in predicate.children if child.dep_ in ("mark", "advmod")} & {"bien", "quoique"}
    moods = _finite(predicate).morph.get("Mood", [])
    return "Sub" in moods and not past and not conceded and predicate.dep_ in ("ccomp", "advcl")


def _chain(predicate: Token) -> list[tuple[Token, Token]]:
    """(below, above) up through complements and coordination; a relative clause stands for itself."""
    pairs, token = [], predicate
    for _ in range(DEEP):
        if token.head == token or not (token.dep_ in COMPLEMENTS or token.dep_ == "conj"):
            break
        if token.dep_ in ("acl", "nmod") and "Part" in token.morph.get("VerbForm", []):
            break
        pairs.append((token, token.head))
        token = token.head
    return pairs


def _is_conditioned(token: Token) -> bool:
    """« si les digues avaient été levées », « avant qu'elle ne ferme », « pour qu'il parte », « à moins que »."""
    leading = [child for child in token.children if child.dep_ in ("mark", "case", "advmod", "fixed")]
    if not leading:  # as before most words
        return False
    marks = [child for child in leading if child.dep_ == "mark"]
    led = {_key(child) for child in marks}
    phrase = {_joined(child.subtree) for child in leading}
    whole = _joined(marks)
    if (led | phrase | {whole}) & keys("events/unreal_marks.txt"):
        return True
    return "si" in led | phrase and not _is_concession(token)


def _joined(tokens: Iterable[Token]) -> str:
    return typography.key(" ".join(token.text for token in tokens)).replace("' ", "'")


def _is_concession(token: Token) -> bool:
    """« Si le chômage a baissé en 2019, il reste élevé »: a compound past beside an indicative is a fact."""
    if token.dep_ != "advcl":
        return False
    own, main = _finite(token), _finite(clause_of(token.head))
    told = own != token and "Pres" in own.morph.get("Tense", [])
    return told and not ("Cnd" in main.morph.get("Mood", []) or "Fut" in main.morph.get("Tense", []))


def denier_of(predicate: Token) -> Token | None:
    """The verb of denial or of feeling that a clause hangs on: alone the clause would mislead."""
    for below, above in _chain(predicate):
        if _denies(above, below):
            return above
        if below.dep_ == "ccomp" and "Sub" in _finite(below).morph.get("Mood", []):
            return above  # « regrette que la gare ait fermé »
    return None


def _denies(above: Token, below: Token) -> bool:
    """« nie avoir menti », « dément que », « réfute l'achat »."""
    return _is_one(above, "denying") and below.dep_ in ("ccomp", "xcomp", "obj")


def _by_mood(token: Token) -> str:
    """A conditional is the press's way to allege, a report's way to tell the future, or unreal; a future is planned."""
    finite = _finite(token)
    word = _key(token)
    if word in ("devoir", "aller") and _is_perfect(token):
        return ""  # « a dû fermer la gare »: it did
    on_condition = any(child.dep_ == "advcl" and _is_conditioned(child) for child in token.children)
    if "Fut" in finite.morph.get("Tense", []) and not is_conditional(finite):
        return UNREAL if on_condition else PLANNED
    if not is_conditional(finite):
        waited = word == "attendre" and not {"Pres", "Fut"} & set(
            finite.morph.get("Tense", [])
        )  # « attendait d'opérer »
        ahead = (_is_one(token, "planning") and not waited and _has_infinitive(token)) or _is_announced(token, finite)
        return PLANNED if ahead else ""
    if _is_one(token, "wishing_moods") or (word == "devoir" and finite != token):
        return UNREAL
    if on_condition:
        return UNREAL
    if word == "devoir":
        return PLANNED
    if _is_of_an_idea(token):
        return UNREAL
    compound = finite != token and _key(finite) in ("avoir", "etre") and finite.dep_ != "cop"
    if not compound and token.dep_ == "ccomp":
        return PLANNED  # « a annoncé que l'école rouvrirait lundi »
    return ALLEGED


def _is_of_an_idea(token: Token) -> bool:
    """« vendre la gare serait une erreur », « ce serait une erreur »: a judgement on what nobody has done."""
    subjects = [child for child in token.children if child.dep_.startswith(("nsubj", "csubj", "expl:subj"))]
    if not subjects and token.dep_ == "ROOT" and any(child.dep_ == "cop" for child in token.children):
        return True  # an infinitive that the parse takes for something else
    return any("Inf" in child.morph.get("VerbForm", []) or _key(child) in ("ce", "cela", "c'") for child in subjects)


def _is_perfect(token: Token) -> bool:
    """A compound past: « a dû », « avait dû »."""
    carriers = [child for child in auxiliaries(token) if "Fin" in child.morph.get("VerbForm", [])]
    return any("Ind" in child.morph.get("Mood", []) and "Fut" not in child.morph.get("Tense", []) for child in carriers)


def _has_infinitive(token: Token) -> bool:
    return any(
        child.dep_ in ("xcomp", "ccomp", "obl:arg") and "Inf" in child.morph.get("VerbForm", [])
        for child in token.children
    )


def _finite(token: Token) -> Token:
    """The finite form of a predicate: itself, its first auxiliary or its copula."""
    if "Fin" in token.morph.get("VerbForm", []):
        return token
    carriers = (child for child in token.children if _carries(child))
    return next((child for child in carriers if "Fin" in child.morph.get("VerbForm", [])), token)


def _carries(child: Token) -> bool:
    return child.dep_.startswith("aux") or child.dep_ == "cop"


def _key(token: Token) -> str:
    word = typography.key(token.lemma_ or token.text)
    return "si" if word in ("s'", "si") else word


def _is_announced(token: Token, finite: Token) -> bool:
    """« est prévu pour 2022 »: still to come when it was written, whatever day that was."""
    present = "Pres" in finite.morph.get("Tense", []) and _key(finite) == "etre"
    return present and _is_one(token, "planned") and "Part" in token.morph.get("VerbForm", [])


def _is_one(token: Token, *names: str) -> bool:
    """Whether a word is in one of the lists; a verb that was lemmatised as a noun (« redoute ») as its verb."""
    word = _key(token)
    forms = (word, f"{word}r")
    return any(not keys(f"events/{name}.txt").isdisjoint(forms) for name in names)
