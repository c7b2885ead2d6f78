"""IRaMuTeQ: « **** *journal_Le_Fleuve *date_2024-03-05 », the title on a line of its own, the paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .fields import body, metadata

if TYPE_CHECKING:
    from ...model.article import Article

_ODD = re.compile(r"[^\w-]+")  # what a value of IRaMuTeQ may not hold
_STARS = re.compile(r"^(?=\*\*\*\*|-\*|\d{4,6} {1,5}\*)", re.M)
UNWRITTEN = ("titre", "langue")  # the title stands in the text


def iramuteq(articles: Iterable[Article]) -> Iterator[str]:
    """Each article below its line of variables; a line of the text that looks like one begins with a no-break space."""
    for number, article in enumerate(articles):
        stars = " ".join(["****", *_variables(metadata(article))])
        lines = [*([article.title] if article.title else []), *(text for _, text in body(article))]
        text = _STARS.sub("\u00a0", "\n".join(" ".join(line.split("\n")) for line in lines))
        yield f"{'' if number == 0 else chr(10)}{stars}\n{text}\n"


def _variables(told: dict[str, str]) -> Iterator[str]:
    """« *nom_valeur »: letters, figures, « - » and « _ » only."""
    for name, value in told.items():
        bare = _ODD.sub("_", value).strip("_")
        known = re.sub(r"[\W_]+", "", name)
        if name not in UNWRITTEN and bare and known:
            yield f"*{known}_{bare}"
            if name == "date":
                yield from (f"*am_{value[:7]}", f"*annee_{value[:4]}")
