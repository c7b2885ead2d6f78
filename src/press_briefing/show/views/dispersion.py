"""Where words and names stand in an article, from its first word to its last: a figure of several views."""

from __future__ import annotations

from collections.abc import Sequence

from ..formats import number
from . import markup
from .context import Context
from .markup import View

# Rows of a figure; the table below it shows `top`.
DRAWN = 14


def dispersion(context: Context, rows: Sequence[tuple[str, Sequence[int], str]], caption: str, of: int) -> View:
    """The figure of some rows, the first `of` so many, which its caption says.

    `rows`: a label, the offsets in the text where it stands, a colour.
    """
    from ..figures.dispersion import DispersionRow, dispersion

    article = context.analysis.article
    length = max(1, len(article.text))
    drawn = dispersion(
        [DispersionRow(label, tuple(at / length for at in starts), colour) for label, starts, colour in rows],
        sections=[paragraph.start / length for paragraph in article.paragraphs if paragraph.kind == "heading"],
        language=context.language,
    )
    alt = context.say(
        "Barres et positions : {list}.",
        list=", ".join(f"{label} {number(len(starts), context.language)}" for label, starts, _ in rows),
    )
    cut = context.say(" Les {shown} premiers sur {all}.", shown=len(rows), all=of) if len(rows) < of else ""
    return markup.figure(drawn, alt=alt, caption=caption + cut + context.say(" Traits verticaux : intertitres."))
