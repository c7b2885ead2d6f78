"""The pages of the site as HTML: one file each, no network, and no script but our own, named by its hash."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ...report import design
from . import rows
from . import words as said
from .entry import Entry
from .index import embedded, index, suggestions
from .listing import FRONT, LONGEST, ListingPage
from .options import Options
from .variants import gathered

TEMPLATES = Path(__file__).parent / "templates"
# By this a rebuild knows its own pages: another page is never overwritten.
GENERATOR = "press-briefing site"
# Faces of the report that the site sets type in.
FACES = ("BriefingSans-Regular", "BriefingSans-Bold", "BriefingSerif-Regular")


@dataclass(frozen=True)
class Latest:
    """The newest briefings of a report: `slug` is its folder under latest/."""

    report: str
    slug: str
    entries: tuple[Entry, ...]


def front(
    good: Sequence[Entry],
    failures: Sequence[Entry],
    sheets: Sequence[ListingPage],
    latest: Sequence[Latest],
    options: Options,
) -> str:
    """index.html: the newest briefings, ways to all others, and the search."""
    shown = list(good) if not sheets else list(good[:FRONT])
    return _render(
        "index.html",
        options,
        script=script(),
        data=Markup(embedded(index(good, options.language))),
        good=good,
        shown=shown,
        sheets=sheets,
        years=years(sheets),
        failures=failures[:FRONT],
        more_failures=len(failures) > FRONT,
        latest=[each for each in latest if each.report],
        sources=suggestions([entry.source] for entry in good),
        root="",
        actors=suggestions(entry.actors for entry in good),
        places=suggestions(entry.places for entry in good),
        reports=suggestions(entry.labels for entry in good),
    )


def archive(sheet: ListingPage, sheets: Sequence[ListingPage], options: Options) -> str:
    """archives/NAME.html: one page of the whole list."""
    place = [each.name for each in sheets].index(sheet.name)
    return _render(
        "archive.html",
        options,
        sheet=sheet,
        root="../",
        newer=sheets[place - 1] if place else None,
        older=sheets[place + 1] if place + 1 < len(sheets) else None,
    )


def failed(failures: Sequence[Entry], options: Options) -> str:
    """archives/echecs.html: every run that did not complete."""
    return _render("failed.html", options, failures=failures[: LONGEST * 5], root="../")


def newest(latest: Latest, options: Options) -> str:
    """latest/REPORT/index.html: leads on to the newest briefing, or lists those of the last date."""
    latest = replace(latest, entries=gathered(latest.entries, options.language))
    return _render("latest.html", options, latest=latest, root="../../" if latest.slug else "../")


def years(sheets: Sequence[ListingPage]) -> list[tuple[str, int, list[ListingPage]]]:
    """The pages by year, each with its count of briefings."""
    grouped: dict[str, list[ListingPage]] = {}
    for sheet in sheets:
        grouped.setdefault(sheet.date[:4], []).append(sheet)
    return [(year, sum(len(sheet.entries) for sheet in group), group) for year, group in grouped.items()]


@cache
def script() -> str:
    """The one script."""
    return (TEMPLATES / "search.js").read_text(encoding="utf-8")


@cache
def stylesheet() -> str:
    """Colours and rules of the report, then those of the site; the faces it needs are written into it."""
    faces = "".join(
        f'@font-face{{font-family:"{family}";font-style:{style};font-weight:{weight};font-display:swap;'
        f'src:url(data:font/woff2;base64,{_base64(design.FONTS / f"{name}.woff2")}) format("woff2")}}\n'
        for family, style, weight, name in design.WEB_FONTS
        if name in FACES
    )
    colours = "".join(f"--{name}:{value};" for name, value in design.colours().items())
    own = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    return f"{faces}:root{{{colours}}}\n{design.STYLE.read_text(encoding='utf-8')}\n{own}"


def _base64(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()


def policy(*, scripted: bool) -> str:
    """What a page may do: its own style, its own script, nothing from anywhere else."""
    scripts = f"script-src '{digest(script())}'; require-trusted-types-for 'script'; trusted-types 'none'; "
    return (
        f"default-src 'none'; {scripts if scripted else ''}style-src '{digest(stylesheet())}'; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def digest(text: str) -> str:
    """The hash of inline text, as a policy names it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.update(generator=GENERATOR)
    return made


def _render(name: str, options: Options, *, script: str = "", **told: Any) -> str:
    language = options.language
    helpers: dict[str, Callable] = {
        "day": partial(said.day, language=language),
        "count": partial(said.count, language=language),
        "month": partial(said.month, language=language),
        "items": partial(rows.items, root=told["root"], language=language),
        "failed": partial(rows.failures, root=told["root"], language=language),
    }
    words = SimpleNamespace(**said.words(language))
    return (
        _environment()
        .get_template(name)
        .render(
            w=words,
            language=language,
            title=options.title or words.title,
            policy=policy(scripted=bool(script)),
            style=Markup(stylesheet()),
            script=Markup(script),
            **helpers,
            **told,
        )
    )
