"""Steps that find names the tagger passed by: those it found elsewhere, and peoples."""

from __future__ import annotations

from ...french.tokens import Token
from .features import listed, ordinary, organisation_heads, peoples, place_class
from .known import is_country
from .labels import things, told
from .page import Name, Page, free, joined

LONGEST_NAME = 6  # words of the longest name looked for again


def again(page: Page, names: list[Name]) -> list[Name]:
    """A name found somewhere is found everywhere; a person's surname too."""
    known = _known(page, names)
    heads = {word.split(" ")[0] for word in known}
    out = list(names)
    for sentence, start, end in list(free(names, page)):
        tokens = page.sentences[sentence]
        at = start
        while at < end:
            longest = min(LONGEST_NAME, end - at) if tokens[at].key in heads else 0
            length = next((n for n in range(longest, 0, -1) if _found(tokens[at : at + n], known)), 0)
            if length:
                out.append(Name(sentence, at, at + length, known[joined(tokens[at : at + length])]))
            at += length or 1
    return sorted(out, key=lambda n: (n.sentence, n.first))


def _found(tokens: list[Token], known: dict[str, str]) -> bool:
    """Whether these tokens are a known name; a body's long name may begin with a small letter (« un conseil … »)."""
    if (label := known.get(joined(tokens))) is None:
        return False
    small_body = label == "ORG" and len(tokens) > 2 and tokens[0].key in organisation_heads()
    return (tokens[0].capital or small_body) and not _small(tokens)


def _small(tokens: list[Token]) -> bool:
    """A single ordinary word at the head of its sentence: its capital says nothing."""
    return len(tokens) == 1 and tokens[0].first and tokens[0].key in ordinary()


def _known(page: Page, names: list[Name]) -> dict[str, str]:
    """Keys to look for again, with their label: the names, and the surnames of people."""
    known: dict[str, str] = {}
    for name in names:
        tokens = page.tokens(name)
        if name.fixed and name.label == "MISC":
            continue
        if len(tokens) > 1 or tokens[0].key not in ordinary():
            known.setdefault(joined(tokens), name.label)
        if name.label == "PER" and len(tokens) > 1:
            for part in (tokens[-1].key, tokens[0].key):
                if part not in ordinary() and len(part) > 2 and not (part == tokens[0].key and place_class(part)):
                    known.setdefault(part, "PER")
    return known


def left_over(page: Page, names: list[Name]) -> list[Name]:
    """A word that always has its capital is a name when the words before it say of what: a thing, a place, a body."""
    out = list(names)
    for sentence, start, end in list(free(names, page)):
        tokens = page.sentences[sentence]
        at = start
        while at < end:
            last = at
            while last < end and tokens[last].capital and tokens[last].text[0].isalpha():
                last += 1
            if last > at and (name := _told_name(page, Name(sentence, at, last, "ORG"))) is not None:
                out.append(name)
            at = max(last, at + 1)
    return sorted(out, key=lambda n: (n.sentence, n.first))


def _told_name(page: Page, name: Name) -> Name | None:
    tokens = page.tokens(name)
    plain_word = any(token.key in ordinary() or page.document.small[token.key] for token in tokens)
    if tokens[0].first or plain_word or len(tokens[0].text) < 3 or tokens[0].key in listed("no_names.txt"):
        return None
    before = page.before(name)
    if before is not None and before.key in listed("renamed.txt"):
        return name.labelled("ORG", fixed=True)
    for step in (things, told):
        (shown,) = step(page, [name])
        if shown.fixed:
            return shown
    return None


def ministries(page: Page, names: list[Name]) -> list[Name]:
    """« ministère de la Défense nationale », « ministère de l'Économie et des Finances »: always names of bodies."""
    found = []
    for number, tokens in enumerate(page.sentences):
        for at, token in enumerate(tokens):
            if token.key == "ministere" and (last := _portfolio(page, tokens, at + 1)):
                found.append(Name(number, at, last, "ORG", True))
    longer = [b for b in found if not any(n.overlaps(b) and n.last - n.first >= b.last - b.first for n in names)]
    kept = [name for name in names if not any(name.overlaps(body) for body in longer)]
    return sorted([*kept, *longer], key=lambda n: (n.sentence, n.first))


def _portfolio(page: Page, tokens: list[Token], at: int) -> int:
    """Where the portfolio that begins at `at` (« de la Défense nationale ») ends; 0 when there is none."""
    last = 0
    while (then := _after_links(tokens, at)) is not None and tokens[then].capital:
        last = then
        while last < len(tokens) and (tokens[last].capital or tokens[last].pos == "ADJ"):
            last += 1
        if last == len(tokens) or tokens[last].key != "et":
            break
        at = last + 1
    return last


def _after_links(tokens: list[Token], at: int) -> int | None:
    """The token after « de », « de la », « des » …, or None when no « de » stands here."""
    if at >= len(tokens) or tokens[at].key not in ("de", "du", "des", "d'"):
        return None
    at += 1
    if at < len(tokens) and tokens[at].key in ("la", "l'"):
        at += 1
    return at if at < len(tokens) else None


def _is_country(page: Page, name: Name) -> bool:
    return name.label == "LOC" and is_country(page.key(name))


def inhabitants(page: Page, names: list[Name]) -> list[Name]:
    """Peoples as nouns, « les Maliens », are names of their own (MISC); « Suisse » learnt as a place is the country."""
    out = [n for n in names if n.last - n.first > 1 or page.key(n) not in peoples() or _is_country(page, n)]
    for sentence, start, end in list(free(out, page)):
        tokens = page.sentences[sentence]
        for at in range(start, end):
            token = tokens[at]
            if token.capital and not token.first and token.key in peoples():
                out.append(Name(sentence, at, at + 1, "MISC", True))
    return sorted(out, key=lambda n: (n.sentence, n.first))
