"""The kinds of file beside texts and pages: what each is called, whether it is read, what to do if not, its endings.

`magic` and `shapes` tell a kind by what a file holds; its ending speaks only where the contents say nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ...model.errors import SourceError

WORD = "open it in a word processor and save it as DOCX or plain text"
MAIL = "open it in a mail program and save the text of the article as .txt, or the page it leads to as HTML"
PAGE = "open it in a browser and save the page as HTML"
TABLE = "save each row's article in a .txt file of its own, or write the rows as JSON, one object a line (.jsonl)"
REFERENCES = "give the articles it refers to, each in a file of its own"
WORDS = "save what is said in it as plain text"
PICTURE = "e.g. with: ocrmypdf -l fra --image-dpi 300 IN OUT.pdf"
UNPACK = "unpack it and give the folder of the articles in it"
MARKUP = "save the text of each article as plain text or HTML"
RENAME = "give it the ending .json (.jsonl for an object a line)"
LOOK = "give the text of an article"


@dataclass(frozen=True)
class Kind:
    """A kind of file.

    `what`: « is … »; `unit`: what several of are in it. `ending_tells`: its ending alone says it, whatever the
    contents are. `texts`: articles may be in it, so that in a folder it is one that failed, not one passed over.
    `reads`: it is read; its cure then is for one that is damaged.
    """

    what: str
    cure: str
    endings: tuple[str, ...] = ()
    unit: str = "articles"
    ending_tells: bool = False
    texts: bool = True
    reads: bool = False

    def refusal(self, source: str, held: int = 0) -> SourceError:
        """The line a user reads; `held`: how many articles (mails, rows) seem to be in it, 0 where nothing tells."""
        some = f" of about {held} {self.unit}" if held > 1 else ""
        return SourceError(f"is {self.what}{some}, which is not read", where=source, cure=self.cure)


KINDS: dict[str, Kind] = {
    # documents of word processors and readers
    "rtf": Kind("RTF, a word processor's text", WORD, (".rtf",), reads=True),
    "office": Kind("an old or locked Office file (DOC, XLS, PPT, MSG)", WORD, (".doc", ".dot", ".xls", ".ppt", ".msg")),
    "odt": Kind("an OpenDocument file (ODT, ODS or ODP)", WORD, (".odt", ".ods", ".odp", ".fodt", ".sxw"), reads=True),
    "xlsx": Kind("a spreadsheet (XLSX)", TABLE, (".xlsx", ".xlsm", ".xlsb"), reads=True),
    "pptx": Kind("a presentation (PPTX)", WORD, (".pptx", ".ppsx")),
    "pages": Kind("an Apple iWork file", WORD, (".pages", ".numbers", ".key")),
    "epub": Kind("an electronic book (EPUB)", WORD, (".epub",), reads=True),
    "mobi": Kind("an electronic book (MOBI)", WORD, (".mobi", ".azw", ".azw3")),
    "wordxml": Kind("a word processor's XML", WORD),
    "postscript": Kind("PostScript", "convert it to PDF, for instance with: ps2pdf IN OUT", (".ps", ".eps")),
    # mails and saved pages
    "mail": Kind("a mail (EML)", MAIL, (".eml", ".emlx"), ending_tells=True, reads=True),
    "mbox": Kind("a mailbox (MBOX)", MAIL, (".mbox",), "mails", ending_tells=True, reads=True),
    "mhtml": Kind("a page saved as MHTML", PAGE, (".mhtml", ".mht"), ending_tells=True, reads=True),
    "webarchive": Kind("a page saved by Safari (webarchive)", PAGE, (".webarchive",), reads=True),
    "warc": Kind("a web archive (WARC)", PAGE, (".warc", ".arc"), "pages", reads=True),
    "http": Kind("a web server's answer with its head", PAGE, reads=True),
    # tables and references
    "csv": Kind("a table (CSV)", TABLE, (".csv",), "rows", ending_tells=True, reads=True),
    "tsv": Kind("a table (TSV)", TABLE, (".tsv", ".tab"), "rows", ending_tells=True, reads=True),
    "ris": Kind("a list of references (RIS)", REFERENCES, (".ris",), "references", ending_tells=True, reads=True),
    "bibtex": Kind("a list of references (BibTeX)", REFERENCES, (".bib",), "references", ending_tells=True, reads=True),
    "endnote": Kind("a list of references (EndNote)", REFERENCES, (".enw",), "references", ending_tells=True),
    "medline": Kind("a list of references (MEDLINE)", REFERENCES, (".nbib",), "references", ending_tells=True),
    # what is said in a film
    "subtitles": Kind(
        "a file of subtitles", WORDS, (".srt", ".vtt", ".ass", ".ssa", ".sbv"), "lines", ending_tells=True, reads=True
    ),
    # XML that is no feed and no page
    "tei": Kind("TEI, XML of text editions", MARKUP, (".tei",), ending_tells=True, reads=True),
    "nitf": Kind("NITF, a news agency's XML", MARKUP, reads=True),
    "newsml": Kind("NewsML, a news agency's XML", MARKUP, reads=True),
    "factiva": Kind("an export of Factiva (XML)", MARKUP, reads=True),
    "corpus": Kind("a corpus in XML (TXM or another)", MARKUP, unit="texts", reads=True),
    "jats": Kind("JATS or DocBook, XML of journals and books", MARKUP),
    "xml": Kind("XML of a kind we do not know", MARKUP),
    # packed
    "zip": Kind("a packed folder (ZIP)", UNPACK, (".zip",), reads=True),
    "gzip": Kind("packed (gzip)", UNPACK, (".gz", ".tgz"), reads=True),
    "packed": Kind("packed", UNPACK, (".7z", ".rar", ".bz2", ".xz", ".zst", ".tar")),
    # JSON under another name
    "json": Kind("JSON under another ending", RENAME, (".geojson", ".ipynb")),
    # what holds no article
    "picture": Kind(
        "a picture (no text in it; OCR it first)",
        PICTURE,
        (
            ".png",
            ".jpg",
            ".jpeg",
            ".gif",
            ".webp",
            ".tif",
            ".tiff",
            ".bmp",
            ".heic",
            ".avif",
            ".svg",
            ".ico",
            ".psd",
            ".djvu",
        ),
        texts=False,
    ),
    "sound": Kind(
        "sound or film",
        WORDS,
        (
            ".mp3",
            ".wav",
            ".ogg",
            ".oga",
            ".opus",
            ".flac",
            ".m4a",
            ".aac",
            ".mp4",
            ".m4v",
            ".mov",
            ".avi",
            ".mkv",
            ".webm",
            ".wmv",
        ),
        texts=False,
    ),
    "data": Kind(
        "a file of a database", LOOK, (".sqlite", ".db", ".parquet", ".duckdb", ".pickle", ".pkl", ".npy"), texts=False
    ),
    "plist": Kind("a settings file (plist)", LOOK, (".plist",), texts=False),
    "card": Kind("a calendar or an address card", LOOK, (".ics", ".vcf"), ending_tells=True, texts=False),
    "list": Kind(
        "a list of addresses (OPML or a site map)", "give the feeds or pages it names", (".opml",), texts=False
    ),
    "latex": Kind("LaTeX", "give the PDF made from it", (".tex",), ending_tells=True, texts=False),
    "code": Kind(
        "a program, a template or settings",
        LOOK,
        (
            ".css",
            ".js",
            ".mjs",
            ".ts",
            ".py",
            ".r",
            ".php",
            ".sh",
            ".sql",
            ".yaml",
            ".yml",
            ".toml",
            ".ini",
            ".j2",
            ".jinja",
            ".jinja2",
            ".erb",
            ".ejs",
            ".hbs",
            ".mustache",
            ".twig",
            ".tpl",
        ),
        ending_tells=True,
        texts=False,
    ),
}

# A file that another program is still writing, or keeps for itself.
UNFINISHED = (".part", ".tmp", ".temp", ".crdownload", ".download", ".swp", ".lock", ".bak")


@cache
def by_ending() -> dict[str, Kind]:
    """Each ending (lower case, with its dot) and the kind it stands for."""
    return {ending: kind for kind in KINDS.values() for ending in kind.endings}


@cache
def endings_of_texts() -> frozenset[str]:
    """The endings of kinds that articles may be in."""
    return frozenset(ending for ending, kind in by_ending().items() if kind.texts)
