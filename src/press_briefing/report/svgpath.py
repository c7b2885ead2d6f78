"""Outlines in fewer bytes: the same points, written one after the other as steps instead of places.

matplotlib writes every point in full ("L 99.2 265.3 L 100.5 264.9"); a map or a hatch is mostly such points, and steps
("l1.3-.4") take half the room. Places are rounded once and steps taken between rounded places, so nothing adds up.
"""
from __future__ import annotations

import re

_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}
SMALL = 10.0                 # a drawing that never leaves ±10 is a marker or is scaled up: it keeps a digit more
DIGITS, SMALL_DIGITS = 2, 3


def shorter(outline: str) -> str:
    """The `d` of a path in relative steps; unchanged when it uses anything but absolute M, L, Q, C and Z."""
    commands = _commands(outline)
    if commands is None:
        return outline
    reach = max((abs(value) for _, values in commands for value in values), default=0.0)
    scale = 10 ** (SMALL_DIGITS if reach < SMALL else DIGITS)
    written = _steps(commands, scale)
    return written if len(written) < len(outline) else outline


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
            values = tokens[at:at + count]
            if len(values) < count or any(value.isalpha() for value in values):
                return None
            found.append((letter, [float(value) for value in values]))
            at += count
            letter = "L" if letter == "M" else letter     # more points after a move are lines
            if not count or at >= len(tokens) or tokens[at].isalpha():
                break
    return found


def _steps(commands: list[tuple[str, list[float]]], scale: int) -> str:
    parts: list[str] = []
    x = y = start_x = start_y = 0
    last = ""
    for letter, values in commands:
        places = [round(value * scale) for value in values]
        if letter == "Z":
            parts.append("z")
            x, y, last = start_x, start_y, "z"
            continue
        steps = [place - (x if even % 2 == 0 else y) for even, place in enumerate(places)]
        step = letter.lower()
        # After "m" further pairs are lines; after any letter the same letter need not be repeated.
        implied = step == last or (step == "l" and last == "m")
        parts.append(_numbers(steps, scale, "" if implied and step != "m" else step))
        x, y = places[-2], places[-1]
        if letter == "M":
            start_x, start_y = x, y
        last = step
    return "".join(parts)


def _numbers(steps: list[int], scale: int, letter: str) -> str:
    text = letter
    for step in steps:
        number = _number(step, scale)
        text += number if number.startswith("-") or (text and text[-1].isalpha()) else f" {number}"
    return text


def _number(step: int, scale: int) -> str:
    if step == 0:
        return "0"
    text = f"{step / scale:.3f}".rstrip("0").rstrip(".")
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
