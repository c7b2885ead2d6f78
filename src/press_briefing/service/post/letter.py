"""What a message says, before it is text or HTML; and both. Every word of the article is escaped, nothing is loaded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING

from ...show import palette
from ...show.formats import date_text, typeset
from ...show.messages import translator
from .content import Content
from .words import one_line

if TYPE_CHECKING:
    from .picture import Picture

# Plain text is read in narrow columns too; quoted once or twice it still fits 80.
COLUMNS = 72
# A space no line ends at, in French: before : ; ! ? » and after «; before the point between two counts neither.
_HELD = re.compile(r" (?=[:;!?»·])|(?<=«) ")
# A sentence longer than this is a paragraph in disguise; the briefing has it whole.
LONGEST_SENTENCE, LONGEST_LINE = 600, 300


@dataclass(frozen=True)
class Letter:
    """The parts of a message, each one line of plain words. `figures`: number and what it counts.

    `sections`: of the first page of the note, a title ("" none) and rows, each a term ("" none) and its words.
    """

    language: str
    title: str
    facts: tuple[str, ...] = ()
    intro: str = ""
    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    picture: Picture | None = None
    link: tuple[str, str] | None = None  # words and address
    notes: tuple[str, ...] = ()  # what is attached, what is not
    footer: tuple[str, ...] = ()


def letter_of(
    content: Content, *, report: str, intro: str, base_url: str, attached: str, left_out: int, picture: Picture | None
) -> Letter:
    """The letter of a briefing. `attached`: the PDF's file name; `left_out`: bytes of a PDF too large to attach."""
    _, language = translator(content.language), content.language
    facts = [*content.strip, content.cut_words]
    footer = [_("Message automatique de press-briefing.")]
    if report:
        footer.append(_("Rapport : {name}").format(name=one_line(report, LONGEST_LINE)))
    return Letter(
        language=language,
        title=one_line(content.title, LONGEST_LINE),
        intro=one_line(intro, LONGEST_SENTENCE),
        facts=tuple(one_line(fact, LONGEST_LINE) for fact in facts if fact),
        picture=picture,
        sections=tuple(_section(*told) for told in content.sections),
        figures=tuple(content.counts),
        link=_link(content, base_url),
        notes=tuple(_notes(content, attached, left_out)),
        footer=tuple(typeset(line, language) for line in footer),
    )


def _section(title: str, rows: Sequence[tuple[str, str]]) -> tuple[str, tuple[tuple[str, str], ...]]:
    return one_line(title, LONGEST_LINE), tuple(
        (one_line(term, LONGEST_LINE), one_line(words, LONGEST_SENTENCE)) for term, words in rows
    )


def _link(content: Content, base_url: str) -> tuple[str, str] | None:
    address, say = web_address(content, base_url), translator(content.language)
    return (say("Lire la note en ligne"), address) if address else None


def web_address(content: Content, base_url: str) -> str:
    """Where the briefing is on the web, or nothing."""
    from urllib.parse import quote

    return f"{base_url.rstrip('/')}/{quote(content.folder.name, errors='replace')}/briefing.html" if base_url else ""


def _notes(content: Content, attached: str, left_out: int) -> list[str]:
    """How to read what stands above, and where the rest is."""
    _, language = translator(content.language), content.language
    of_one = _("Phrases extraites de l’article, non vérifiées ; rien n’est rédigé par une machine.")
    of_many = _("Phrases extraites des articles, non vérifiées ; rien n’est rédigé par une machine.")
    told = [of_many if "articles" in content.manifest else of_one] if content.sections else []
    if attached:
        told.append(_("En pièce jointe : {name}").format(name=attached))
    if left_out:
        told.append(
            _("Le PDF ({size} Mo) dépasse la taille permise : il n’est pas joint.").format(
                size=max(1, round(left_out / 1e6))
            )
        )
    return [typeset(line, language) for line in told]


def as_text(letter: Letter) -> str:
    """The plain part: what a reader without HTML, and every search, finds."""
    say = translator(letter.language)
    parts = [[letter.title], [" · ".join(letter.facts)], [letter.intro]]
    parts += [[title, *(_line(term, words, say(" : ")) for term, words in rows)] for title, rows in letter.sections]
    if letter.figures:
        parts.append([" · ".join(f"{count} {label}" for count, label in letter.figures)])
    if letter.link:
        parts.append([f"{letter.link[0]}{say(' : ')}{letter.link[1]}"])
    parts += [list(letter.notes), ["-- ", *letter.footer]]
    filled = ["\n".join(map(_wrapped, filter(None, part))) for part in parts]
    return "\n\n".join(filter(None, filled)) + "\n"


def _line(term: str, words: str, colon: str) -> str:
    return f"- {term}{colon}{words}" if term else f"- {words}"


