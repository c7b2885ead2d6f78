"""Mails (EML), mailboxes (MBOX) and pages saved as mails (MHTML): texts with subject, sender, day and links.

A newsletter of several articles is several: where titles stand above texts of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr
from itertools import islice
from typing import Any

from ....model.article import Filed, Removal
from ....model.errors import BriefingError, SourceError
from ....model.settings import Settings
from ...clean.draft import Line, lines_of
from ..endings import READ
from ..record import Record, named
from ..sources import Capture, safe_name

MOST_PARTS = 500  # of one mail
MOST_LINKS = 50  # of one article that are named
LONGEST_FIELD = 4_000  # characters of a field of a head
MOST_CELLS = 5_000  # of a letter laid out as a table
TITLE_WORDS, LARGE = 25, 18  # words of a title that is a cell; pixels of its letters, where nothing else stresses it
TOLD_WORDS = 35  # under a title, from which it is an article's
_POSTMARK = re.compile(rb"^From [^\r\n]{1,300}\d{4}[ \t]*\r?$", re.M)
_LINK = re.compile(r"https?://[^\s<>\"']{4,500}")


class _Bounded(EmailPolicy):
    """Fields cut to a length: the standard library takes quadratic time over them."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """(name, value) of a field."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_FIELD]


def mails(taken: Capture, settings: Settings) -> Iterator[Capture | BriefingError]:
    """Each mail of a mailbox."""
    starts = [match.start() for match in _POSTMARK.finditer(taken.data)]
    for number, (begin, end) in enumerate(zip(starts, [*starts[1:], len(taken.data)], strict=True), 1):
        mail = taken.data[begin:end].partition(b"\n")[2]
        yield Capture(
            safe_name(f"{taken.name.rpartition('.')[0] or taken.name}-{number:04d}.eml"),
            re.sub(rb"^>(>*From )", rb"\1", mail, flags=re.M),
            f"{taken.origin}#{number}",
        )


def articles(taken: Capture, settings: Settings) -> Iterator[Record | Capture | BriefingError]:
    """The articles of a mail, then the files it carries. Raises `SourceError` for one that cannot be read."""
    mail = _parsed(taken)
    bodies, carried = _bodies(mail), list(_carried(mail, taken.origin))
    try:
        yield from _records(mail, bodies)
    except SourceError:
        if not carried:
            raise
    yield from carried


def _parsed(taken: Capture) -> EmailMessage:
    data = taken.data.removeprefix(b"\xef\xbb\xbf")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    try:
        mail: Any = message_from_bytes(data.lstrip(b"\r\n"), policy=_Bounded())
    except RecursionError:
        raise SourceError(
            "is a mail whose parts are nested too deeply",
            where=taken.origin,
            cure="save the text of the article as .txt",
        ) from None
    return mail


def _walked(mail: EmailMessage) -> Iterator[Any]:
    """The parts of a mail, at most `MOST_PARTS`."""
    return islice(mail.walk(), MOST_PARTS)


def _bodies(mail: EmailMessage) -> dict[str, str]:
    """The first text of each kind that is no carried file."""
    found: dict[str, str] = {}
    for part in _walked(mail):
        kind = part.get_content_type()
        if kind in ("text/html", "text/plain") and kind not in found and not part.get_filename():
            found[kind] = _content(part)
    return found


def _content(part: Any) -> str:
    """The text of a part; an encoding that is unknown or wrong is guessed from the bytes."""
    from ..decode import decode

    try:
        data = part.get_payload(decode=True) or b""
        declared = part.get_content_charset() or ""
    except (MessageError, ValueError, LookupError):
        return ""
    return decode(data, source="mail", declared=declared)[0].replace("\r\n", "\n") if data.strip() else ""


def _head(mail: EmailMessage, name: str) -> str:
    try:
        return named(str(mail.get(name, "")))
    except (MessageError, ValueError, LookupError, IndexError, TypeError, AttributeError):
        return ""


def _records(mail: EmailMessage, bodies: dict[str, str]) -> Iterator[Record]:
    subject, (sender, address) = _head(mail, "subject"), parseaddr(_head(mail, "from"))
    common = {
        "outlet": sender or address.rpartition("@")[2],
        "date": _head(mail, "date"),
        "filed": Filed(variables=(("lettre", subject),) if subject else ()),
    }
    html = bodies.get("text/html", "")
    parts = list(_parts(html)) if html else []
    if len(parts) > 1:
        yield from (
            Record(tuple(lines), title, url=url, removed=_named(links), **common)  # type: ignore[arg-type]
            for title, lines, links, url in parts
        )
        return
    common["filed"] = Filed()
    lines = _page_lines(html, bodies.get("text/plain", ""))
    if not lines:
        raise SourceError("is a mail without text", where="", cure="give the page it leads to")
    yield Record(tuple(lines), subject, removed=_named(_LINK.findall(html)), **common)  # type: ignore[arg-type]


def _named(links: list[str]) -> tuple[Removal, ...]:
    """The links of an article, each once."""
    return tuple(Removal("address", link) for link in dict.fromkeys(links[: 4 * MOST_LINKS]))[:MOST_LINKS]


