"""The sentences that views cite, so that every row leads to the words it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ....show.formats import bare
from ....show.views import View, markup
from ....show.views.markup import esc
from ..collection import Collection
from ..context import Review


def evidence(review: Review) -> View:
    """The sentences the views above cite, article by article."""
    if not review.cited:
        return review.none("Phrases citées plus haut : rien à montrer.")
    cited = _sentences(review.collection, review.cited)
    titles = review.collection.titles(cited["number"].tolist()).set_index("number").to_dict("index")
    parts, text = [], []
    for article in cited["number"].unique().tolist():
        parts.append(_article(review, article, titles.get(article, {})))
        for sentence, words in cited.loc[cited["number"] == article, ["sentence", "text"]].to_numpy().tolist():
            parts.append(_sentence(article, sentence, words))
            text.append(f"{article}·{sentence} {words}")
    shown = View(f'<div class="annotated">{"".join(parts)}</div>', "\n".join(text))
    told = review.say("Phrases citées, à lire dans la page en ligne : {n}.", n=review.count(len(cited)))
    return review.on_screen(shown) + review.on_paper(markup.paragraph(told, "source"))


def _sentences(collection: Collection, cited: set[tuple[int, int]]) -> pd.DataFrame:
    """Number, sentence and text of what is cited, in order; the text is empty where the data have none."""
    query = """
        SELECT w.number, w.sentence, coalesce(s.text, '') AS text FROM wanted w
        LEFT JOIN (SELECT c.number, s.sentence, s.text FROM chosen c JOIN sentences s USING (article)) s
        ON s.number = w.number AND s.sentence = w.sentence ORDER BY w.number, w.sentence"""
    found = collection.sql(query, wanted=pd.DataFrame(sorted(cited), columns=["number", "sentence"]))
    return found.assign(text=[" ".join(text.split()) for text in found["text"]])


def _article(review: Review, number: int, about: Mapping[Any, Any]) -> str:
    day = review.day(about.get("day"), about.get("certainty")) or review.say("date non relevée")
    whence = ", ".join(filter(None, (review.paper(bare(about.get("outlet"))), day, bare(about.get("source")))))
    title = f"{number}. {esc(review.title_of(about))}"
    return f'<h3 id="a{number}">{title}</h3><p class="source">{esc(whence)}</p>'


def _sentence(article: int, sentence: int, words: str) -> str:
    return f'<p class="par body" id="a{article}-s{sentence}"><span class="pnum">{sentence}</span> {esc(words)}</p>'
