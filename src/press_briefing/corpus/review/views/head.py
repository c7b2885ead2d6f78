"""What was read: the period, the papers, the articles, and what was counted once or not at all."""

from __future__ import annotations

from ....show.formats import date_text, plural
from ....show.views import View, markup
from ....show.views.markup import Tile, esc
from ..context import Review

MOST_PAPERS = 8  # named in the head


def head(review: Review) -> View:
    """The period and what stands in it, with everything that is not counted."""
    facts = [(name, value) for name, value in _facts(review) if value]
    items = "".join(f"<div><dt>{esc(name)}</dt><dd>{esc(value)}</dd></div>" for name, value in facts)
    named = title(review)
    return View(
        f'<header class="head"><h1>{esc(named)}</h1><dl class="facts">{items}</dl></header>',
        "\n".join([named, *(f"{name}: {value}" for name, value in facts)]),
    )


def title(review: Review) -> str:
    """« Revue de presse, 1er – 30 novembre 2025 »."""
    days = review.collection.days
    when = date_text(f"{days[0]}/{days[1]}" if days[0] != days[1] else str(days[0]), review.language) if days else ""
    return review.say("Revue de presse") + (f", {when}" if when else "")


def _facts(review: Review) -> list[tuple[str, str]]:
    say, reading = review.say, review.collection.reading
    return [
        (say("Articles"), _articles(review)),
        (say("Sources"), _papers(review)),
        (say("Date non relevée"), _undated(review)),
        (say("Date déduite"), _deduced(review)),
        (say("Hors période"), _left(review, reading.outside)),
        (say("Lus deux fois"), _left(review, len(reading.twice))),
        (say("Illisibles"), _left(review, len(reading.unread))),
    ]


def _articles(review: Review) -> str:
    say, every = review.say, review.collection.count
    copies = every - review.collection.kept
    if not copies:
        return review.count(every)
    copied = plural(copies, say("reprise non comptée"), say("reprises non comptées"), review.language)
    return say("{articles}, dont {copies}", articles=review.count(every), copies=copied)


def _left(review: Review, number: int) -> str:
    one, many = review.say("article laissé de côté"), review.say("articles laissés de côté")
    return plural(number, one, many, review.language) if number else ""


def _papers(review: Review) -> str:
    papers = review.collection.outlets
    told = [f"{name} ({review.count(n)})" for name, n in papers.items() if name]
    if len(told) > MOST_PAPERS:
        told = [*told[:MOST_PAPERS], review.say("et {n} autres", n=review.count(len(told) - MOST_PAPERS))]
    if papers.get(""):
        told.append(review.say("non relevée pour {n}", n=review.count(papers[""])))
    return ", ".join(told)


def _undated(review: Review) -> str:
    if review.collection.period.bounded:
        return _left(review, review.collection.reading.undated)
    undated = review.collection.one("SELECT count(*) FROM chosen WHERE day IS NULL AND role = 'period'")[0]
    one = review.say("article, absent des vues dans le temps")
    many = review.say("articles, absents des vues dans le temps")
    return plural(undated, one, many, review.language) if undated else ""


def _deduced(review: Review) -> str:
    """How many articles stand in time by a date that we inferred."""
    found = review.collection.one(
        "SELECT count(*) FROM chosen WHERE day IS NOT NULL AND certainty = 'inferred' AND role = 'period'"
    )[0]
    return plural(found, review.say("article"), review.say("articles"), review.language) if found else ""


def key_figures(review: Review) -> View:
    """What was found in the articles, in numbers, copies left out; a nought would say that there is none."""
    say, one = review.say, review.collection.one
    words, days = one("SELECT coalesce(sum(words), 0), count(DISTINCT day) FROM kept")
    events = one("SELECT count(*) FROM chronology JOIN kept USING (article) WHERE date <> ''")[0]
    quotes = one("SELECT count(*) FROM quotes JOIN kept USING (article)")[0]
    rows = [
        (review.collection.kept, say("articles comptés")),
        (words, say("mots")),
        (days, say("jours de parution")),
        (events, say("faits datés")),
        (quotes, say("citations")),
    ]
    told = [Tile(review.count(value), label) for value, label in rows if value]
    return markup.key_figures(told) if told else review.none("Articles de la période : rien relevé.")
