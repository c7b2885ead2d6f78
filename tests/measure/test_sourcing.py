"""What an article rests on: voices, shares, the bar of who speaks, figures that disagree."""

from __future__ import annotations

import itertools
from functools import cache

import pytest
from matplotlib.path import Path

from press_briefing import Article, analyse
from press_briefing.measure.sourcing import Stretch, attribution_of, count_words, sourcing, stretches, voices
from press_briefing.model import analysis as a
from press_briefing.model.analysis import SOURCE_TYPES, Analysis
from press_briefing.show.figures.voices import alt_text, voices_bar

TEXT = """La caisse de la ville

La caisse de la ville est vide depuis des mois, selon un agent du port.
« Nous ne pouvons plus payer », affirme Awa Diallo, la trésorière. « Il faudra fermer. »
Le gouvernement annonce une aide. Les rues restent calmes ce soir."""


@cache
def analysed(text: str = TEXT) -> Analysis:
    return analyse(Article.from_text(text, published="2024-05-10", verbatim=True))


def test_voices_are_the_sources_with_the_one_that_says_most_first() -> None:
    found = voices(analysed())
    assert found[0].name == "Awa Diallo"
    assert (found[0].quotes, found[0].words, found[0].source_type) == (2, 8, "named")
    assert {voice.source_type for voice in found} == {"named", "anonymous", "institutional"}


def test_shares_sum_to_one() -> None:
    told = sourcing(analysed())
    assert sum(share for _, share in told.shares) == pytest.approx(1, abs=0.001)
    assert [name for name, _ in told.shares] == list(SOURCE_TYPES)
    assert told.sources == 3
    assert told.quoted_words == 8
    assert told.quoted == pytest.approx(8 / told.words, abs=0.001)


def test_the_bar_covers_the_body_in_order() -> None:
    rows = stretches(analysed())
    assert all(a.end <= b.start for a, b in itertools.pairwise(rows))
    body = TEXT[TEXT.index("La caisse de la ville est") :]
    covered = "".join(TEXT[row.start : row.end] for row in rows)
    assert "".join(covered.split()) == "".join(body.split())


def test_a_sentence_is_attributed_to_where_it_comes_from() -> None:
    for words, kind in (
        ("selon un agent", "anonymous"),
        ("Nous ne", "named"),
        ("annonce une", "institutional"),
        ("restent calmes", "author"),
    ):
        at = TEXT.index(words)
        assert attribution_of(analysed(), at, at + len(words)) == kind


def test_an_article_without_sources_is_the_author_s() -> None:
    told = sourcing(analysed("Les rues restent calmes. La pluie tombe."))
    assert (told.sources, told.quoted_words) == (0, 0)
    assert dict(told.shares)["author"] == 1.0


def test_the_bar_is_drawn_with_its_alternative_text() -> None:
    rows = stretches(analysed())
    figure = voices_bar(rows)
    shown = {"named" if row.source_type == "anonymous" else row.source_type for row in rows}
    legend = sum(name in shown for name in SOURCE_TYPES)
    blocks = sum(path.get_path().codes.tolist().count(Path.CLOSEPOLY) for path in figure.artists if path.get_fill())
    assert blocks == len(rows) + legend
    told = alt_text(rows)
    assert "source nommée ou décrite" in told
    assert "%" in told


def test_the_bar_gives_no_share_of_sources_told_to_be_nameless() -> None:
    """Who is named is wrong too often: named and described are one share, in one look."""
    rows = [Stretch(0, 40, "author"), Stretch(40, 60, "named"), Stretch(60, 80, "anonymous")]
    assert alt_text(rows).endswith("l’auteur 50\u202f%, source nommée ou décrite 50\u202f%.")
    legend = [text.get_text() for text in voices_bar(rows).texts if "%" in text.get_text()]
    assert legend == ["l’auteur 50\u202f%", "source nommée ou décrite 50\u202f%"]


def test_a_source_named_once_is_named() -> None:
    """« la trésorière » of another sentence is the same person, described."""
    text = "La caisse est vide, dit la trésorière. La caisse est pleine, dit Awa Diallo."
    told = [
        a.Claim(
            text.index("La caisse", start),
            text.index(".", start) + 1,
            a.Source(at, at + len(words), words, "Awa Diallo"),
            kind,
        )
        for start, at, words, kind in (
            (0, text.index("la trésorière"), "la trésorière", "anonymous"),
            (39, text.index("Awa Diallo"), "Awa Diallo", "named"),
        )
    ]
    (voice,) = voices(a.Analysis(Article.from_text(text, verbatim=True), claims=tuple(told)))
    assert (voice.name, voice.source_type, voice.claims) == ("Awa Diallo", "named", 2)


def test_an_empty_bar_is_drawn_too() -> None:
    assert voices_bar(()).texts
    assert alt_text(())


def test_words_are_counted_as_read() -> None:
    assert count_words("L’homme et son porte-parole, 10 fois.") == 6
