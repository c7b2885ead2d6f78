"""Outlines in steps draw the same points as outlines in places."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press_briefing.report import svg
from press_briefing.report.svgpath import shorter


def points(outline: str) -> list[tuple[str, list[float]]]:
    """A plain reader of relative and absolute M, L, Q, C, Z: the points in places."""
    tokens = re.findall(r"[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)", outline)
    found, x, y, start, at, letter = [], 0.0, 0.0, (0.0, 0.0), 0, ""
    while at < len(tokens):
        if tokens[at].isalpha():
            letter, at = tokens[at], at + 1
        if letter in "zZ":
            x, y = start
            found.append(("Z", []))
            continue
        count = {"m": 2, "l": 2, "q": 4, "c": 6}[letter.lower()]
        values = [float(v) for v in tokens[at : at + count]]
        if letter.islower():
            values = [v + (x if n % 2 == 0 else y) for n, v in enumerate(values)]
        x, y, at = values[-2], values[-1], at + count
        found.append((letter.upper(), values))
        if letter in "mM":
            start, letter = (x, y), "l" if letter == "m" else "L"
    return found


@pytest.mark.parametrize(
    ("outline", "expected"),
    [
        ("M 10 20 L 11.5 20 L 11 19.5 z", "m10 20 1.5 0-.5-.5z"),
        ("M 0 0 C 1 2 3 4 5 60", "m0 0c1 2 3 4 5 60"),
        ("M 0 0 l 5 5", "M 0 0 l 5 5"),
        ("M 0 0 A 1 1 0 0 0 2 2", "M 0 0 A 1 1 0 0 0 2 2"),
        ("", ""),
        ("M 1", "M 1"),
        ("M 0 0 L x", "M 0 0 L x"),
    ],
)
def test_examples(outline: str, expected: str) -> None:
    assert shorter(outline) == expected


_number = st.floats(-900, 900).map(lambda value: round(value, 6))
_command = st.one_of(
    st.tuples(st.sampled_from("ML"), st.lists(_number, min_size=2, max_size=2)),
    st.tuples(st.just("Q"), st.lists(_number, min_size=4, max_size=4)),
    st.tuples(st.just("C"), st.lists(_number, min_size=6, max_size=6)),
    st.tuples(st.just("z"), st.just([])),
)


@given(st.lists(_command, max_size=12))
@settings(max_examples=200, deadline=None)
def test_the_points_stay_where_they_are(commands: list[tuple[str, list[float]]]) -> None:
    outline = " ".join(["M 1 1", *(f"{letter} {' '.join(f'{v:f}' for v in values)}" for letter, values in commands)])
    before, after = points(outline), points(shorter(outline))
    assert [letter for letter, _ in before] == [letter for letter, _ in after]
    for (_, old), (_, new) in zip(before, after, strict=True):
        assert new == pytest.approx(old, abs=0.006)


def test_a_drawing_cleaned_twice_is_the_same() -> None:
    source = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><defs>'
        '<path id="glyph-long-name" d="M 1574 -1434 C 2541 -1434 3149 -934 3149 -358 z" '
        'transform="scale(0.015625)"/>'
        '</defs><g id="nobody"><g><use xlink:href="#glyph-long-name" x="12.3456"/></g></g>'
        '<rect clip-path="url(#glyph-long-name)" style="fill: #abcdef"/></svg>'
    )
    once = svg.clean(source)
    assert once is not None
    assert svg.clean(once) == once
    assert "scale(0.015625)" in once
    assert 'href="#n0"' in once
    assert "url(#n0)" in once
    assert "#abcdef" in once
    assert "nobody" not in once
