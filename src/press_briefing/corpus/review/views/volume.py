"""How many articles, and when; where there are none."""

from __future__ import annotations

import pandas as pd

from ....show.formats import date_text
from ....show.views import View, markup
from ..context import Review
from ..period import UnitCalendar


def volume(review: Review) -> View:
    """How many articles a day, week, month or year; what is empty is shown empty."""
    calendar, counts = review.collection.calendar, review.tables["volume"]
    if calendar is None or not counts["articles"].sum():
        return review.none("Articles datés : rien relevé à ranger dans le temps.")
    bars, gaps = _bars(review, calendar, counts), _gaps(review, calendar, counts)
    return View.of(figure=review.on_screen(bars) if gaps.html else bars, notes=gaps)  # the first page has it small


def _bars(review: Review, calendar: UnitCalendar, counts: pd.DataFrame) -> View:
    from ....show.figures import review_time

    names, kept, copies = calendar.names(review.language), counts["articles"].tolist(), counts["copies"].tolist()
    every = zip(names, map(sum, zip(kept, copies, strict=True)), strict=True)
    alt = review.say("Barres : {list}.", list=", ".join(f"{name} {n}" for name, n in every if n))
    caption = review.say("Articles par {unit} ; un point marque une période sans article lu.", unit=_unit(review))
    drawn = review_time.volume(kept, copies, names, language=review.language)
    return markup.figure(drawn, alt=alt, caption=caption)


def _unit(review: Review) -> str:
    calendar = review.collection.calendar
    units = {
        "day": review.say("jour"),
        "week": review.say("semaine"),
        "month": review.say("mois"),
        "year": review.say("année"),
    }
    return units[calendar.unit] if calendar else ""


def _gaps(review: Review, calendar: UnitCalendar, counts: pd.DataFrame) -> View:
    """How many units hold nothing, and where the longest stretch of them is."""
    empty = [at for at, n in enumerate(counts["articles"] + counts["copies"]) if not n]
    if not empty:
        return View("", "")
    first, last = _longest(empty)
    told = review.say("{n} sur {all} sans article lu", n=review.count(len(empty)), all=review.count(len(counts)))
    start, end = calendar.starts[first], calendar.end(last)
    stretch = date_text(str(start) if start == end else f"{start}/{end}", review.language)
    return review.note(
        review.say(
            "Périodes vides : {told} ; la plus longue suite : {stretch}. Un vide peut venir de "
            "la presse ou de la collecte.",
            told=told,
            stretch=stretch,
        )
    )


def _longest(places: list[int]) -> tuple[int, int]:
    """The first and last of the longest run of consecutive numbers."""
    best = first = last = places[0]
    best_last = last
    for place in places[1:]:
        first = first if place == last + 1 else place
        last = place
        if last - first > best_last - best:
            best, best_last = first, last
    return best, best_last
