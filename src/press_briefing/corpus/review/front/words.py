"""The rows of the first page in words: each a term and HTML in the reader's language, with links to its sentences."""

from __future__ import annotations

from ....show.formats import date_text, dated, plural
from ....show.views import words_of
from ....show.views.markup import esc
from ....show.views.note.parts import tag, words
from ..context import Review
from ..happenings import Happening
from . import rows
from .rows import Compared, Dispute, Reported

Row = tuple[str, str]  # a term, and HTML
MOST_PAPERS, CITED = 5, 3
CLAUSE, NAME = 260, 60  # characters of words of an article: longer ones are cut where a phrase ends


def title(review: Review) -> str:
    """« Revue de presse, 1 – 30 novembre 2025 »: the period that is known, no guessed one."""
    days = review.collection.days
    return review.say("Revue de presse") + (f", {span(review, days)}" if days else "")


def span(review: Review, days: tuple[object, object]) -> str:
    """Two days as one date, or one."""
    first, last = map(str, days)
    return date_text(first if first == last else f"{first}/{last}", review.language)


def strip(review: Review) -> list[str]:
    """What is known of the review before reading it: articles, papers, and what of it is to be taken with care."""
    say, language = review.say, review.language
    papers = sum(bool(name) for name in review.collection.outlets)
    told = [plural(review.collection.kept, say("article"), say("articles"), language)]
    told += [plural(papers, say("journal nommé"), say("journaux nommés"), language)] if papers else []
    words_ = int(review.collection.one("SELECT coalesce(sum(words), 0) FROM kept")[0])
    return [*told, plural(words_, say("mot"), say("mots"), language)]


# -- what was read -----------------------------------------------------------------------------------


def facts(review: Review) -> list[Row]:
    """Period known and guessed, articles, papers, what they are compared with, what was left aside."""
    say = review.say
    told = [
        (say("Période"), _period(review)),
        (say("Articles"), _articles(review)),
        (say("Journaux"), _papers(review)),
        (say("Dates"), _dates(review)),
        (say("Comparés à"), _compared(review)),
        (say("Laissés de côté"), _left(review)),
    ]
    return [(name, esc(value)) for name, value in told]


def _period(review: Review) -> str:
    say, days = review.say, review.collection.days
    if days is None:
        return say("inconnue : dates non relevées")
    asked = review.collection.period
    if asked.since and asked.until:
        return say("{period}, demandée", period=span(review, days))
    return say("{period}, d’après les dates que disent les articles", period=span(review, days))


def _articles(review: Review) -> str:
    say, every = review.say, review.collection.count
    copies = every - review.collection.kept
    if not copies:
        return review.count(every)
    copied = plural(copies, say("reprise non comptée"), say("reprises non comptées"), review.language)
    return say("{articles}, dont {copies}", articles=review.count(every), copies=copied)


def _papers(review: Review) -> str:
    papers = review.collection.outlets
    told = [f"{name} ({review.count(n)})" for name, n in papers.items() if name]
    if len(told) > MOST_PAPERS:
        told = [*told[:MOST_PAPERS], review.say("et {n} autres", n=review.count(len(told) - MOST_PAPERS))]
    if papers.get(""):
        told.append(review.say("non relevé pour {n}", n=review.count(papers[""])))
    return ", ".join(told) or review.say("rien relevé")


def _dates(review: Review) -> str:
    """How many articles say their date, how many have one that was deduced and which, how many none."""
    say, guessed = review.say, review.collection.guessed
    stated, without = review.collection.one(
        f"SELECT count(*) FILTER (day IS NOT NULL AND {rows.STATED}), count(*) FILTER (day IS NULL) "
        "FROM chosen WHERE role = 'period'"
    )
    told = [plural(stated, say("lue"), say("lues"), review.language)]
    if guessed:
        told.append(
            plural(len(guessed), say("déduite"), say("déduites"), review.language)
            + f" ({span(review, (guessed[0], guessed[-1]))})"
        )
    return ", ".join([*told, *([say("{n} non relevées", n=review.count(without))] if without else [])])


def _compared(review: Review) -> str:
    sets = rows.compared(review)
    if sets is None:
        return review.say("rien relevé avant")
    return earlier(review, sets)


def earlier(review: Review, sets: Compared) -> str:
    """« 12 articles du 1er au 30 septembre »: what came before."""
    count = plural(len(sets.earlier), review.say("article"), review.say("articles"), review.language)
    return review.say(
        "{articles}, du {first} à la veille du {last}",
        articles=count,
        first=date_text(str(sets.earlier_since), review.language),
        last=date_text(str(sets.since), review.language),
    )


