"""References with the text in them: RIS, CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ...model.citation import csl, names
from .fields import metadata, more, packed, text

if TYPE_CHECKING:
    from ...model.article import Article

_TAGLIKE = re.compile(r"^(?=[A-Z][A-Z0-9] {1,2}-(?: |$))", re.M)


def ris(articles: Iterable[Article]) -> Iterator[str]:
    """Each article as `NEWS`, its text as abstract; a line of it that looks like a tag begins with a no-break space."""
    for article in articles:
        told = metadata(article)
        fields = [
            ("TI", told["titre"]),
            *(("AU", name) for name in names(article)),
            ("T2", told["journal"]),
            ("DA", told["date"].replace("-", "/")),
            ("PY", told["date"][:4]),
            ("SE", told["rubrique"]),
            ("SP", told["page"]),
            ("UR", told["url"]),
            ("DB", told["base"]),
            ("AN", told["reference"]),
            ("LA", told["langue"]),
            ("N1", _note(article)),
            ("AB", _TAGLIKE.sub("\u00a0", text(article))),
        ]
        yield "TY  - NEWS\n" + "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER  - \n\n"


def _note(article: Article) -> str:
    """What neither form has a field for."""
    return packed({"mots": metadata(article)["mots"], **more(article)})


def csl_json(articles: Iterable[Article]) -> Iterator[str]:
    """A list of CSL-JSON, the text as abstract."""
    yield "["
    for number, article in enumerate(articles):
        note = {"note": _note(article)} if _note(article) else {}
        item = json.dumps({**csl(article), **note, "abstract": text(article)}, ensure_ascii=False, indent=1)
        yield f"{',' if number else ''}\n{item}"
    yield "\n]\n"
