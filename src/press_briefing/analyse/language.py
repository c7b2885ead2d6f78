"""The language model, loaded once a process, and the article as it read it.

Our own pipeline (`fr_press`) or any installed spaCy pipeline for French. The doc covers the article to the character;
long texts are read in pieces cut between paragraphs, so that memory stays bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from ..accelerate.switch import short
from ..model.analysis import Sentence
from ..model.article import Article, Paragraph
from ..model.errors import LanguageError
from ..model.settings import Settings
from .reading import Reading

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from ..accelerate.reading.quick import QuickReader
    from ..french.components import Syntax
    from ..french.encoder.article import Names
    from ..french.encoder.reader import Encoder

OURS = "fr_press"
LANGUAGES = ("fr", "fr_press", "xx")  # French, ours, and multilingual pipelines
PIECE = 100_000  # characters read at once: 20 000 words take about 100 MB in the network
MOST_WORDS = 50_000  # forms kept in memory; 1,500 articles with many new words brought 20,000
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_language(article: Article, settings: Settings) -> Reading:
    """Read `article` with the pipeline `settings.model` names (ours, an installed package, or a path).

    1. load the pipeline, and in the profile `precise` the encoder, once a process
    2. read the text in pieces that end with a paragraph; paragraphs begin sentences
    3. cut its sentences at the paragraphs' bounds

    Raises `LanguageError` when the pipeline is missing, cannot be loaded, or is made for another language; when the
    encoder is missing, damaged, or not for this machine.
    """
    nlp, encoder = load_all(settings)  # 1
    doc, names, cut = _read(nlp, encoder, article)  # 2
    sentences = tuple(_sentences(doc, article))  # 3
    return Reading(
        article, doc, sentences, settings, name_of(nlp, encoder), names, parted=cut or (names.parted if names else 0)
    )  # a part may be read in windows: counted once


def load_all(settings: Settings) -> tuple[Language, Encoder | None]:
    """The pipeline and the encoder that `settings` ask for; loaded once a process. Raises `LanguageError`."""
    return load(settings.model), load_encoder(settings.model) if settings.is_precise else None


@lru_cache(maxsize=2)
def load_encoder(model: str) -> Encoder:
    """The encoder, ready to read what the pipeline `model` cuts."""
    from ..french.encoder.article import numbers
    from ..french.encoder.reader import Encoder

    encoder = Encoder.load()
    numbers(load(model).vocab, encoder.classes)
    return encoder


@lru_cache(maxsize=2)
def load(model: str) -> Language:
    """The pipeline, ready; loaded once a process. Raises `LanguageError`."""
    import spacy

    from ..french import pipeline  # noqa: F401  registers our language and its components

    path = _path_of(model)
    try:
        nlp = spacy.load(path)
    except (OSError, ImportError, ValueError, KeyError) as error:
        raise LanguageError(
            f"the language model cannot be loaded: {_first_line(error)}", where=model, cure=_cure(model)
        ) from error
    if nlp.lang not in LANGUAGES:
        raise LanguageError(
            f"the language model reads {nlp.lang!r}, not French",
            where=model,
            cure=f"set `model` to {OURS!r} or to a French pipeline such as 'fr_core_news_lg'",
        )
    quick(nlp)  # made here, outside any block that forgets words
    return nlp


@lru_cache(maxsize=2)
def quick(nlp: Language) -> QuickReader | None:
    """The short way through a pipeline built as ours is; None for any other."""
    from ..accelerate.reading.quick import QuickReader, fits

    return QuickReader(nlp) if fits(nlp) else None


def reader(nlp: Language) -> Callable[[Doc, Syntax | None], Doc]:
    """How a pipeline is read: the short way where it is built as ours is, else component after component."""
    from ..french.components import read

    taken = quick(nlp) if short("reading") else None
    return taken or partial(read, nlp)


@contextmanager
def vocabulary(model: str) -> Iterator[None]:
    """A block in which an article is read and used. Past `MOST_WORDS`, the words it brings are forgotten after it.

    spaCy keeps every word it ever met (about 3 kB each, with what we keep beside it): without this a process that
    reads a million articles grows without end. The first `MOST_WORDS` stay, so that words of every day are made once;
    no doc may outlive the block.
    """
    nlp = load(model)
    if len(nlp.vocab) <= MOST_WORDS or nlp.vocab.in_memory_zone:  # type: ignore[attr-defined]
        yield
        return
    with nlp.memory_zone():
        yield


def name_of(nlp: Language, encoder: Encoder | None = None) -> str:
    """Names and versions of what reads, `fr_press-1.0.0 encoder-1.0.0`: part of the provenance of every briefing."""
    name = str(nlp.meta.get("name") or "pipeline")
    prefix = "" if name == OURS or name.startswith(f"{nlp.lang}_") else f"{nlp.lang}_"
    return f"{prefix}{name}-{nlp.meta.get('version', '0.0.0')}" + (f" {encoder.name}" if encoder else "")


def _path_of(model: str) -> str | Path:
    return Path(str(files("press_briefing").joinpath("models", OURS))) if model in ("", OURS) else model


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def _cure(model: str) -> str:
    if model in ("", OURS):
        return "reinstall press-briefing: its model folder is incomplete"
    if Path(model).exists():
        return f"give the folder of a spaCy 3 pipeline, or leave `model` at {OURS!r}"
    return f"install it (python -m spacy download {model}) or leave `model` at {OURS!r}"


def _read(nlp: Language, encoder: Encoder | None, article: Article) -> tuple[Doc, Names | None, int]:
    """The doc, what the encoder says of names, and how many sentences were cut for their length."""
    from spacy.tokens import Doc

    from ..french.sentences import CUT

    text = _SURROGATE.sub("\ufffd", article.text)  # spaCy stores UTF-8, which has no lone surrogates
    nlp.max_length = max(nlp.max_length, PIECE + 1, len(text))
    pieces, names, cut = [], [], 0
    for start, end in _pieces(article):
        doc = nlp.make_doc(text[start:end])
        _mark_paragraphs(doc, start, article.paragraphs)
        read, told = _piece(nlp, encoder, doc)
        cut += read.user_data.pop(CUT, 0)
        pieces.append(read)
        names += [told] if told else []
    whole = pieces[0] if len(pieces) == 1 else Doc.from_docs(pieces, ensure_whitespace=False) if pieces else None
    return whole or nlp.make_doc(text), _joined(names), cut


def _piece(nlp: Language, encoder: Encoder | None, doc: Doc) -> tuple[Doc, Names | None]:
    """A piece of the text as pipeline and encoder read it; the encoder's parse goes into a pipeline like ours only."""
    words = reader(nlp)
    if encoder is None:
        return words(doc, None), None
    from ..french.encoder.article import read as encode

    names, syntax = encode(encoder, doc)
    return words(doc, syntax), names


