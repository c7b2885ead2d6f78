"""A figure of somebody else's, and what an SVG shows, for tests that compare two ways of drawing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

from matplotlib.figure import Figure

from press_briefing.show.figures import style

HASH = re.compile("(?<=[a-zA-Z_])[0-9a-f]{10}")


def saved(drawn) -> bytes:  # type: ignore[no-untyped-def]
    out = BytesIO()
    drawn.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def elements(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """What an SVG shows, in order; of a text its place and colour, for `svg` draws it as one path."""
    return list(shown(ElementTree.fromstring(data)))


def shown(row: ElementTree.Element) -> Iterator[tuple[str, dict[str, str]]]:
    kind, told = row.tag.split("}")[-1], {name: plain(value) for name, value in row.attrib.items()}
    if row.get("transform", "").startswith("translate"):
        yield "text", {"style": told.get("style", ""), "at": told["transform"].partition("scale")[0]}
    elif kind != "metadata":
        yield kind, told
        for part in row:
            yield from shown(part)


def plain(value: str) -> str:
    """Numbers with the digits and spaces that `svg` leaves them, ids without the hash of what they name."""
    return "".join(re.sub(r"(\.\d)\d+", r"\1", HASH.sub("", value)).split())


def axes_of(layout: str) -> Figure:
    """A figure of somebody else's: axes, ticks, a legend, a picture, a text with formulas and one that is turned."""
    style.apply()
    drawn = Figure(layout=layout)  # type: ignore[arg-type]
    left, right = drawn.subplots(1, 2)
    left.barh(["un", "l’été « sec »", "<deux> & $x$"], [1, 2, 3], hatch="//", alpha=0.5)
    right.plot([1, 2, 3], [3, 1, 2], "o--", label="حزب, office, “ﬁn”")
    right.set_ylabel("un axe")
    right.set_title("$x^2$", parse_math=True)
    right.scatter(range(30), range(30))
    right.legend()
    return drawn
