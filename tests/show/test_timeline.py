"""The timeline: ten rows at most and none meets another, one unbroken axis, what is long ago apart, two cues a kind."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import matplotlib.colors as colours
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from press_briefing.show.figures.timeline import timeline
from press_briefing.show.figures.timeline_choice import chosen
from press_briefing.show.figures.timeline_rows import KINDS, SMALL, WIDTH
from press_briefing.show.figures.timescale import scale_of, ticks

LABEL = (
    "les habitants de la vallée demandent la réouverture du pont que la crue du fleuve a emporté, "
    "et une route de secours"
)


def frame(
    dates: list[str | None],
    *,
    label: str = LABEL,
    kinds: tuple[str, ...] = ("event", "background", "planned"),
    certainty: str = "day",
) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "date": day,
                "label": label,
                "certainty": certainty,
                "kind": kinds[place % len(kinds)],
                "section": "",
                "number": place + 1,
            }
            for place, day in enumerate(dates)
        ],
        columns=["date", "label", "certainty", "kind", "section", "number"],
    )


def many(count: int) -> list[str | None]:
    return [
        (date(2019, 3, 1) + timedelta(days=37 * place)).isoformat()[: (10, 7, 4)[place % 3]] for place in range(count)
    ]


def boxes(drawn, gid: str | None = None) -> list:
    """Bounding boxes, in pixels, of the texts drawn (those with this id only)."""
    renderer = drawn.canvas.get_renderer()
    texts = [text for text in drawn.texts if text.get_text().strip() and (gid is None or text.get_gid() == gid)]
    return [text.get_window_extent(renderer) for text in texts]


def assert_apart(found: list) -> None:
    for one, other in itertools.combinations(found, 2):
        wide = min(one.x1, other.x1) - max(one.x0, other.x0)
        high = min(one.y1, other.y1) - max(one.y0, other.y0)
        assert wide <= 0.5 or high <= 0.5, (one, other)


SETS = {
    "three": ["2024-05-02", "2024-05-04", "2024-05-12"],
    "years and days": [
        "2020/..",
        "2020-08-18",
        "2021",
        "2021/2023",
        "2023-09",
        "2025-11-14",
        "2025-11-15",
        "2025-11-16",
        "2025-11-17",
        "2025-11-18",
        None,
    ],
    "forty": many(40),
    "sixty": many(60),
    "a century between": ["1914-08-02", "2023-01-05", "2023-02-07", "2024-11-11"],
    "one": ["2024-05-02"],
    "undated": [None, None],
    "strange": [
        "XXXX-05-03",
        "2021-13-45",
        "199X",
        "../2020",
        "2024-34",
        "2024-03-11~/2024-04-09~",
        "0001-01-01",
        "9999-12-31",
    ],
}


@pytest.mark.parametrize("dates", SETS.values(), ids=SETS.keys())
def test_no_text_meets_another_or_leaves_the_sheet(dates: list[str | None]) -> None:
    drawn = timeline(frame(dates), published="2025-11-18")
    found = boxes(drawn)
    assert_apart(found)
    sheet = drawn.bbox
    assert all(box.x0 >= -1 and box.x1 <= sheet.x1 + 1 and box.y0 >= -1 and box.y1 <= sheet.y1 + 1 for box in found)


@pytest.mark.parametrize("count", [3, 10, 11, 60])
def test_at_most_ten_rows_are_drawn_on_part_of_a_page(count: int) -> None:
    drawn = timeline(frame(many(count)), published=None)
    width, height = drawn.get_size_inches() * 2.54
    assert width == pytest.approx(WIDTH)
    assert height <= 13
    assert len(boxes(drawn, "label")) == min(count, 10)


@pytest.mark.parametrize("dates", SETS.values(), ids=SETS.keys())
def test_no_letter_is_smaller_than_seven_points(dates: list[str | None]) -> None:
    drawn = timeline(frame(dates), published="2025-11-18")
    assert min((text.get_fontsize() for text in drawn.texts), default=SMALL) >= 7


def test_labels_are_cut_with_an_ellipsis_and_keep_their_words() -> None:
    (label,) = [
        text.get_text()
        for text in timeline(frame(["2024"], label=LABEL * 3), published=None).texts
        if text.get_gid() == "label"
    ]
    assert label.endswith("…")
    assert LABEL.startswith(" ".join(label.replace("\n", " ").rstrip("…").split())[:60])
    assert all(len(line) <= 75 for line in label.split("\n"))


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_no_line_ends_inside_a_quotation_mark(space: str) -> None:
    for filler in range(40, 90):
        words = f"{'a' * (filler % 9 + 1)} " * (filler // (filler % 9 + 2))
        label = f"{words}départ «{space}sans délai{space}» est dit"
        shown = [
            text.get_text()
            for text in timeline(frame(["2024"], label=label), published=None).texts
            if text.get_gid() == "label"
        ]
        lines = [line.strip() for text in shown for line in text.split("\n")]
        assert not any(line.endswith("«") or line.startswith("»") for line in lines), lines


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert_apart(boxes(timeline(frame(["2024", "2025"], label="w" * 300), published=None)))


def test_nothing_dated_is_said() -> None:
    drawn = timeline(frame([]), published=None)
    assert [text.get_text() for text in drawn.texts] == ["Faits datés : rien relevé."]
    assert timeline(frame([]), published=None, language="en").texts[0].get_text() == "Dated events: nothing found."


def test_kinds_differ_in_shape_and_in_greyscale() -> None:
    shapes = {marker for _, marker in KINDS.values()}
    greys = sorted(
        sum(weight * part for weight, part in zip((0.299, 0.587, 0.114), colours.to_rgb(colour), strict=True))
        for colour, _ in KINDS.values()
    )
    assert len(shapes) == len(KINDS)
    assert greys[-1] - greys[0] > 0.2


def test_published_is_marked_when_it_lies_on_the_axis() -> None:
    def said(published: str | None) -> bool:
        drawn = timeline(frame(["2024-05-02", "2024-05-12"]), published=published)
        return any("publication" in text.get_text() for text in drawn.texts)

    assert said("2024-05-05")
    assert not said(None)
    assert not said("2031-01-01")


def test_the_same_drawing_twice() -> None:
    from io import BytesIO

    def bytes_of() -> bytes:
        target = BytesIO()
        timeline(frame(SETS["years and days"]), published="2025-11-18").savefig(
            target, format="svg", metadata={"Date": None}
        )
        return target.getvalue()

    assert bytes_of() == bytes_of()


def test_saves_as_pdf_and_svg() -> None:
    from io import BytesIO

    for kind in ("svg", "pdf", "png"):
        target = BytesIO()
        timeline(frame(SETS["three"]), published="2024-05-05").savefig(target, format=kind)
        assert target.tell() > 1000


# -- the scale


def said(drawn) -> list[str]:
    return [text.get_text() for text in drawn.texts]


def test_what_is_long_ago_stands_in_a_block_of_its_own() -> None:
    drawn = timeline(frame(["2020-08-18", "2021-05-20", "2025-11-14", "2025-11-15", "2025-11-18"]), published=None)
    assert said(drawn).count("auparavant") == 1
    ticks_drawn = [text.get_text() for text in drawn.texts if text.get_gid() == "tick"]
    assert ticks_drawn
    assert all("nov" in text for text in ticks_drawn)


def test_what_is_far_ahead_too() -> None:
    drawn = timeline(frame(["2025-11-14", "2025-11-15", "2025-11-18", "2050"]), published=None)
    assert "plus tard" in said(drawn)
    assert "auparavant" not in said(drawn)


@pytest.mark.parametrize("dates", [["2020", "2021", "2022", "2023"], ["2025-11-14", "2025-11-18"], ["1914-08-02"]])
def test_no_block_where_the_days_lie_evenly(dates: list[str | None]) -> None:
    assert not {"auparavant", "plus tard"} & set(said(timeline(frame(dates), published=None)))


def test_the_heaviest_rows_are_drawn_in_order() -> None:
    rows = frame(many(14), kinds=("background",))
    rows.loc[13, "kind"] = rows.loc[2, "kind"] = "event"
    kept = chosen(rows)
    assert len(kept) == 10
    assert {3, 14} <= set(kept["number"])
    assert list(kept["number"]) == sorted(kept["number"])


def test_rows_without_a_date_are_not_drawn() -> None:
    assert list(chosen(frame(["2024", None, "", "2025"]))["number"]) == [1, 4]


@given(st.lists(st.dates(date(1, 1, 2), date(9999, 12, 30)), min_size=1, max_size=30))
def test_the_scale_keeps_the_order_and_the_bounds(days: list[date]) -> None:
    scale = scale_of(days)
    places = [scale.x(day.toordinal()) for day in sorted(days)]
    assert all(a <= b + 1e-9 for a, b in itertools.pairwise(places))
    assert all(-1e-9 <= place <= 1 + 1e-9 for place in places)
    assert 1 <= len(ticks(scale, 5.0, {"day": 0.9, "month": 1.2, "year": 0.6})) <= 12


def test_a_sign_no_face_has_warns_nobody() -> None:
    """A warning would stand in the notebook, with a path of the machine that ran it."""
    import warnings
    from io import BytesIO

    import matplotlib.pyplot as plt

    from press_briefing.show.figures import style

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        style.apply()
        drawn, axes = plt.subplots()
        axes.set_title("\U0003fc00 \U00010348")
        drawn.savefig(BytesIO(), format="svg")
        plt.close(drawn)
    assert caught == []
