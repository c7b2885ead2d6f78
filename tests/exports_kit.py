"""Exports as databases write them, of articles of our own: each writer takes the articles and how it is to differ."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape

MONTHS = {
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


@dataclass(frozen=True)
class Told:
    """An article as a database has it; what is empty is missing."""

    title: str
    outlet: str
    day: date
    body: tuple[str, ...]
    author: str = ""
    section: str = ""
    page: str = ""
    words: int = 0
    number: str = ""

    @property
    def reference(self) -> str:
        return f"FLV{self.day:%Y%m%d}ek{self.number or '35'}000{len(self.title) % 10}"


A = Told(
    "Le bac de Sorane reprend la mer après l’hiver",
    "Le Phare de Sorane",
    date(2023, 4, 3),
    (
        "Le bac de Sorane a repris la mer lundi matin avec trente voitures à son bord, après quatre mois au chantier "
        "naval.",
        "« On ne pouvait plus attendre, les maraîchers perdaient tout », explique Lise Karvel, à la tête de "
        "la chambre d’agriculture.",
        "La traversée coûtera deux euros de plus qu’avant les travaux.",
    ),
    "Odile Marchenoir",
    "Région",
    "4",
    62,
    "11",
)
B = Told(
    "Trois écoles fermeront à Vaudelys",
    "La Dépêche des Coteaux",
    date(2022, 12, 1),
    (
        "Trois écoles de Vaudelys fermeront à la rentrée, faute d’élèves, a décidé jeudi le conseil municipal dans la "
        "salle des fêtes.",
        "Les parents, venus nombreux, ont quitté la salle. HD, le collectif qu’ils forment, annonce un recours.",
    ),
    "Paul Astier et Nour Belkacem",
    "Éducation",
    "12",
    45,
    "22",
)
C = Told(
    "Pourquoi les pommes manquent",
    "Le Phare de Sorane",
    date(2023, 10, 21),
    (
        "Les vergers de la vallée ont donné moitié moins de pommes que l’an passé, selon la coopérative, qui accuse le gel "
        "d’avril et les pucerons.",
    ),
    "",
    "Économie",
    "",
    26,
    "33",
)
D = Told(
    "Un musée pour les forains",
    "Hebdo Vaudelys",
    date(2024, 2, 29),
    (
        "La ville ouvrira en mai un musée consacré aux forains, dans l’ancienne halle aux grains de la rue Basse.",
        "Le document le plus ancien de la collection, un carnet de 1871, sera montré pour la première fois.",
        "L’entrée sera libre le dimanche.",
    ),
    "Ivan Trescal",
    "",
    "7",
    0,
    "44",
)
E = Told(
    "Le maire de Brolles démissionne",
    "L’Avenir de Brolles (site web)",
    date(2021, 7, 14),
    (
        "Le maire de Brolles a remis sa démission mercredi au préfet, deux jours après la publication d’un rapport sur les "
        "marchés de la cantine.",
        "Son premier adjoint assurera l’intérim jusqu’à l’automne.",
    ),
    "",
    "",
    "",
    0,
    "55",
)
F = Told(
    "Les taxis de Sorane font grève",
    "Sorane-Matin",
    date(2020, 1, 31),
    (
        "Les taxis de Sorane ont bloqué vendredi les deux ponts de la ville pour protester contre les licences données par "
        "le département.",
        "La préfète les recevra lundi.",
    ),
    "Agence Portuaire",
    "Social",
    "3",
    33,
    "66",
)
# Five files a database: other numbers of articles, languages of dates, missing fields.
SETS: dict[str, tuple[tuple[Told, ...], str]] = {
    "one, French": ((A,), "fr"),
    "two, English": ((B, D), "en"),
    "three, missing fields": ((E, C, A), "fr"),
    "six, French": ((A, B, C, D, E, F), "fr"),
    "five, English, bare": (
        tuple(replace(one, author="", section="", page="", words=0) for one in (F, E, D, C, B)),
        "en",
    ),
}


def written(day: date, language: str) -> str:
    """« 3 avril 2023 », « April 3, 2023 »."""
    month = MONTHS[language][day.month - 1]
    return f"{day.day} {month} {day.year}" if language == "fr" else f"{month} {day.day}, {day.year}"


def weekday(day: date, language: str) -> str:
    return DAYS[language][day.weekday()]


def paragraphs(one: Told) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in one.body)


# -- Europresse ---------------------------------------------------------------------------------------------


def _header(one: Told, language: str) -> str:
    section = f"{one.section}, " if one.section else ""
    told = f"{section}{weekday(one.day, language)} {written(one.day, language)}"
    told += f" {one.words} {'mots' if language == 'fr' else 'words'}" if one.words else ""
    return told + (f", p. {one.page}" if one.page else "")


def europresse_page(told: Sequence[Told], language: str) -> str:
    """The page of the present site, with its list of hits."""
    hits = "".join(f"<li>{escape(one.title)}</li>" for one in told)
    parts = "".join(
        f'<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">'
        f'{escape(one.outlet)}, no. 77</span></div><div><span class="DocHeader">{_header(one, language)}</span></div>'
        f'<div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">{escape(one.title)}</p></div>'
        f'<div class="docAuthors">{one.author}</div></header>'
        f'<section><div class="DocText clearfix">{paragraphs(one)}</div></section><footer><small>© '
        f"{one.day.year} {escape(one.outlet)}. Tous droits réservés.</small><div class='publiC-lblNodoc'>"
        f"news·{one.day:%Y%m%d}·FLV·00{one.number}</div></footer></article>"
        for one in told
    )
    return (
        f"<!DOCTYPE html><html><head><title>Europresse</title></head><body><aside><p>Sommaire</p><ul>{hits}</ul>"
        f"</aside>{parts}</body></html>"
    )


def europresse_old(told: Sequence[Told], language: str) -> str:
    """The page of the earlier site: line breaks in the cell of a table."""
    parts = []
    for one in told:
        heads = "".join(
            f'<span class="DocHeader">{part}, </span>'
            for part in (one.section, weekday(one.day, language), written(one.day, language))
            if part
        )
        heads += f'<span class="DocHeader">p. {one.page}</span>' if one.page else ""
        parts.append(
            f'<table><tr><td><span class="DocPublicationName">{escape(one.outlet)}</span><br>{heads}<br><br>'
            f'<span class="TitreArticleVisu">{escape(one.title)}</span><br>{one.author}<br><br>{"<p>".join(one.body)}'
            f"<p>© {one.day.year} {escape(one.outlet)} ; CEDROM-SNi inc.<table><tr><td>news·{one.day:%Y%m%d}·FLV·"
            f"{one.number}</td></tr></table></td></tr></table>"
        )
    return f"<html><body>{''.join(parts)}</body></html>"


def europresse_text(told: Sequence[Told], language: str) -> str:
    """The text as it is copied from the site."""
    parts = []
    for one in told:
        one = replace(one, words=one.words or 40)
        author = f"{one.author}\n" if one.author else ""
        parts.append(
            f"{one.outlet}, no. 77\n{_header(one, language)}\n\n{one.title}\n{author}\n"
            + "\n\n".join(one.body)
            + f"\n\n© {one.day.year} {one.outlet}. Tous droits réservés.\n"
            f"news·{one.day:%Y%m%d}·FLV·00{one.number}\n\n"
        )
    return "\n".join(parts)


# -- Factiva ------------------------------------------------------------------------------------------------


def _codes(one: Told, language: str) -> list[tuple[str, list[str]]]:
    fields = [
        ("SE", [one.section]),
        ("HD", [one.title]),
        ("BY", [one.author]),
        ("WC", [f"{one.words} mots" if one.words else ""]),
        ("PD", [written(one.day, language)]),
        ("SN", [one.outlet]),
        ("SC", ["FLVE"]),
        ("PG", [one.page]),
        ("LA", ["Français"]),
        ("CY", [f"Copyright {one.day.year} {one.outlet}"]),
        ("LP", [one.body[0]]),
        ("TD", list(one.body[1:])),
        ("NS", ["gpol : Politique"]),
        ("AN", [f"Document {one.reference}"]),
    ]
    return [(code, rows) for code, rows in fields if rows and rows[0]]


def factiva_codes(told: Sequence[Told], language: str) -> str:
    """The text with the codes of the fields."""
    return "\n\n".join("\n\n".join("\n".join((code, *rows)) for code, rows in _codes(one, language)) for one in told)


def factiva_page(told: Sequence[Told], language: str) -> str:
    """The page with the codes in the cells of a table."""

    def row(code: str, rows: list[str]) -> str:
        cells = "".join(f'<p class="articleParagraph">{escape(text)}</p>' for text in rows)
        return f"<tr><td><b>{code}</b></td><td>{cells}</td></tr>"

    parts = "".join(
        '<div class="article frArticle"><table>'
        + "".join(row(code, rows) for code, rows in _codes(one, language))
        + "</table></div>"
        for one in told
    )
    return f"<html><head><title>Factiva</title></head><body>{parts}</body></html>"


def factiva_text(told: Sequence[Told], language: str) -> str:
    """The text without codes."""
    parts = []
    for one in told:
        section = f"{one.section}\n" if one.section else ""
        author = f"{one.author}\n" if one.author else ""
        page = f"{one.page}\n" if one.page else ""
        parts.append(
            f"{section}{one.title}\n\n{author}{one.words or 40} {'mots' if language == 'fr' else 'words'}\n"
            f"{written(one.day, language)}\n{one.outlet}\nFLVE\n{page}Français\n"
            f"Copyright {one.day.year} {one.outlet}\n\n" + "\n\n".join(one.body) + f"\n\nDocument {one.reference}\n\n"
        )
    return "".join(parts) + "\n© 2024 Factiva, Inc. Tous droits réservés.\n"


def rtf(text: str) -> bytes:
    """A text as RTF."""

    def char(one: str) -> str:
        return f"\\{one}" if one in "\\{}" else one if ord(one) < 128 else f"\\u{ord(one)}?"

    body = "".join("\\par\n" if one == "\n" else char(one) for one in text)
    return ("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\n" + body + "}").encode("ascii")


def factiva_xml(told: Sequence[Told], language: str) -> str:
    """The answer of Factiva's service."""

    def item(one: Told) -> str:
        tail = "".join(f"<paragraph>{escape(text)}</paragraph>" for text in one.body[1:])
        page = f"<page>{one.page}</page>" if one.page else ""
        section = f"<sectionName>{one.section}</sectionName>" if one.section else ""
        return (
            f"<article><accessionNo>{one.reference}</accessionNo><byline>{one.author}</byline><headline><paragraph>"
            f"{escape(one.title)}</paragraph></headline><publicationDate><date>{one.day}</date></publicationDate>"
            f"<sourceName>{escape(one.outlet)}</sourceName>{section}{page}<wordCount>{one.words}</wordCount>"
            f"<leadParagraph><paragraph>{escape(one.body[0])}</paragraph></leadParagraph><tailParagraphs>{tail}"
            "</tailParagraphs></article>"
        )

    return (
        "<?xml version='1.0' encoding='UTF-8'?><ppsArticleResponse><articleSet>"
        + "".join(map(item, told))
        + "</articleSet></ppsArticleResponse>"
    )


