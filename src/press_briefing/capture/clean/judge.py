"""What is done about a line that is likely the page's: out, told and left, or left alone. The title never goes.

Only lines that no list knows and whose source says nothing of them are judged. What makes up the article is guarded by
what it is, not by its score: the title, who signs, paragraphs, sentences within the prose.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...model.typography import key
from .byline import is_byline
from .draft import Line
from .likely import PAGE, TITLE, Marginals, marginals, weights
from .looks import Page, Seen, features, page_of

OUT, UNSURE = "page-line", "unsure"  # rules: of a line taken out, and of one that stays and is told
LEAST_PROSE = 60  # words of paragraphs without which there is no article to tell from the page
SURE = 0.5  # probability from which a line goes
SURE_SAID = 0.75  # of a line that is a sentence
SURE_WITHIN = 0.9  # of a line that stands within the prose
DOUBT = 0.25  # probability from which a line that stays is told
LONGEST = 40  # words of a line that is judged
TITLED = 0.3  # least probability of the line most like a title, from which it is kept whatever it is


def judged(lines: Sequence[Line], rules: Sequence[str], title: str = "") -> list[str]:
    """`OUT`, `UNSURE` or nothing for each line; `rules` are those of the lists, `title` what metadata call the title."""
    page = page_of(lines, rules)
    if sum(len(one.words) for one in page.lines if one.prose and not one.rule) < LEAST_PROSE:
        return [""] * len(lines)
    told = marginals([features(page, number) for number in range(len(page))], weights())
    kept = _titles(page, told, title)
    return ["" if number in kept else _judged(page, number, told[number]) for number in range(len(page))]


def _judged(page: Page, number: int, told: dict[str, float]) -> str:
    line, share = page.lines[number], sum(told[label] for label in PAGE)
    if not _may_be_judged(line) or share < DOUBT:
        return ""
    within = page.first <= number <= page.last
    return OUT if share >= (SURE_WITHIN if within else SURE_SAID if line.said else SURE) else UNSURE


def _may_be_judged(line: Seen) -> bool:
    """Whether nothing known of a line speaks for the article: no list, no source, no signature, no paragraph."""
    return not (line.rule or line.kind or line.prose or len(line.words) > LONGEST or is_byline(line.text))


def _titles(page: Page, told: Marginals, title: str) -> set[int]:
    """The lines that are the title: what metadata say, else the one above the prose that is most like one."""
    named = {number for number, one in enumerate(page.lines[: page.first]) if title and one.plain == key(title)}
    if named:
        return named
    heads = [(told[number][TITLE], -number) for number in range(page.first) if not page.lines[number].rule]
    best, place = max(heads, default=(0.0, 1))
    return {-place} if best >= TITLED else set()
