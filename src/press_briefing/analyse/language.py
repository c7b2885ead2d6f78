"""The language model, loaded once a process, and the article as it read it."""
from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..analysis import Sentence
from ..article import Article
from ..settings import Settings
from .reading import Reading

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def load(model: str) -> Language:
    import spacy

    nlp = spacy.blank("fr")
    nlp.add_pipe("sentencizer")
    return nlp


def read_language(article: Article, settings: Settings) -> Reading:
    from spacy.tokens import Doc

    nlp = load(settings.model)
    doc = nlp(article.text)
    sentences = []
    for number, paragraph in enumerate(article.paragraphs):
        span = doc.char_span(paragraph.start, paragraph.end, alignment_mode="contract")
        start = None
        for token in span or ():
            if start is None:
                start = token.idx
            end = token.idx + len(token)
            if token.text in ".!?" or end >= paragraph.end:
                sentences.append(Sentence(start, end, number))
                start = None
        if start is not None:
            sentences.append(Sentence(start, end, number))
    assert isinstance(doc, Doc)
    return Reading(article, doc, tuple(sentences), settings, settings.model)