# -- LexisNexis, Nexis Uni ----------------------------------------------------------------------------------

LABELS = {
    "fr": ("AUTEUR", "RUBRIQUE", "LONGUEUR", "mots", "DATE-CHARGEMENT", "LANGUE", "de"),
    "en": ("BYLINE", "SECTION", "LENGTH", "words", "LOAD-DATE", "LANGUAGE", "of"),
}


def lexis_text(told: Sequence[Told], language: str) -> str:
    """The text of the earlier site, heads in the middle of the page."""
    author, section, length, words, load, tongue, of = LABELS[language]
    parts = []
    for number, one in enumerate(told, 1):
        where = "; Pg. ".join(filter(None, (one.section or ("x" if one.page else ""), one.page)))
        fields = [(author, one.author), (section, where), (length, f"{one.words or 40} {words}")]
        labelled = "\n\n".join(f"{label}: {value}" for label, value in fields if value)
        parts.append(
            f"{'':31}{number} {of} {len(told)} DOCUMENTS\n\n\n{'':30}{one.outlet}\n\n{'':30}"
            f"{written(one.day, language)} {weekday(one.day, language)}\n{'':30}Édition 1\n\n"
            f"{one.title}\n\n{labelled}\n\n"
            + "\n\n".join(one.body)
            + f"\n\n{load}: 8 mars 2024\n\n{tongue}: FRENCH; FRANÇAIS\n\n{'':20}Copyright {one.day.year} {one.outlet}"
            f"\n{'':30}All Rights Reserved\n\n\n"
        )
    return "".join(parts)