def _joined(names: list[Names]) -> Names | None:
    if len(names) < 2:
        return names[0] if names else None
    from ..french.encoder.article import Names

    return Names.joined(names)


def _pieces(article: Article) -> Iterator[tuple[int, int]]:
    """Cuts of the text, each but the last ending where a paragraph begins; a paragraph is never cut."""
    start = 0
    for paragraph in article.paragraphs:
        if paragraph.end - start > PIECE and paragraph.start > start:
            yield start, paragraph.start
            start = paragraph.start
    if start < len(article.text):
        yield start, len(article.text)


def _mark_paragraphs(doc: Doc, offset: int, paragraphs: tuple[Paragraph, ...]) -> None:
    """Every paragraph begins a sentence, whatever the pipeline thinks."""
    starts = {paragraph.start - offset for paragraph in paragraphs}
    for token in doc:
        if token.i and token.idx in starts:
            token.is_sent_start = True


def _sentences(doc: Doc, article: Article) -> Iterator[Sentence]:
    """The sentences of each paragraph: never across its bounds, without white space around."""
    bounds = _bounds(doc)
    place = 0
    for number, paragraph in enumerate(article.paragraphs):
        while place < len(bounds) and bounds[place] <= paragraph.start:
            place += 1
        start = paragraph.start
        while place < len(bounds) and bounds[place] < paragraph.end:
            yield from _trimmed(article.text, start, bounds[place], number)
            start = bounds[place]
            place += 1
        yield from _trimmed(article.text, start, paragraph.end, number)


def _bounds(doc: Doc) -> list[int]:
    """The offsets where the pipeline begins a sentence; by print's rules when it has no view of its own."""
    if any(token.is_sent_start is False for token in doc):
        return [sent.start_char for sent in doc.sents]
    from ..french.sentences import sentence_starts

    return [doc[i].idx for i, start in sentence_starts(doc) if start]


def _trimmed(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Sentence(start, end, paragraph)
