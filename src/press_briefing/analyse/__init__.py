"""From an article to an analysis: the story, in the order of the steps.

One finder a finding, each in a file (or a folder) of its own: it takes the `Reading` and earlier findings and
returns frozen rows. Nothing is imported until an article is analysed.
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ..model.analysis import (
        Analysis,
        Claim,
        Disagreement,
        Entity,
        Event,
        Mention,
        Quantity,
        Quote,
        Stance,
        Time,
        Word,
    )
    from ..model.article import Article
    from ..model.settings import Settings
    from .actors import Actors
    from .reading import Reading
    from .voices.heard import Heard


def analyse(article: Article | str | PathLike[str], *, settings: Settings | None = None) -> Analysis:
    """Find everything a briefing shows in `article`: one that was read, or a path, a URL, demo:NAME to read.

    1. read the text with the language model: sentences, tokens, parse
    2. words that are counted
    3. names, the entities they stand for, and the actors: who does, says or undergoes something
    4. time expressions
    5. quotations and 6. claims, with who they come from, and 7. stances: who accuses, denies, praises, supports whom
    8. frames: every predicate with who does it and to whom; events: what happened, and when
    9. quantities (which leave the dates alone), with their source and the event they belong to, and where figures,
       dates or versions disagree
    10. tone, 11. the sentences that say most of the whole, and 12. how likely each row is right

    `settings`: model, profile, limits; by default those this process was started with. Raises what `read` raises for a
    source, `LanguageError` when the model is missing or unfit, `LimitError` past `max_entities`. A result saved earlier
    for the same text, settings, model and code is read back instead.
    """
    from ..guard.apart import analyst
    from ..guard.failing import guarded
    from ..model.article import Article
    from ..model.settings import Settings

    settings = settings or Settings.current()
    if not isinstance(article, Article):
        from ..capture.read import read

        article = read(article, settings=settings)
    other = analyst(settings)
    with guarded("analysing", article.source):
        found: Analysis = _saved_or_found(article, settings) if other is None else other.analysis(article)
        return found


def _saved_or_found(article: Article, settings: Settings) -> Analysis:
    from . import saved

    found = saved.load(article, settings)
    if found is None:
        from .language import vocabulary  # first of all that imports spaCy, without its command line

        with vocabulary(settings.model):
            found = _analyse(article, settings)
        saved.save(found, settings)
    return found


def _analyse(article: Article, settings: Settings) -> Analysis:
    """The steps, by the numbers of `analyse`."""
    from ..model.analysis import Analysis
    from .confidence import rated
    from .language import read_language
    from .times import find_times
    from .words import find_words

    reading = read_language(article, settings)  # 1
    words = find_words(reading)  # 2
    who = _who(reading, settings)  # 3
    times = find_times(reading)  # 4
    speech = _speech(reading, who)  # 5, 6, 7
    facts = _facts(reading, times, who, speech)  # 8, 9
    weighed = _weighed(reading, words, who, speech, facts)  # 10, 11
    found = Analysis(
        article=article,
        sentences=reading.sentences,
        words=words,
        entities=who.mentions,
        entity_index=who.entities,
        actors=who.actors.rows,
        times=times,
        quotes=speech.quotes,
        claims=speech.claims,
        stances=speech.stances,
        **facts._asdict(),
        **weighed,
        model=reading.model,
        parted=reading.parted,
    )
    return rated(found)  # 12


class _Who(NamedTuple):
    """Who is named and who acts."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    actors: Actors


def _who(reading: Reading, settings: Settings) -> _Who:
    from ..model.errors import LimitError
    from .actors import find_actors
    from .entities import find_entities

    mentions, index = find_entities(reading)
    if len(index) > settings.max_entities:
        raise LimitError(
            f"holds {len(index)} different names, more than the limit of {settings.max_entities}",
            where=reading.article.source,
            cure="give one article, or raise max_entities",
        )
    return _Who(mentions, index, find_actors(reading, mentions, index))


class _Speech(NamedTuple):
    """Who says what, and who stands how to whom."""

    heard: Heard
    quotes: tuple[Quote, ...]
    claims: tuple[Claim, ...]
    stances: tuple[Stance, ...]


def _speech(reading: Reading, who: _Who) -> _Speech:
    from .claims import find_claims
    from .quotes import find_quotes
    from .stances import find_stances
    from .voices.attribution import hear

    heard = hear(reading, who.mentions, who.entities, who.actors)
    quotes, claims = find_quotes(reading, heard), find_claims(reading, heard)
    return _Speech(heard, quotes, claims, find_stances(reading, who.actors, heard))


class _Facts(NamedTuple):
    """What happened, how much, and where the article says it in two ways."""

    events: tuple[Event, ...]
    quantities: tuple[Quantity, ...]
    disagreements: tuple[Disagreement, ...]


def _facts(reading: Reading, times: tuple[Time, ...], who: _Who, speech: _Speech) -> _Facts:
    from .disagreements import find_disagreements
    from .events import find_events
    from .frames import find_frames
    from .quantities import find_quantities, placed

    frames = find_frames(reading, who.actors, who.mentions, speech.heard)
    events = find_events(reading, times, who.mentions, who.actors, frames)
    quantities = placed(find_quantities(reading, times, speech.heard, who.actors), events)
    odds = find_disagreements(reading.article, reading.sentences, times, quantities, events, speech.stances)
    return _Facts(events, quantities, odds)


def _weighed(reading: Reading, words: tuple[Word, ...], who: _Who, speech: _Speech, facts: _Facts) -> dict[str, Any]:
    """The tone, and the sentences that say most of the whole."""
    from .keysentences import find_key_sentences
    from .newsworth import News
    from .tone import find_tone

    tone = find_tone(reading, who.mentions, speech.quotes, speech.claims)
    news = News(who.actors.rows, facts.events, speech.quotes, speech.claims)
    return {"tone": tone, "key_sentences": find_key_sentences(reading, words, news)}
