"""Live pages: posts one below the other, each under its hour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ....model.typography import key
from ...clean.draft import Line
from ...clean.published import any_date, in_french
from .. import linked
from ..blocks import blocks
from ..page import words
from ..pieces import own

LEAST = 3  # posts of a live page
MOST_TIMES, HIGHEST = 3_000, 6  # times looked at; elements above one, among which its post is
SHARE = 0.5  # of the words of the page's body that posts hold, where they are its article
_LIVE = re.compile(r"(?<![a-z])(?:live|liveblog|direct|directs|timeline|fil-info)(?![a-z])")
_TITLED = re.compile(r"\b(?:en direct|le direct|direct ?:|live ?:|minute par minute|en continu)")
_HOUR = re.compile(r"[0-2]?\d ?(?:[h:]|heures?) ?(?:[0-5]\d)?")
_CLOCKS = re.compile(r"(?<![a-z])(?:time|hour|heure|date|horaire)(?![a-z])")
_HEADS = ("h2", "h3", "h4", "h5")


def with_posts(lines: list[Line], tree: Any, heads: set[Any], title: str) -> list[Line]:
    """The lines of a live page: its head, then each post under a line of kind `post`; those given of any other."""
    posts = _posts(tree, heads, title)
    if not posts:
        return lines
    several = len(_days(posts)) > 1
    told = [line for post in posts for line in _lines_of(post, several)]
    inside = " ".join(words(" ".join(line.text for line in told)))
    body = [line for line in lines if line.kind != "title"]
    above = [line for line in lines[: _first_inside(lines, inside)] if line.kind in ("title", "lead") or line.text]
    if sum(len(line.text.split()) for line in told) < SHARE * sum(len(line.text.split()) for line in body):
        return lines
    return [*above, *told]


def _first_inside(lines: list[Line], inside: str) -> int:
    """The place of the first line that a post holds."""
    found = (n for n, line in enumerate(lines) if line.kind != "title" and " ".join(words(line.text)) in inside)
    return next(found, len(lines))


def _posts(tree: Any, heads: set[Any], title: str) -> list[Any]:
    """The posts of the page in its order; none where nothing says that it is live."""
    groups: dict[Any, list[Any]] = {}
    for clock in islice(_clocks(tree), MOST_TIMES):
        for post in islice(clock.iterancestors(), HIGHEST):
            siblings = groups.setdefault(post.getparent(), [])
            if not siblings or siblings[-1] is not post:
                siblings.append(post)
    fitting = [
        posts
        for parent, posts in groups.items()
        if parent is not None and len(posts) >= LEAST and _is_live(parent, posts, heads)
    ]
    best = max(fitting, key=len, default=[])
    told = _TITLED.search(key(title)) or any(_called_live(one) for post in best[:1] for one in _up(post))
    return best if told or any("LiveBlogPosting" in linked.types(node) for node in linked.nodes_of(tree)) else []


def _clocks(tree: Any) -> Iterator[Any]:
    for one in tree.iter("time", "span", "div", "p", "strong"):
        text = (one.text or "").strip()
        named = one.tag == "time" or _CLOCKS.search((one.get("class") or "")[:200].lower())
        if named and 0 < len(text) <= 40 and _HOUR.search(text):
            yield one


def _is_live(parent: Any, posts: list[Any], heads: set[Any]) -> bool:
    """Posts of one kind, none of which is headed by a link: a list of articles is."""
    alike = len({(post.tag, (post.get("class") or "").split(" ")[0]) for post in posts}) == 1
    linked_heads = sum(
        any((link.get("href") or "#")[:1] != "#" for link in head.iter("a"))
        for post in posts
        for head in post.iter(*_HEADS)
    )
    return alike and linked_heads < len(posts) and posts[0] not in heads and own(posts[0], heads) and len(parent) > 0


def _up(post: Any) -> Iterator[Any]:
    yield post
    yield from islice(post.iterancestors(), HIGHEST)


def _called_live(element: Any) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:300].lower()
    return element.tag != "body" and bool(_LIVE.search(named))


def _days(posts: list[Any]) -> set[str]:
    return {day for post in posts if (day := _day(post))}


def _day(post: Any) -> str:
    """The day of a post in the machine form of its time, empty without one."""
    stamp = next((one.get("datetime") for one in post.iter("time") if one.get("datetime")), "") or ""
    day = any_date(stamp) if re.match(r"\d{4}-\d\d-\d\d", stamp) else None
    return in_french(day) if day else ""


def _lines_of(post: Any, several_days: bool) -> Iterator[Line]:
    """The hour of a post, with its day where the page runs over several, then what the post says."""
    clock = next(_clocks(post), None)
    if clock is None:
        return
    hour = " ".join(clock.text_content().split())
    day = _day(post) if several_days else ""
    yield Line(f"{day}, {hour}" if day and day not in hour else hour, "post", gap=True)
    clock.drop_tree()
    for kind, text in blocks(post):
        if text.strip():
            yield Line(" ".join(text.split()), kind, gap=True)