def _wrapped(line: str) -> str:
    """A line in a narrow column; an address is never broken, « -- » stays the mark of a signature."""
    if line == "-- ":
        return line
    indent = "  " if line.startswith("- ") else ""
    whole = _HELD.sub("\0", line)
    folded = wrap(whole, COLUMNS, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return "\n".join(folded).replace("\0", " ")


# Mail programs know little CSS: widths in tables, styles on the element, one column. 16 px is read on a telephone.
_FONT = "font-family:'Segoe UI',Helvetica,Arial,sans-serif"
_TEXT = f"{_FONT};font-size:16px;line-height:1.5;color:{palette.INK}"
_SOFT = f"{_FONT};font-size:14px;line-height:1.45;color:{palette.INK_SOFT}"


def as_html(letter: Letter, picture_id: str = "") -> str:
    """The HTML part; `picture_id` is the Content-ID of the figure, or its data URI for looking at it."""
    body = "".join(_sections(letter, picture_id))
    return (
        f'<!DOCTYPE html><html lang="{letter.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light"><meta name="format-detection" content="telephone=no,date=no">'
        f"<title>{escape(letter.title)}</title></head>"
        f'<body style="margin:0;padding:0;background:{palette.PAPER}">'
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>'
        '<td align="center" style="padding:16px 12px">'
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" '
        'style="max-width:600px"><tr><td align="left">'
        f"{body}</td></tr></table></td></tr></table></body></html>\n"
    )


def _sections(letter: Letter, picture_id: str) -> list[str]:
    made = [
        f'<h1 style="{_FONT};font-size:24px;line-height:1.25;margin:0 0 6px;color:{palette.INK}">'
        f"{_escaped(letter.title)}</h1>"
    ]
    if letter.facts:
        made.append(_p(" · ".join(letter.facts), _SOFT, "0 0 18px"))
    if letter.intro:
        made.append(_p(letter.intro, _TEXT, "0 0 16px"))
    made += [(_heading(title) if title else "") + _rows(rows) for title, rows in letter.sections]
    if letter.figures:
        made.append(_numbers(letter.figures))
    if letter.link:
        made.append(
            f'<p style="margin:0 0 18px;{_TEXT}"><a href="{escape(letter.link[1])}" '
            f'style="color:{palette.ACCENT}">{escape(letter.link[0])}</a></p>'
        )
    if letter.picture and picture_id:
        made.append(_figure(letter.picture, picture_id, letter.link))
    made += [_p(note, _SOFT, "0 0 6px") for note in letter.notes]
    rule = f"border-top:1px solid {palette.RULE};padding-top:10px;{_SOFT}"
    return [*made, f'<p style="margin:18px 0 0;{rule}">{"<br>".join(map(escape, letter.footer))}</p>']


def _p(words: str, style: str, margin: str) -> str:
    return f'<p style="margin:{margin};{style}">{_escaped(words)}</p>'


def _escaped(words: str) -> str:
    """Words as HTML; in French no line begins with « : »."""
    return escape(_HELD.sub("\u00a0", words))


def _heading(words: str) -> str:
    return (
        f'<h2 style="{_FONT};font-size:17px;line-height:1.3;margin:0 0 8px;color:{palette.ACCENT}">{escape(words)}</h2>'
    )


def _rows(rows: Sequence[tuple[str, str]]) -> str:
    """Terms in bold beside their words, or a list of words alone; both read so without any style."""
    if not any(term for term, _ in rows):
        items = "".join(f'<li style="margin:0 0 8px;{_TEXT}">{_escaped(words)}</li>' for _, words in rows)
        return f'<ul style="margin:0 0 18px;padding:0 0 0 20px">{items}</ul>'
    cells = "".join(
        f'<tr><td valign="top" width="26%" style="padding:0 12px 6px 0;{_SOFT}"><strong>{_escaped(term)}</strong></td>'
        f'<td valign="top" style="padding:0 0 6px;{_TEXT}">{_escaped(words)}</td></tr>'
        for term, words in rows
    )
    return (
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" '
        f'style="margin:0 0 14px">{cells}</table>'
    )


def _numbers(figures: Sequence[tuple[str, str]]) -> str:
    """Lines that break between figures and never inside one."""
    told = [
        f'<span style="white-space:nowrap"><strong style="color:{palette.INK}">{escape(count)}</strong>&nbsp;'
        f"{escape(label)}</span>"
        for count, label in figures
    ]
    return f'<p style="margin:0 0 18px;padding:10px 12px;background:{palette.WASH};{_SOFT}">{"&emsp; ".join(told)}</p>'


def _figure(picture: Picture, picture_id: str, link: tuple[str, str] | None) -> str:
    """The figure under its caption; on a telephone it is small, so it leads to the page where there is one."""
    source = picture_id if picture_id.startswith("data:") else f"cid:{picture_id}"
    image = (
        f'<img src="{escape(source)}" alt="{escape(picture.alt)}" width="{picture.width}" border="0" '
        f'style="display:block;width:100%;max-width:{picture.width}px;height:auto">'
    )
    image = f'<a href="{escape(link[1])}">{image}</a>' if link else image
    return (_heading(picture.caption) if picture.caption else "") + f'<p style="margin:0 0 18px;{_SOFT}">{image}</p>'


def due_words(moment: object, language: str) -> str:
    """The logical date of a run as a reader expects it."""
    day = getattr(moment, "date", None)
    return date_text(day().isoformat(), language) if callable(day) else ""