def lexis_page(told: Sequence[Told], language: str) -> str:
    """The page of the earlier site."""
    lines = [line.strip() for line in lexis_text(told, language).split("\n") if line.strip()]
    return (
        "<html><body>"
        + "".join(f'<div class="c0"><p><span class="c2">{escape(line)}</span></p></div>' for line in lines)
        + "</body></html>"
    )


def nexis_lines(told: Sequence[Told], language: str, *, cover: bool = True) -> list[str]:
    """The lines of a document of Nexis Uni."""
    author, section, length, words, load, tongue, _ = (label.capitalize() for label in LABELS[language])
    lines = [f"User Name: = {n}" for n in ("Étudiante",)] if cover else []
    lines += (
        [
            f"Documents ({len(told)})",
            "Client/Matter: -None-",
            "Search Terms: bac",
            *(f"{n}. {one.title}" for n, one in enumerate(told, 1)),
        ]
        if cover
        else []
    )
    for one in told:
        where = "; Pg. ".join(filter(None, (one.section or ("x" if one.page else ""), one.page)))
        fields = [(section, where), (length, f"{one.words or 40} {words.lower()}"), (author, one.author)]
        lines += [
            one.title,
            one.outlet,
            f"{written(one.day, language)} {weekday(one.day, language)}",
            f"Copyright {one.day.year} {one.outlet} All Rights Reserved",
            *(f"{label}: {value}" for label, value in fields if value),
            "Body",
            *one.body,
            "Classification",
            f"{tongue}: FRENCH; FRANÇAIS",
            f"{load}: March 8, 2024",
            "End of Document",
        ]
    return lines


