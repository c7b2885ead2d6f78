"""What is done about a line that is likely the page's: out, told and left, or left alone. The title never goes.

Only lines that no list knows and whose source says nothing of them are judged. What makes up the article is guarded by
what it is, not by its score: the title, who signs, paragraphs, sentences within the prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model.typography import key
from .byline import is_byline
from .draft import Line
from .likely import PAGE, TITLE, Marginals, marginals, weights
from .line_features import CaptureLines, SeenLine, features, page_of

OUT, UNSURE = "page-line", "unsure"  # rules: of a line taken out, and of one that stays and is told
LEAST_PROSE = 25  # words of paragraphs without which there is no article to tell from the page
SURE = 0.5  # probability from which a line goes
SURE_SAID = 0.75  # of a line that is a sentence
SURE_WITHIN = 0.9  # of a line that stands within the prose
DOUBT = 0.25  # probability from which a line that stays is told
SHAPED = ("heading", "list-item")
# « Publié le 30 septembre 2022, le rapport accable… »: a date, and what is told behind it.
_TOLD_OF_A_DAY = re.compile(r"\b\d{4}\b[^,]{0,40}, (?:les? |la |l'|une? |des )\w+ \w+")
LONGEST = 16  # words of a line that is judged: a longer one may be a paragraph without its full stop
TITLED = 0.9  # probability of the likeliest title from which no other line is kept as one
LIKELY, MAYBE = 0.5, 0.1  # below the first no title is sure, from the second a line may be it
# So much a line of so many words says of what the prose does that it is kept: a word of several paragraphs, or two.
TELLING, TITLE_WORDS = 2, 3


def judged(lines: Sequence[Line], rules: Sequence[str], title: str = "") -> list[str]:
    """`OUT`, `UNSURE` or nothing for each line; `rules` are those of the lists, `title` what metadata call the title."""
    if any(line.kind in SHAPED for line in lines):  # a source that tells its parts: what it says nothing of is a cell
        return [""] * len(lines)
    page = page_of(lines, rules)
    if sum(len(one.words) for one in page.lines if one.prose and not one.rule) < LEAST_PROSE:
        return [""] * len(lines)
    told = marginals([features(page, number) for number in range(len(page))], weights())
    kept = _titles(page, told, title)
    return ["" if number in kept else _judged(page, number, told[number]) for number in range(len(page))]


def _judged(page: CaptureLines, number: int, told: dict[str, float]) -> str:
    line, share = page.lines[number], sum(told[label] for label in PAGE)
    if not _may_be_judged(line) or share < DOUBT:
        return ""
    within = page.first <= number <= page.last
    return OUT if share >= (SURE_WITHIN if within else SURE_SAID if line.said else SURE) else UNSURE


def _may_be_judged(line: SeenLine) -> bool:
    """Whether nothing known of a line speaks for the article: no list, no source, no signature, no paragraph.

    A sentence is the article's unless it speaks to its reader or of the site.
    """
    told = line.rule or line.kind or line.prose or len(line.words) > LONGEST or is_byline(line.text)
    bracketed = line.text.startswith("(") and line.text.endswith(")")  # « (avec agences) »
    dated = _TOLD_OF_A_DAY.search(line.plain) is not None
    return not told and not bracketed and not dated and (not line.said or line.addressed)


def _titles(page: CaptureLines, told: Marginals, title: str) -> set[int]:
    """The lines that are the title: what metadata say, else those above the prose that are most like one.

    Most like one is the likeliest, and the one that says most of what the prose does. An article has a title: only
    where the prose begins with a copy without line ends, the title may be in that.
    """
    named = {number for number, one in enumerate(page.lines[: page.first]) if title and one.plain == key(title)}
    heads = [number for number in range(page.first) if not page.lines[number].rule]
    if named or not heads:
        return named
    begun = [page.first] if page.first < len(page) and _may_be_titled(page) else []
    likeliest = max(heads + begun, key=lambda number: (told[number][TITLE], -number))
    telling = max(heads, key=lambda number: (page.heads[number], told[number][TITLE], -number))
    share, found = told[likeliest][TITLE], {likeliest}
    if share < LIKELY:  # no line is the title for sure: whichever may be one stays
        found |= {number for number in heads if told[number][TITLE] >= MAYBE}
    speaks = page.heads[telling] >= TELLING and len(page.lines[telling].words) >= TITLE_WORDS
    return found | {telling} if speaks and share < TITLED else found


def _may_be_titled(page: CaptureLines) -> bool:
    """Whether the first paragraph may be the title, or hold it: a long question or quotation, a copy without line ends."""
    return page.copied or page.lines[page.first].end != "."
