"""Views of tone: rows and figures."""

from __future__ import annotations

import matplotlib as mpl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from press_briefing.measure.tone_views import (
    FLOOR,
    abstained,
    body,
    interval,
    smoothed,
    tone_along,
    tone_by_entity,
    tone_by_layer,
    tone_by_section,
)
from press_briefing.model.analysis import Analysis, DocumentTone, Entity, Mention, Sentence, SentenceTone, Tone
from press_briefing.model.article import Article, Paragraph
from press_briefing.show.figures.tone import tone_curve, tone_entities, tone_sections

mpl.use("Agg")


def made(scores: list[float], *, heading_at: int = 3) -> Analysis:
    """An analysis of one short sentence a score, « Mali » in each, a heading before sentence `heading_at`."""
    text, paragraphs, told, mentions = "", [], [], []
    for at, score in enumerate(scores):
        if at == heading_at:
            paragraphs.append(Paragraph(len(text), len(text) + 11, "heading"))
            text += "Un intitulé\n"
        start = len(text)
        text += f"Le Mali {at}."
        valence = "negative" if score <= -0.3 else "positive" if score >= 0.3 else "neutral"
        told.append(SentenceTone(start, len(text), valence, score, "fact" if valence != "neutral" else "none"))
        mentions.append(Mention(start + 3, start + 7, "Mali", "LOC", "mali"))
        paragraphs.append(Paragraph(start, len(text)))
        text += "\n"
    return Analysis(
        article=Article(text=text, paragraphs=tuple(paragraphs)),
        entities=tuple(mentions),
        entity_index=(Entity("mali", "LOC", "Mali", ("Mali",), len(scores)),),
        sentences=tuple(Sentence(row.start, row.end, place) for place, row in enumerate(paragraphs)),
        tone=Tone(DocumentTone(), tuple(told)),
    )


def test_sections_are_cut_at_headings() -> None:
    rows = tone_by_section(made([-0.5, -0.5, 0.0, 0.5, 0.5]))
    assert [(row.title, row.sentences, row.negative, row.positive) for row in rows] == [
        ("", 3, 2, 0),
        ("Un intitulé", 2, 0, 2),
    ]
    assert rows[0].mean == pytest.approx(-0.333)
    assert rows[1].mean == 0.5


def test_the_curve_has_a_point_a_sentence_and_knows_its_section() -> None:
    points = tone_along(made([-0.5, -0.5, 0.0, 0.5, 0.5]))
    assert [point.number for point in points] == [1, 2, 3, 5, 6]  # the heading is the fourth
    assert [point.section for point in points] == [0, 0, 0, 1, 1]


@given(st.lists(st.floats(-1, 1, allow_nan=False), max_size=60))
def test_smoothing_stays_in_the_range_of_the_scores(scores: list[float]) -> None:
    found = smoothed(scores)
    assert len(found) == len(scores)
    assert all(min(scores) - 0.001 <= value <= max(scores) + 0.001 for value in found)


def test_nothing_is_shown_below_the_floor() -> None:
    assert not tone_by_entity(made([-0.5] * (FLOOR - 1)))
    assert len(tone_by_entity(made([-0.5] * FLOOR))) == 1
    assert len(tone_by_entity(made([-0.5] * 2), floor=2)) == 1


def test_an_entity_has_counts_and_an_interval_around_its_mean() -> None:
    row = tone_by_entity(made([-0.9, -0.5, 0.0, 0.4, -0.2, -0.6]))[0]
    assert (row.name, row.sentences, row.negative, row.neutral, row.positive) == ("Mali", 6, 3, 2, 1)
    assert row.low <= row.mean <= row.high
    assert row.low < row.high


def test_the_interval_is_the_same_every_time() -> None:
    assert interval([-0.4, 0.1, 0.2, -0.9]) == interval([-0.4, 0.1, 0.2, -0.9])
    assert interval([]) == (0.0, 0.0)


def test_layers_are_always_three() -> None:
    assert [row.layer for row in tone_by_layer(made([]))] == ["fact", "judgement", "quoted"]
    assert tone_by_layer(made([-0.5, 0.5, 0.0]))[0].sentences == 2


def test_headings_and_byline_do_not_count(analysed) -> None:  # type: ignore[no-untyped-def]
    found = analysed("Le massacre continue\n\nUne attaque a fait douze morts au village. Le conseil se réunira mardi.")
    assert all("massacre" not in found.text_of(row) for row in body(found)) or len(found.article.paragraphs) == 1
    assert abstained(found) >= 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_figures_are_drawn(language: str) -> None:
    import matplotlib.pyplot as plt

    found = made([-0.9, -0.5, 0.0, 0.4, -0.2, -0.6, 0.7])
    sections = tone_by_section(found)
    for figure in (
        tone_curve(tone_along(found), sections, language=language),
        tone_sections(sections, language=language),
        tone_entities(tone_by_entity(found), language=language),
    ):
        figure.canvas.draw()
        assert figure.texts
        plt.close(figure)


def test_figures_of_nothing_are_drawn() -> None:
    import matplotlib.pyplot as plt

    for figure in (tone_curve(()), tone_sections(()), tone_entities(())):
        figure.canvas.draw()
        plt.close(figure)