def docx(lines: Sequence[str]) -> bytes:
    """Lines as a DOCX file."""
    from docx import Document

    document, into = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(into)
    return into.getvalue()


def packed(members: dict[str, bytes]) -> bytes:
    """Files as a ZIP file."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return into.getvalue()


def nexis_zip(told: Sequence[Told], language: str) -> bytes:
    """A file an article, and the list of hits."""
    hits = nexis_lines(told, language)[: 4 + len(told)]
    files = {
        f"{n:02d}_{one.outlet}.DOCX": docx(nexis_lines((one,), language, cover=False)) for n, one in enumerate(told, 1)
    }
    return packed({**files, "zz_doclist.DOCX": docx(hits)})


# -- PressReader, tables, answers ---------------------------------------------------------------------------


def pressreader(told: Sequence[Told], language: str) -> str:
    """Texts with the fields below them."""
    labels = {
        "fr": ("Nom de l’article", "Publication", "Rubrique", "Auteur", "Page de début", "Page de fin"),
        "en": ("Article Name", "Publication", "Section", "Author", "Start Page", "End Page"),
    }[language]
    parts = []
    for one in told:
        values = (one.title, one.outlet, one.section, one.author and f"Par {one.author}", one.page, one.page)
        fields = "\n".join(f"{label}:{value}" for label, value in zip(labels, values, strict=True) if value)
        parts.append(
            f"{one.title}\n{one.outlet}\n{written(one.day, language)}\n\n" + "\n\n".join(one.body) + f"\n\n{fields}\n"
        )
    return "\n\n".join(parts)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], mark: str = ",") -> str:
    """A table of fields in quotes."""

    def cell(value: str) -> str:
        return '"' + value.replace('"', '""') + '"'

    return "\r\n".join(mark.join(map(cell, row)) for row in (columns, *rows)) + "\r\n"


def meltwater(told: Sequence[Told], language: str) -> str:
    """Meltwater's table: openings and hits only."""
    rows = [
        (
            f"{one.day:%d-%b-%Y} 08:00AM",
            one.title,
            f"https://phare.example/{one.number}",
            one.body[0],
            one.body[-1],
            one.outlet,
            "France",
            "French",
            "12000",
        )
        for one in told
    ]
    return table(
        ("Date", "Headline", "URL", "Opening Text", "Hit Sentence", "Source", "Country", "Language", "Reach"), rows
    )


def cision(told: Sequence[Told], language: str) -> str:
    """Cision's table."""
    rows = [
        (f"{one.day:%m/%d/%Y}", one.title, one.outlet, "Newspaper", one.author, "\n\n".join(one.body)) for one in told
    ]
    return table(("News Date", "News Headline", "Outlet Name", "Media Type", "Contact Name", "News Text"), rows, ";")


def mediacloud(told: Sequence[Told], language: str) -> str:
    """Media Cloud's table, with texts."""
    rows = [
        (
            one.number,
            one.outlet,
            "phare.example",
            str(one.day),
            f"{one.day} 10:00:00",
            one.title,
            f"https://phare.example/{one.number}",
            "fr",
            "\n\n".join(one.body),
        )
        for one in told
    ]
    return table(
        ("stories_id", "media_name", "media_url", "publish_date", "indexed_date", "title", "url", "language", "text"),
        rows,
    )
