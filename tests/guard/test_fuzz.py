"""Articles nobody would write: Hypothesis puts French, markup, odd characters and broken formats together.

Every crash that the fuzzer guided by coverage found (`tests/fuzz/cover.py`) stands here as a case of its own.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "fuzz"))
import ways

TORTURE = bool(os.environ.get("PRESS_BRIEFING_TORTURE"))
EXAMPLES = 4_000 if TORTURE else 80
FEW = 200 if TORTURE else 5

# Pieces of French that the finders look for, side by side as no writer would put them.
FRENCH = st.sampled_from(
    [
        "Le ministre",
        "Mme Awa Traoré",
        "M. Koné",
        "le général Camara",
        "l’ONU",
        "la Cédéao",
        "Bamako",
        "le Mali",
        "selon",
        "d’après",
        "a déclaré",
        "affirme",
        "aurait",
        "que",
        "« ",
        " »",
        '"',
        "“",
        "”",
        "’",
        "'",
        "le 3 mars 2025",
        "lundi",
        "hier",
        "depuis 2012",
        "en 2024-2025",
        "du 3 au 5 mai",
        "à 18 h 30",
        "il y a trois ans",
        "dix mille",
        "10 000",
        "2,5 %",
        "environ 300 morts",
        "millions d’euros",
        "tué",
        "accuse",
        "n’",
        "pas",
        "ne",
        "jamais",
        "catastrophe",
        "succès",
        ".",
        "?",
        "!",
        ":",
        ";",
        ",",
        "…",
        "(",
        ")",
        "-",
        "—",
        "\n",
        "\n\n",
        "\t",
        " ",
        "\u00a0",
        "\u202f",
        "\r\n",
        "- ",
        "1. ",
        "Publié le 3 mars 2025",
        "Par Awa Traoré",
        "Lire aussi :",
        "AFP",
        "#Mali",
        "@compte",
        "https://exemple.invalid/a",
    ]
)
ODD = st.one_of(
    st.characters(),
    st.sampled_from(
        [
            "\x00",
            "\u202e",
            "\u200b",
            "\ufeff",
            "\ud800",
            "\U0001f600",
            "ﬁ",
            "e\u0301",
            "<b>",
            "</p>",
            "&eacute;",
            "<script>",
            "=1+1",
            "\x1b[2J",
            "{{7*7}}",
        ]
    ),
)
TEXTS = st.lists(st.one_of(FRENCH, FRENCH, FRENCH, ODD), min_size=1, max_size=60).map(" ".join)
DATES = st.sampled_from([None, "2025-03-04", "1999-12-31", "2024-02-29"])
CALM = settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))


@CALM
@given(TEXTS, DATES, st.booleans())
def test_any_text_is_understood_or_refused_in_one_line(text: str, published: str | None, verbatim: bool) -> None:
    article = ways.read_text(text, published, verbatim)
    found = ways.understood(article) if article else None
    if found and len(found.words) % 8 == 0:
        ways.tabled(found)


@settings(CALM, max_examples=FEW)
@given(st.lists(TEXTS, min_size=2, max_size=6).map("\n\n".join), DATES, st.sampled_from(["fr", "en"]))
def test_any_text_can_be_shown(text: str, published: str | None, language: str) -> None:
    article = ways.read_text(f"Le ministre a parlé lundi à Bamako, selon l’AFP. {text}", published)
    found = ways.understood(article) if article else None
    if found:
        ways.tabled(found)
        ways.shown(found, language, ways.PARTS if TORTURE else ways.PARTS[::3])


def _markup(texts: list[str]) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in texts)
    return f"<html><title>T</title><body><article>{body}".encode("utf-8", "replace")


def _object(texts: list[str]) -> bytes:
    row = {"title": texts[0], "text": "\n".join(texts), "author": texts[-1], "published": texts[0]}
    return json.dumps(row).encode()


def _feed(texts: list[str]) -> bytes:
    items = "".join(f"<item><title>{text}</title><description>{text}</description></item>" for text in texts)
    return f"<rss><channel>{items}</channel></rss>".encode("utf-8", "replace")


@CALM
@given(
    st.one_of(
        st.tuples(st.binary(max_size=400), st.sampled_from(ways.SUFFIXES)),
        st.tuples(st.lists(TEXTS, min_size=1, max_size=4).map(_markup), st.just(".html")),
        st.tuples(st.lists(TEXTS, min_size=1, max_size=4).map(_object), st.just(".json")),
        st.tuples(st.lists(TEXTS, min_size=1, max_size=3).map(_feed), st.just(".xml")),
        st.tuples(TEXTS.map(lambda text: text.encode("utf-8", "replace")), st.just(".md")),
        st.tuples(TEXTS.map(lambda text: text.encode("utf-16", "surrogatepass")), st.just(".txt")),
        st.tuples(st.binary(max_size=200).map(lambda data: b"%PDF-1.7\n" + data), st.just(".pdf")),
        st.tuples(st.binary(max_size=200).map(lambda data: b"PK\x03\x04" + data), st.just(".docx")),
    )
)
def test_any_bytes_are_read_or_refused_in_one_line(given: tuple[bytes, str]) -> None:
    data, suffix = given
    article = ways.read_bytes(data, suffix)
    if article:
        ways.understood(article)


# What was found by fuzzing, the smallest input that showed it.
CRASHES: list[tuple[str, bytes]] = []


@pytest.mark.parametrize(("suffix", "data"), CRASHES)
def test_crashes_of_old(suffix: str, data: bytes) -> None:
    article = ways.read_bytes(data, suffix)
    found = ways.understood(article) if article else None
    if found:
        ways.tabled(found)
        ways.shown(found)
