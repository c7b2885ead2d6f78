"""From an article to an analysis: the story, in the order of the steps.

One finder a finding, each in a file (or a folder) of its own: it takes the `Reading` and earlier findings and
returns frozen rows. Nothing is imported until an article is analysed.
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model.analysis import Analysis
    from ..model.article import Article
    from ..model.settings import Settings


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
    from ..model.analysis import Analysis
    from ..model.errors import LimitError
    from .actors import find_actors
    from .claims import find_claims
    from .confidence import rated
    from .disagreements import find_disagreements
    from .entities import find_entities
    from .events import find_events
    from .frames import find_frames
    from .keysentences import find_key_sentences
    from .language import read_language
    from .newsworth import News
    from .quantities import find_quantities, placed
    from .quotes import find_quotes
    from .stances import find_stances
    from .times import find_times
    from .tone import find_tone
    from .voices.hearing import hear
    from .words import find_words

    reading = read_language(article, settings)  # 1
    words = find_words(reading)  # 2
    mentions, index = find_entities(reading)  # 3
    if len(index) > settings.max_entities:
        raise LimitError(
            f"holds {len(index)} different names, more than the limit of {settings.max_entities}",
            where=article.source,
            cure="give one article, or raise max_entities",
        )
    actors = find_actors(reading, mentions, index)
    times = find_times(reading)  # 4
    heard = hear(reading, mentions, index, actors)  # 5
    quotes = find_quotes(reading, heard)
    claims = find_claims(reading, heard)  # 6
    stances = find_stances(reading, actors, heard)  # 7
    frames = find_frames(reading, actors, mentions, heard)  # 8
    events = find_events(reading, times, mentions, actors, frames)
    quantities = placed(find_quantities(reading, times, heard, actors), events)  # 9
    disagreements = find_disagreements(article, reading.sentences, times, quantities, events, stances)
    tone = find_tone(reading, mentions, quotes, claims)  # 10
    news = News(actors.rows, events, quantities, claims, stances)
    key_sentences = find_key_sentences(reading, words, news)  # 11
    found = Analysis(
        article=article,
        sentences=reading.sentences,
        words=words,
        entities=mentions,
        entity_index=index,
        actors=actors.rows,
        times=times,
        events=events,
        quotes=quotes,
        claims=claims,
        stances=stances,
        quantities=quantities,
        disagreements=disagreements,
        tone=tone,
        key_sentences=key_sentences,
        model=reading.model,
        parted=reading.parted,
    )
    return rated(found)  # 12
