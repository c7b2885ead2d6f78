"""The articles in a capture that holds more than one, or one in a wrapping: exports, corpora, archives, mails.

`within` gives each as a capture of its own: a record (JSON of ours), or the file that was packed. What is in the
capture and is no article is an error in its place, so that nothing goes missing without a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import PurePath

from ...guard.apart import reader
from ...guard.failing import guarded
from ...model.errors import BriefingError, LimitError, PassedOver, SourceError
from ...model.settings import Settings
from .decode import decode, loosely, unix_ends
from .endings import JSON
from .exports import ExportContents, of_lines, of_page, of_text
from .kinds import KINDS, by_ending
from .magic import by_magic, in_packed
from .record import Record, capture_of
from .shapes import HEAD, by_shape, is_feed_root, is_page
from .sources import Capture

MOST_ARTICLES = 200_000  # of one capture
Part = Capture | Record | BriefingError
_SET_OR_PACKED = (b"%PDF-", b"PK\x03\x04")
Reader = Callable[[Capture, Settings], Iterator[Part]]
# Kind -> what gives the articles in it.
_READERS = {
    "zip": "files.packed:members",
    "gzip": "files.packed:gzipped",
    "epub": "files.packed:chapters",
    "mail": "files.mails:articles",
    "mbox": "files.mails:mails",
    "mhtml": "files.mails:saved_page",
    "webarchive": "files.web:webarchive",
    "warc": "files.web:records",
    "http": "files.web:answer",
    "csv": "corpora.tables:read_table",
    "tsv": "corpora.tables:read_table",
    "xlsx": "corpora.tables:read_table",
    "ris": "corpora.references:read_ris",
    "bibtex": "corpora.references:read_bibtex",
    "tei": "corpora.xml:read_xml",
    "nitf": "corpora.xml:read_xml",
    "newsml": "corpora.xml:read_xml",
    "factiva": "corpora.xml:read_xml",
    "corpus": "corpora.xml:read_xml",
}
_LETTERS = re.compile(
    r"DocPublicationName|^[ \t]*(?:HD|TD)\b|<b>HD</b>|^Document [A-Z]| DOCUMENTS?\b|End of Document|Fin du document"
    r"|Client/(?:Matter|Dossier)|Documents? \(\d|Article Name|Nom de l.article|\d (?:mots|words)\b|[·•]\d{8}[·•]",
    re.I | re.M,
)


def kind_in(data: bytes, name: str) -> str:
    """The key of the kind of file (`kinds.KINDS`) by what it holds, then by its ending; empty for a text or a page."""
    suffix = PurePath(name).suffix.lower()
    told = by_magic(data)
    if told or data.startswith(b"%PDF-"):
        return told
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, suffix)
    if suffix in JSON:
        return ""
    whole = unix_ends(loosely(data))
    told = by_shape(whole[:HEAD], whole)
    kind = by_ending().get(suffix)
    if told or kind is None or not kind.ending_tells or is_page(whole) or is_feed_root(whole):
        return told
    return _key_of(suffix)


def _key_of(suffix: str) -> str:
    """The key of the kind that an ending stands for; empty for none."""
    kind = by_ending().get(suffix)
    return next((key for key, one in KINDS.items() if one is kind), "")


def _packed(data: bytes, suffix: str) -> str:
    """What is packed, by the names in it; where it is damaged, by its ending."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return _key_of(suffix)
    return "docx" if "word/document.xml" in names else in_packed(names, data)


def within(taken: Capture, settings: Settings) -> Iterator[Capture | BriefingError] | None:
    """Each article in the capture; None where the capture is one article, or JSON, or a feed.

    Taking a file apart may hold this process up: it is done by whoever reads in its place, where somebody does.
    Raises `SourceError` for a wrapping that cannot be opened.
    """
    other = reader(settings)
    if other is None:
        return opened_here(taken, settings)
    found: Iterator[Capture | BriefingError] | None = other.parts(taken) if _may_wrap(taken) else None
    return found


def _may_wrap(taken: Capture) -> bool:
    """Whether there is anything to take apart; told at a glance, without a parser."""
    if taken.data.startswith(_SET_OR_PACKED):
        return True
    kind = kind_in(taken.data, taken.name)
    if kind or PurePath(taken.name).suffix.lower() in JSON:
        return bool(kind)
    text = loosely(taken.data)
    return "****" in text or _LETTERS.search(unix_ends(text)) is not None


def opened_here(taken: Capture, settings: Settings) -> Iterator[Capture | BriefingError] | None:
    """`within`, done by this process."""
    kind = kind_in(taken.data, taken.name)
    if kind in _READERS:
        return _numbered(_reader(kind)(taken, settings), taken)
    if kind not in ("", "rtf", "odt", "docx") or PurePath(taken.name).suffix.lower() in JSON:
        return None
    found = _export(taken, kind, settings)
    return _numbered(found, taken) if found is not None else None