def _left(review: Review) -> str:
    say, reading = review.say, review.collection.reading
    undated = reading.undated if review.collection.period.bounded else 0
    told = [
        (reading.outside, say("hors période"), say("hors période")),
        (undated, say("de date inconnue"), say("de date inconnue")),
        (len(reading.twice), say("lu deux fois"), say("lus deux fois")),
        (len(reading.unread), say("illisible"), say("illisibles")),
    ]
    said = [plural(count, one, many, review.language) for count, one, many in told if count]
    return ", ".join(said) or say("rien relevé")


# -- what they report --------------------------------------------------------------------------------


def reported(review: Review) -> list[str]:
    """What several articles report: their words, the date, how many tell it, how sure it is that it is one thing."""
    return [_reported(review, row) for row in rows.reported(review)]


def _reported(review: Review, row: Reported) -> str:
    tags = " ".join(tag(text, css) for text, css in tags_of(review, row))
    return (
        f"<strong>{esc(day_of(review, row))}</strong>{esc(review.say(' : '))}{words(row.words, CLAUSE)} {tags} "
        f'<span class="num">{review.cites(row.cited, CITED)}</span>'
    )


def day_of(review: Review, row: Reported) -> str:
    """When it happened."""
    return dated(row.date, review.language, deduced=row.deduced, short=True)


def tags_of(review: Review, row: Reported) -> list[tuple[str, str]]:
    """How many tell it, and whether it is surely one thing: text and class."""
    unsure = [] if row.certainty == "sure" else [(review.say("rapprochement probable"), "conditional")]
    return [(tellers(review, row.articles, row.papers), "named"), *unsure]


def tellers(review: Review, articles: int, papers: int) -> str:
    """« 3 articles, 2 journaux »; papers only where more than one is known."""
    say = review.say
    told = plural(articles, say("article"), say("articles"), review.language)
    return told + (f", {plural(papers, say('journal'), say('journaux'), review.language)}" if papers > 1 else "")


def disputes(review: Review) -> list[Row]:
    """Where they do not agree: number, date or version, the sides of each beside one another."""
    return [_dispute(review, row) for row in rows.disputes(review)[: rows.DISPUTED]]


def _dispute(review: Review, row: Dispute) -> Row:
    say = review.say
    kinds = {"number": say("Chiffre"), "date": say("Date"), "version": say("Version")}
    sides = " / ".join(
        f"<strong>{_side(review, row, told)}</strong> {_cited(review, cited)}" for told, cited in row.sides
    )
    sure = "" if row.certainty == "sure" else f" {tag(say('rapprochement probable'), 'conditional')}"
    return kinds[row.kind], f"{sides}{esc(say(' : '))}{words(row.words, CLAUSE)}{sure}"


def _side(review: Review, row: Dispute, told: str) -> str:
    say = review.say
    if row.kind == "date":
        return esc(dated(told, review.language, deduced=told in row.deduced, short=True))
    return esc(words_of.manners(say)[told]) if row.kind == "version" else words(told, NAME)


def _cited(review: Review, cited: str) -> str:
    return f'<span class="num">({review.cites(cited, CITED)})</span>'


def left(review: Review) -> int:
    """How many disagreements the page leaves to the chronology."""
    return max(0, len(rows.disputes(review)) - rows.DISPUTED)


def new(review: Review) -> list[Row]:
    """What is new against the days before: happenings, then names."""
    sets = rows.compared(review)
    if sets is None:
        return []
    told = [(review.say("Événement"), _happening(review, row)) for row in rows.new_happenings(review, sets)]
    names = [f"{words(row.name, NAME)} {_cited(review, row.cited)}" for row in rows.new_names(review, sets)]
    return told + ([(review.say("Noms"), ", ".join(names))] if names else [])


def _happening(review: Review, row: Happening) -> str:
    date = dated(row.date, review.language, deduced=row.date in row.deduced, short=True)
    cited = " ".join(f"{told.number}:{told.sentence}" for told in row.tellings)
    return (
        f"<strong>{esc(date)}</strong>{esc(review.say(' : '))}{words(row.shown.label, CLAUSE)} {_cited(review, cited)}"
    )


def course(review: Review, row: rows.Course) -> str:
    """How often an actor stands in the articles."""
    say = review.say
    articles = plural(row.articles, say("article"), say("articles"), review.language)
    mentions = plural(row.mentions, say("mention"), say("mentions"), review.language)
    return f"{esc(articles)}, {esc(mentions)} {_cited(review, row.cited)}"
