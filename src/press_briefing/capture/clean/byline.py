"""The byline: « Par Awa Diallo, correspondante à Bamako », alone on a line or as a sentence without a verb."""

from __future__ import annotations

import re
from functools import cache

from ...lexicons import entries
from ...model.typography import key, plain
from .draft import ArticleDraft, Line

_UP = "A-ZÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŸŒÆ"
_NAME_WORD = rf"[{_UP}][\w'’.-]*"
_PARTICLE = r"(?:de|du|des|d'|d’|el|al|ag|ould|ben|bin|ibn|van|von|le|la|dos|da|di)"
NAME = rf"{_NAME_WORD}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])?{_NAME_WORD}){{1,4}}"
_ROLES = r"[^.!?…«»:;]{4,240}"
_SENTENCE = re.compile(
    rf"(?:^|(?<=[.!?…»])[ \u00a0])(?P<byline>(?P<name>{NAME}),[ \u00a0](?P<roles>{_ROLES})[.…]{{1,4}})(?=[ \u00a0]|$)"
)
_SIGNED = re.compile(
    r"^(?:(?:Écrit|Ecrit|Article|Texte|Reportage|Analyse|Enquête|Publié|Propos[ \u00a0]recueillis|Recueilli)[ \u00a0])?"
    rf"(?:Par|par|PAR|By|De[ \u00a0](?:notre|nos)[^,:]{{3,60}}[,:])[ \u00a0:]{{1,3}}"
    rf"(?P<name>{NAME}|[Ll]a[ \u00a0][Rr]édaction\b[^,.]{{0,40}})(?P<rest>.{{0,200}})$"
)
_ALONE = re.compile(rf"^(?P<name>{NAME}),[ \u00a0](?P<roles>{_ROLES})[.…]{{0,4}}$")
_JOINT = re.compile(r",[ \u00a0](?:et[ \u00a0])?|[ \u00a0]et[ \u00a0](?:de[ \u00a0])?")
# Verbs that make a sentence of « Name, role … »: a byline has none.
_VERB = re.compile(
    r"\b(?:a|ont|est|sont|était|étaient|avait|sera|seront|fut|dit|déclare|affirme|explique|estime|s'est|se|qui)\b"
)
BYLINE_REACH = 0.35  # a byline stands in the first third of the text, or in its last lines
BYLINE_TAIL = 3


def parted_byline(draft: ArticleDraft) -> ArticleDraft:
    """The draft with the byline as a line of its own, marked; the first one found counts."""
    if any(line.kind == "byline" for line in draft.lines):
        return draft
    for number in _places(draft):
        line = draft.lines[number]
        found = _parts(line.text, alone_only=number >= 3 and number >= len(draft.lines) - BYLINE_TAIL)
        if line.kind in ("", "body", "lead") and found is not None:
            before, byline, after = found
            parts = [Line(before, line.kind, line.gap)] if before else []
            parts += [Line(byline, "byline", line.gap)] + ([Line(after, line.kind)] if after else [])
            return draft.with_lines([*draft.lines[:number], *parts, *draft.lines[number + 1 :]])
    return draft


def _places(draft: ArticleDraft) -> list[int]:
    """Where a byline may stand: the head of the text, then its last lines, the last first."""
    whole = sum(len(line.text) for line in draft.lines)
    head, passed = [], 0
    for number, line in enumerate(draft.lines):
        if passed <= BYLINE_REACH * whole:
            head.append(number)
        passed += len(line.text)
    tail = range(len(draft.lines) - 1, max(len(draft.lines) - 1 - BYLINE_TAIL, 0), -1)
    return head + [number for number in tail if number not in set(head)]


def _parts(text: str, *, alone_only: bool) -> tuple[str, str, str] | None:
    """(before, byline, after) when the line is or holds a byline."""
    if len(text) < 260 and _read_alone(text) is not None:
        return "", text, ""
    if alone_only or "," not in text:
        return None
    for match in _SENTENCE.finditer(text):
        if _roles(match["roles"]):
            return text[: match.start("byline")].rstrip(), match["byline"], text[match.end("byline") :].lstrip()
    return None


def _read_alone(text: str) -> tuple[str, tuple[str, ...]] | None:
    signed = _SIGNED.match(text)
    if signed and not re.search(r"[.!?]\s+\S", signed["rest"]):
        return signed["name"], _roles(signed["rest"].strip(" ,:-–—|.\u00a0()"))
    alone = _ALONE.match(text)
    roles = _roles(alone["roles"]) if alone else ()
    return (alone["name"], roles) if alone and roles else None


def is_byline(text: str) -> bool:
    """Whether a whole line is a byline."""
    return len(text) < 260 and _read_alone(text) is not None


def read_byline(text: str) -> tuple[str, tuple[str, ...], int]:
    """(name, roles, offset of the name) of a byline; the whole text when its form is unknown."""
    found = _read_alone(text) or _read_sentence(text)
    name, roles = found if found else (text.strip(), ())
    return " ".join(name.split()), tuple(" ".join(role.split()) for role in roles), max(text.find(name), 0)


def _read_sentence(text: str) -> tuple[str, tuple[str, ...]] | None:
    match = _SENTENCE.search(text)
    return (match["name"], _roles(match["roles"])) if match else None


@cache
def _role() -> re.Pattern[str]:
    heads = "|".join(re.escape(key(entry)) for entry in entries("clean/roles.txt"))
    return re.compile(rf"(?:(?:un|une|le|la|l'|notre) ?)?(?:{heads})(?:e?s)?\b")


def _is_role(text: str) -> bool:
    return _role().match(key(text)) is not None


def _roles(text: str) -> tuple[str, ...]:
    """The roles in « journaliste et acteur de la société civile »: cut where a role begins; empty when none does."""
    if not _is_role(text) or _VERB.search(plain(text)):
        return ()
    roles: list[str] = []
    start = 0
    for joint in _JOINT.finditer(text):
        if _is_role(text[joint.end() :]):
            roles.append(text[start : joint.start()].strip())
            start = joint.end()
    return tuple(role for role in (*roles, text[start:].strip(" .…")) if role)
