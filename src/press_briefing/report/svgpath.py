"""Outlines in fewer bytes: the same points, written one after the other as steps instead of places.

matplotlib writes every point in full ("L 99.2 265.3 L 100.5 264.9"); a map or a hatch is mostly such points, and steps
("l1.3-.4") take half the room. Places are rounded once and steps taken between rounded places, so nothing adds up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_APART = re.compile(r"[MLQCZz0-9.+\- \t\r\n]*")
_STEPWISE = re.compile(r"[a-df-y]")  # a command that is told in steps already; an e may be part of a number
_LETTER = re.compile(r"([MLQCZz])")
_POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}
SMALL = 10.0  # a drawing that never leaves ±10 is a marker or is scaled up: it keeps a digit more
DIGITS, SMALL_DIGITS = 2, 3


# The letters of a page are the same few hundred outlines in every figure; the coasts of the world, in every map.
KEPT, LONGEST_KEPT = 2048, 4000
COASTS_KEPT, LONGEST_COAST = 4, 400_000


def shorter(outline: str) -> str:
    """The `d` of a path in relative steps; unchanged when it uses anything but absolute M, L, Q, C and Z."""
    if len(outline) <= LONGEST_KEPT:
        return _kept(outline)
    return _coast(outline) if LONGEST_COAST / 10 <= len(outline) <= LONGEST_COAST else _shorter(outline)


def _shorter(outline: str) -> str:
    if _STEPWISE.search(outline):
        return outline
    commands = _plain_commands(outline)
    if commands is None:
        commands = _commands(outline)
    if commands is None:
        return outline
    reach = max(map(abs, chain.from_iterable(values for _, values in commands)), default=0.0)
    scale = 10 ** (SMALL_DIGITS if reach < SMALL else DIGITS)
    written = _steps(commands, scale)
    return written if len(written) < len(outline) else outline


_kept = lru_cache(maxsize=KEPT)(_shorter)
_coast = lru_cache(maxsize=COASTS_KEPT)(_shorter)


def _plain_commands(outline: str) -> list[tuple[str, list[float]]] | None:
    """What `_commands` finds, faster, where numbers stand apart as matplotlib writes them; None where they do not."""
    if not _APART.fullmatch(outline):
        return None
    before, *parts = _LETTER.split(outline)
    found: list[tuple[str, list[float]]] = []
    try:
        for letter, numbers in zip(parts[::2], map(str.split, parts[1::2]), strict=True):
            count = 2 * _POINTS[letter.upper()]
            values = list(map(float, numbers))
            if (len(values) % count or not values) if count else values:
                return None
            found.append((letter.upper(), values[:count]))
            if len(values) > count:  # more points after a move are lines
                found.extend(
                    ("L" if letter == "M" else letter, values[at : at + count])
                    for at in range(count, len(values), count)
                )
    except ValueError:
        return None
    return None if before.strip() else found


def _commands(outline: str) -> list[tuple[str, list[float]]] | None:
    """Letters with their numbers, one point or curve each; None for what this module does not follow."""
    tokens = _TOKEN.findall(outline)
    if _TOKEN.sub("", outline).strip(" ,\t\r\n"):
        return None
    found: list[tuple[str, list[float]]] = []
    at = 0
    while at < len(tokens):
        letter = "Z" if tokens[at] == "z" else tokens[at]
        if letter not in _POINTS:
            return None
        count, at = 2 * _POINTS[letter], at + 1
        while True:
            values = tokens[at : at + count]
            if len(values) < count or any(value.isalpha() for value in values):
                return None
            found.append((letter, [float(value) for value in values]))
            at += count
            letter = "L" if letter == "M" else letter  # more points after a move are lines
            if not count or at >= len(tokens) or tokens[at].isalpha():
                break
    return found


def _steps(commands: list[tuple[str, list[float]]], scale: int) -> str:
    parts: list[str] = []
    x = y = start_x = start_y = 0
    last = ""
    for letter, values in commands:
        if letter == "Z":
            parts.append("z")
            x, y, last = start_x, start_y, "z"
            continue
        places = [round(value * scale) for value in values]
        step = letter.lower()
        # After "m" further pairs are lines; after any letter the same letter need not be repeated.
        text = "" if step != "m" and (step == last or (step == "l" and last == "m")) else step
        for even, place in enumerate(places):
            number = _number(place - (y if even & 1 else x), scale)
            text += number if number[0] == "-" or (text and text == step) else f" {number}"
        parts.append(text)
        x, y = places[-2], places[-1]
        if letter == "M":
            start_x, start_y = x, y
        last = step
    return "".join(parts)


@lru_cache(maxsize=1 << 14)
def _number(step: int, scale: int) -> str:
    if step == 0:
        return "0"
    text = f"{step / scale:.3f}".rstrip("0").rstrip(".")
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