def _reader(kind: str) -> Reader:
    module, _, name = _READERS[kind].partition(":")
    found: Reader = getattr(import_module(f".{module}", __package__), name)
    return found


def _numbered(parts: Iterable[Part], taken: Capture) -> Iterator[Capture | BriefingError]:
    """The parts as captures; whatever reading them raises ends them, and stands in its place."""
    number = 0
    try:
        with guarded("reading", taken.origin):
            for part in parts:
                number += isinstance(part, Record)
                if number > MOST_ARTICLES:
                    raise LimitError(f"holds more than {MOST_ARTICLES} articles", where=taken.origin, cure="cut it")
                yield capture_of(part, taken, number) if isinstance(part, Record) else part
    except BriefingError as error:
        yield error if error.where else type(error)(error.what, where=taken.origin, cure=error.cure)


# -- exports and corpora in text ------------------------------------------------------------------------------


def _export(taken: Capture, kind: str, settings: Settings) -> Iterator[Part] | None:
    """The articles of a database's export, or of a corpus of IRaMuTeQ; None for any other text."""
    found = _found_in(taken, kind, settings)
    if isinstance(found, ExportContents):
        return _told(found, taken.origin)
    return found


def _found_in(taken: Capture, kind: str, settings: Settings) -> ExportContents | Iterator[Part] | None:
    from .corpora import iramuteq

    if kind or taken.data.startswith(b"%PDF-"):
        return _in_document(taken, kind, settings)
    try:
        text = unix_ends(decode(taken.data, source=taken.origin)[0])
    except SourceError:  # whoever reads it as an article says so
        return None
    if iramuteq.is_iramuteq(text):
        return iramuteq.texts(text)
    if not _LETTERS.search(text):
        return None
    return of_page(text) if is_page(text) else of_text(text)


def database_in(taken: Capture, settings: Settings) -> str:
    """The press database that a capture is an export of; empty for anything else."""
    kind = kind_in(taken.data, taken.name)
    if kind not in ("", "rtf", "odt", "docx") or PurePath(taken.name).suffix.lower() in JSON:
        return ""
    found = _found_in(taken, kind, settings)
    return found.database if isinstance(found, ExportContents) else ""


def _in_document(taken: Capture, kind: str, settings: Settings) -> ExportContents | None:
    """The export in a word processor's document or a PDF; only one that looks like it is read twice."""
    from .document import export_lines, looks_like_export

    try:
        if not looks_like_export(taken.data, kind, _LETTERS):
            return None
        lines = export_lines(taken.data, kind, source=taken.origin, settings=settings)
    except SourceError:
        return None
    return of_lines(lines)


def _told(found: ExportContents, origin: str) -> Iterator[Part]:
    """The articles of an export, then what was not read of it, and whether there are as many as it says."""
    yield from found.settled()
    for text in found.unexplained:
        yield SourceError(
            f"holds a part that the layout of {found.database} does not explain: « {text[:200]} »",
            where=origin,
            cure="look whether an article is in it; if so, save it in a file of its own",
        )
    read = len(found.records)
    if found.announced is not None and not read and not found.unexplained:
        yield PassedOver(
            f"is the list of hits of an export of {found.database}, which announces {found.announced} articles",
            where=origin,
            cure="check that as many are beside it",
        )
    elif found.announced is not None and found.announced != read:
        yield PassedOver(
            f"is an export of {found.database} that announces {found.announced} articles; "
            f"{read} {'was' if read == 1 else 'were'} read",
            where=origin,
            cure="check that it is complete",
        )


def the_one(taken: Capture, settings: Settings, depth: int = 0) -> Capture:
    """The one article in a capture: itself, or what it wraps. Raises `UsageError` for several, or why there is none."""
    from ...model.errors import UsageError

    parts = within(taken, settings)
    if parts is None:
        return taken
    told = list(parts)
    articles = [part for part in told if isinstance(part, Capture)]
    errors = [part for part in told if isinstance(part, BriefingError)]
    if len(articles) > 1:
        raise UsageError(f"holds {len(articles)} articles, not one", where=taken.origin, cure=SEVERAL)
    if not articles:
        raise next(
            iter([*[one for one in errors if not isinstance(one, PassedOver)], *errors]),
            SourceError("holds no article", where=taken.origin, cure="give a file that holds one"),
        )
    if depth >= DEEPEST:
        raise LimitError("is wrapped too deeply", where=taken.origin, cure="unpack it, and give the article")
    return the_one(articles[0], settings, depth + 1)


SEVERAL = "give it to a command for many (press-briefing build, review, read or export)"
DEEPEST = 3  # wrappings inside one another: a mail in a mailbox in a packed folder