def _page_lines(html: str, plain: str) -> list[Line]:
    """The article of the mail's page, else its rows, else its plain text."""
    from ..exports.rows import rows_of_page
    from ..html import read_html
    from ..markup import tree_of

    if html.strip():
        try:
            page = read_html(html, source="mail")
            return [line for line in page.lines or () if line.kind != "title"]
        except SourceError:
            tree = tree_of(html)
            if tree is not None and not plain:
                return [row.line() for row in rows_of_page(tree)]
    return list(lines_of(plain))


# -- newsletters --------------------------------------------------------------------------------------------

Part = tuple[str, list[Line], list[str], str]


def _parts(html: str) -> Iterator[Part]:
    """(title, lines, links, address) of each title that stands above a text of its own; none without two such."""
    from ..markup import tree_of

    tree = tree_of(html)
    if tree is None:
        return
    heads = [one for one in tree.iter("h1", "h2", "h3") if one.text_content().strip()]
    level = next((tag for tag in ("h1", "h2", "h3") if sum(one.tag == tag for one in heads) > 1), "")
    titles = [one for one in heads if one.tag == level] if level else list(_stressed(tree))
    found = list(_under(titles, tree)) if len(titles) > 1 else []
    yield from [part for part in found if sum(len(line.text.split()) for line in part[1]) >= TOLD_WORDS]


def _stressed(tree: Any) -> Iterator[Any]:
    """The cells of a letter laid out as a table, and their like, that are titles: all bold or large, no sentence."""
    for one in islice(tree.iter("td", "p", "div"), MOST_CELLS):
        text = _own(one, linked=True)
        if not 3 <= len(text.split()) <= TITLE_WORDS or text[-1] in ".!…:;":
            continue
        inside = [one, *(child for child in one.iter() if child is not one)][:12]
        strong = (child for child in inside if _is_strong(child))
        if any(" ".join(child.text_content().split()) == text for child in strong):
            yield one


def _is_strong(element: Any) -> bool:
    style = (element.get("style") or "")[:500].lower().replace(" ", "") if isinstance(element.tag, str) else ""
    large = re.search(r"font-size:(\d{1,3})px", style)
    return (
        element.tag in ("b", "strong")
        or bool(re.search(r"font-weight:(?:bold|[6-9]00)", style))
        or (large is not None and int(large[1]) >= LARGE)
    )


def _under(heads: list[Any], tree: Any) -> Iterator[Part]:
    """What stands between each title and the next."""
    marked = {head: number for number, head in enumerate(heads)}
    texts: list[list[Line]] = [[] for _ in heads]
    links: list[list[str]] = [[] for _ in heads]
    at = -1
    for element in tree.iter():
        at = marked.get(element, at)
        if at >= 0 and element.tag == "a" and str(element.get("href", "")).startswith(("http://", "https://")):
            links[at].append(element.get("href"))
        block = at >= 0 and element.tag in ("p", "li", "h3", "h4", "td", "div") and element not in marked
        if block and (text := _own(element)):
            kind = {"li": "list-item", "h3": "heading", "h4": "heading"}.get(element.tag, "")
            texts[at].append(Line(text, kind, gap=True))
    for head, lines, told in zip(heads, texts, links, strict=True):
        yield " ".join(head.text_content().split()), lines, told, next(iter(told), "")


def _own(element: Any, *, linked: bool = False) -> str:
    """The text of an element that holds no other block, of a few links at most unless it may be `linked`."""
    if any(True for _ in element.iter("p", "li", "td", "div", "h1", "h2", "h3", "h4", "table") if _ is not element):
        return ""
    text = " ".join(element.text_content().split())
    in_links = sum(len(" ".join(one.text_content().split())) for one in element.iter("a"))
    return text if linked or in_links < 0.8 * len(text) else ""


# -- what a mail carries ------------------------------------------------------------------------------------


def _carried(mail: EmailMessage, origin: str) -> Iterator[Capture]:
    """The files a mail carries that may hold an article, by their ending."""
    for part in _walked(mail):
        name = part.get_filename() or ""
        if name and f".{name.rpartition('.')[2].lower()}" in READ and not part.is_multipart():
            data = part.get_payload(decode=True) or b""
            if data.strip():
                yield Capture(safe_name(name), data, f"{origin}#{name}")


# -- pages saved as mails -----------------------------------------------------------------------------------


def saved_page(taken: Capture, settings: Settings) -> Iterator[Capture | BriefingError]:
    """The page of an MHTML file: its first part of HTML, at the address it was saved from."""
    mail = _parsed(taken)
    page = next((part for part in _walked(mail) if part.get_content_type() == "text/html"), None)
    text = _content(page) if page is not None else ""
    if not text.strip() or page is None:
        yield SourceError("is a saved page without HTML", where=taken.origin, cure="save the page once more")
        return
    where = _head(mail, "snapshot-content-location") or _head(page, "content-location")
    stem = taken.name.rpartition(".")[0] or taken.name
    yield Capture(safe_name(f"{stem}.html"), text.encode(), where if where.startswith("http") else taken.origin)
