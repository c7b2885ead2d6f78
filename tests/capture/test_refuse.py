"""What is no article is refused in one line that names it; an article is read, whatever it tells of or looks like."""

from __future__ import annotations

import contextlib
import io
import plistlib
import re
import time
import zipfile
from pathlib import Path

import pytest

from press_briefing.capture.read import Capture, from_capture, many, read
from press_briefing.capture.read.kinds import KINDS, by_ending
from press_briefing.model.errors import SourceError, UsageError
from press_briefing.model.settings import Settings

TITLE = "Le pont de Kayo rouvre à un camion sur deux"
FIRST = (
    "Le pont de Kayo a rouvert jeudi matin après onze mois de travaux, mais un camion sur deux seulement peut le "
    "franchir, a annoncé la direction des routes. Les chauffeurs attendent parfois une nuit entière sur la rive."
)
SECOND = (
    "« On nous a promis deux voies, il n’y en a qu’une », regrette Issa Doumbo, qui livre du ciment depuis douze ans. "
    "La direction répond que la seconde sera posée avant la saison des pluies, si les poutres arrivent à temps."
)
THIRD = "Le chantier a coûté neuf milliards de francs, soit le double de ce qui était prévu en 2019."
BODY = [TITLE, FIRST, SECOND, THIRD]
TEXT = "\n\n".join(BODY) + "\n"
ARTICLE = f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></article>"


def refused(data: str | bytes, name: str = "article.txt") -> str:
    """The line with which a capture is refused."""
    capture = Capture(name, data if isinstance(data, bytes) else data.encode(), name)
    with pytest.raises(SourceError) as caught:
        from_capture(capture)
    line = str(caught.value)
    assert caught.value.cure, line
    assert "\n" not in line
    assert line.startswith(name)
    return line


def text_of(data: str | bytes, name: str = "article.txt") -> str:
    """The text of a capture that must be read."""
    return from_capture(Capture(name, data if isinstance(data, bytes) else data.encode(), name)).text


def of(*paragraphs: str) -> str:
    """A text of these paragraphs."""
    return "\n\n".join(paragraphs) + "\n"


def page(body: str, title: str = TITLE, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='fr'><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body>{body}</body></html>"
    )


def packed(**members: str) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return into.getvalue()


# -- kinds of file ---------------------------------------------------------------------------------------

RTF = r"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}" + "\n" + "\\par\n".join(BODY) + "}"
MAIL = (
    "Return-Path: <lettre@exemple.org>\nMIME-Version: 1.0\nFrom: La Lettre <lettre@exemple.org>\nTo: moi@exemple.org\n"
    "Subject: =?utf-8?q?Le_pont_rouvre?=\nDate: Thu, 14 Mar 2024 08:00:00 +0000\n"
    f"Content-Type: text/plain;\n charset=utf-8\n\n{TEXT}"
)
MBOX = (
    f"From lettre@exemple.org Thu Mar 14 08:00:00 2024\n{MAIL}\n\nFrom b@exemple.org Fri Mar 15 08:00:00 2024\n{MAIL}"
)
MHTML = (
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://exemple.org/pont\nSubject: Le pont\n"
    'Date: Thu, 14 Mar 2024 08:00:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary="--a"\n\n'
    f"----a\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n{page(f'<p>{FIRST}</p>')}\n"
)
WARC = f"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{page(f'<p>{FIRST}</p>')}"
RIS = f"TY  - NEWS\nTI  - {TITLE}\nAB  - {FIRST}\nER  - \n\nTY  - NEWS\nTI  - Autre\nER  - \n"
BIBTEX = f"% mes références\n@article{{pont,\n  title = {{{TITLE}}},\n  abstract = {{{FIRST}}}\n}}\n@misc{{b,\n}}\n"
SRT = f"1\n00:00:01,000 --> 00:00:04,000\n{FIRST}\n\n2\n00:00:05,000 --> 00:00:09,500\n{SECOND}\n"
VTT = f"WEBVTT\n\n00:01.000 --> 00:04.000\n{FIRST}\n"
CSV = f'id,journal,titre,texte\n1,Le Fleuve,{TITLE},"{FIRST}\nEt la suite."\n2,Le Port,Autre titre,"{SECOND}"\n'
FRENCH_CSV = f'Commune;Habitants;Part\nKayo;12 300;4,5\nSoro;8 100;2,1\n{TITLE};1;"{FIRST}"\n'
TSV = f"titre\tdate\ttexte\n{TITLE}\t2024-03-14\t{FIRST} {SECOND}\n"
TEI = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{FIRST}</p></body></text></TEI>'
NITF = f"<nitf><body><body.head><hedline><hl1>{TITLE}</hl1></hedline></body.head><p>{FIRST}</p></body></nitf>"
NEWSML = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet><inlineXML><html '
    f'xmlns="http://www.w3.org/1999/xhtml"><body><p>{FIRST}</p></body></html></inlineXML></contentSet></newsItem>'
)
TXM = f'<corpus><text date="2024-03-14"><p>{FIRST}</p></text><text date="2024-03-15"><p>{SECOND}</p></text></corpus>'
XML = "<?xml version='1.0' encoding='utf-8'?>\n"
WEBARCHIVE = plistlib.dumps({"WebMainResource": {"WebResourceData": page(FIRST).encode()}}, fmt=plistlib.FMT_BINARY)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (f"%0 Newspaper Article\n%T {TITLE}\n%X {FIRST}\n", "refs.txt", "EndNote"),
        (f"<fiche><titre>{TITLE}</titre><p>{FIRST}</p></fiche>\n", "fiche.txt", "XML"),
        (XML + f"<!DOCTYPE fiche [<!ENTITY a 'b'>]><fiche><p>{FIRST}</p></fiche>", "fiche.xml", "XML"),
        ('{"titre": "Le pont", "texte": "' + FIRST + '"}', "pont.txt", r"JSON.*\.json"),
        ('{"texte": "a"}\n{"texte": "b"}\n', "lignes.txt", "JSON"),
        ("\\documentclass{article}\n\\begin{document}\n" + TEXT, "note.txt", "LaTeX"),
        ("<?php echo $titre; ?>\n" + page(f"<p>{FIRST}</p>"), "page.html", "program"),
        ("BEGIN:VCALENDAR\nSUMMARY:Le pont rouvre\nEND:VCALENDAR\n", "pont.txt", "calendar"),
        (packed(xl__workbook_dot_xml="x"), "corpus.xlsx", "XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "note.doc", "old or locked Office"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "scan.txt", r"picture.*no text in it; OCR it first.*ocrmypdf"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(40), "scan.jpg", "picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(40), "scan", "picture"),
        (b"\0\0\0\x18ftypmp42" + bytes(40), "entretien.mp4", "sound or film"),
        (b"ID3\x03\0\0" + bytes(40), "entretien.mp3", "sound or film"),
        (b"SQLite format 3\0" + bytes(40), "base", "database"),
        (b"%!PS-Adobe-3.0\n" + TEXT.encode(), "pont.ps", r"PostScript.*ps2pdf"),
    ],
)
def test_what_is_no_article_is_named(data: str | bytes, name: str, words: str) -> None:
    assert re.search(words, refused(data, name))


def test_every_kind_says_what_to_do_and_no_ending_has_two() -> None:
    assert all(kind.what and kind.cure for kind in KINDS.values())
    endings = [ending for kind in KINDS.values() for ending in kind.endings]
    assert len(endings) == len(set(endings)) == len(by_ending())


def test_a_large_file_is_told_by_its_kind_not_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "note.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9_000))
    with pytest.raises(SourceError, match="old or locked Office"):
        read(path, settings=Settings(max_bytes=5_000))
    path = tmp_path / "boite.mbox"
    path.write_text(MBOX * 20, encoding="utf-8")
    with pytest.raises(SourceError, match="more than 5000 bytes"):
        read(path, settings=Settings(max_bytes=5_000))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT, "pont.rtf"),
        (TEXT, "pont.doc"),
        (page(ARTICLE), "pont.doc"),
        (page(ARTICLE), "pont.csv"),
        (page(ARTICLE), "pont.txt"),
        (XML + page(ARTICLE), "pont.txt"),
        (f"<div><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></div>", "pont.txt"),
        (
            XML
            + f"<rss version='2.0'><channel><item><title>{TITLE}</title><description>{FIRST} {SECOND}</description></item>"
            "</channel></rss>",
            "pont.txt",
        ),
        (
            XML + f"<fil><item><title>{TITLE}</title><description>{FIRST} {SECOND}</description></item></fil>",
            "pont.xml",
        ),
    ],
)
def test_contents_go_before_the_ending(data: str, name: str) -> None:
    text = text_of(data, name)
    assert FIRST in text
    assert "<" not in text


# -- exports of databases ----------------------------------------------------------------------------------

HEADS = [
    ("Le Fleuve", "5 mars 2024", TITLE, FIRST),
    ("Le Port", "6 mars 2024", "Le ciment renchérit", SECOND),
    ("Le Fleuve", "6 mars 2024", "Neuf milliards pour un pont", f"{THIRD} {THIRD}"),
]


def export(one: str) -> str:
    """The same three articles as a database writes them; as a page where it writes elements."""
    told = [
        one.format(n=number, paper=paper, day=day, title=title, body=body)
        for number, (paper, day, title, body) in enumerate(HEADS, 1)
    ]
    return f"<html><body>{''.join(told)}</body></html>" if one.startswith("<") else "\n".join(told)


# What the database is called, and an article as it writes it.
EXPORTS = {
    "Europresse, page": (
        "Europresse",
        '<article><div><span class="DocPublicationName">{paper}, no. 12</span></div><p class="titreArticleVisu">{title}'
        '</p><div class="DocText"><p>{body}</p></div></article>',
    ),
    "Europresse, copied": (
        "Europresse",
        "{paper}, no. 12\nRégions, mardi {day} 10{n} mots, p. {n}\n\n{title}\n\n{body}\n\nnews·2024030{n}·FLV·00{n}\n",
    ),
    "Factiva, text": (
        "Factiva",
        "{title}\n\n12{n} mots\n{day}\n{paper}\nFLVE\nFrançais\n\n{body}\n\nDocument FLVE00002024030{n}ek3{n}0000{n}\n",
    ),
    "Factiva, without numbers": ("Factiva", "{title}\n\n12{n} words\n{n} March 2024\n{paper}\n\n{body}\n"),
    "Factiva, codes": ("Factiva", "HD\n{title}\n\nWC\n12 mots\n\nPD\n{day}\n\nSN\n{paper}\n\nTD\n{body}\n"),
    "Factiva, codes before": ("Factiva", "HD      {title}\nPD      {day}\nSN      {paper}\nTD\n{body}\n"),
    "Factiva, page": ("Factiva", '<div class="article frArticle"><p>{title}</p><p>{day}</p><p>{body}</p></div>'),
    "Factiva, page of codes": (
        "Factiva",
        "<table><tr><td><b>HD</b></td><td>{title}</td></tr><tr><td><b>PD</b></td><td>{day}</td></tr><tr><td>"
        "<b>TD</b></td><td>{body}</td></tr></table>",
    ),
    "LexisNexis, text": (
        "LexisNexis",
        "            {n} of 3 DOCUMENTS\n\n       {paper}\n\n{day}\n\n{title}\n\nLONGUEUR: 9{n} mots\n\n"
        "{body}\n\nDATE-CHARGEMENT: 8 mars 2024\n",
    ),
    "LexisNexis, page": (
        "LexisNexis",
        '<div><p><span class="c2">{n} de 3 DOCUMENTS</span></p></div><p>{title}</p><p>{body}</p>',
    ),
    "Nexis Uni": ("LexisNexis", "{title}\n{paper}\n{day}\nBody\n{body}\nClassification\nEnd of Document\n"),
    "ProQuest": ("ProQuest", "____________\nDocument {n} of 3\n\n{title}\n\nPublication title: {paper}\n\n{body}\n"),
    "IRaMuTeQ": ("IRaMuTeQ", "**** *journal_{n} *annee_2024\n{title}. {body}\n"),
    "Alceste": ("IRaMuTeQ", "000{n} *journal_{n} *annee_2024\n{title}. {body}\n"),
}


# What no layout of ours explains: too little stands in it to tell title, paper and text.
UNEXPLAINED = ("Factiva, page", "Factiva, page of codes", "LexisNexis, page", "ProQuest")


@pytest.mark.parametrize("kind", UNEXPLAINED)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_an_export_that_no_layout_explains_is_told_with_its_number(kind: str, encoding: str) -> None:
    database, one = EXPORTS[kind]
    line = refused(export(one).replace("\n", "\r\n").encode(encoding), "pont.txt")
    assert f"an export of {database}" in line
    assert "about 3 articles" in line


@pytest.mark.parametrize("kind", [kind for kind in EXPORTS if kind not in UNEXPLAINED])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_an_export_of_several_articles_is_several(kind: str, encoding: str) -> None:
    data = export(EXPORTS[kind][1]).replace("\n", "\r\n").encode(encoding)
    with pytest.raises(UsageError, match="holds 3 articles, not one"):
        from_capture(Capture("pont.txt", data, "pont.txt"))
    items = list(many(Capture("pont.txt", data, "pont.txt")))
    assert [item.article.title for item in items if item.article] == [title for _, _, title, _ in HEADS]


def test_an_export_in_a_word_processor_s_file(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in export(EXPORTS["Nexis Uni"][1]).splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "pont.docx"))
    assert [item.article.title for item in many(tmp_path / "pont.docx") if item.article] == [
        title for _, _, title, _ in HEADS
    ]


def test_an_export_printed_to_pdf(tmp_path: Path) -> None:
    typst = pytest.importorskip("typst")
    lines = "\n\n".join(export(EXPORTS["Nexis Uni"][1]).splitlines())
    (tmp_path / "pont.typ").write_text(f"#set page(width: 14cm, height: 20cm)\n{lines}", encoding="utf-8")
    typst.compile(str(tmp_path / "pont.typ"), output=str(tmp_path / "pont.pdf"))
    assert [item.article.title for item in many(tmp_path / "pont.pdf") if item.article] == [
        title for _, _, title, _ in HEADS
    ]


def test_the_number_is_that_of_the_whole_file() -> None:
    one = export(EXPORTS["Factiva, text"][1])
    data = "".join(one.replace("ek3", f"e{number:02d}") for number in range(10, 50))
    assert sum(item.article is not None for item in many(Capture("a.txt", data.encode(), "a.txt"))) == 120


NUMBER = "Document FLVE000020240305ek3500001"
ONE = {
    "one of a hundred": of("1 of 100 DOCUMENTS", "Le Fleuve", *BODY, "LONGUEUR: 90 mots"),
    "one Nexis document": of(*BODY, "Classification", "End of Document"),
    "one of Factiva": of(TITLE, "139 mots\n5 mars 2024\nLe Fleuve", FIRST, SECOND, NUMBER),
    "one of Europresse": of("Le Fleuve, no. 12\nRégions, mardi 5 mars 2024 139 mots, p. 8", *BODY),
    "one of Factiva, twice": 2 * of(*BODY, NUMBER),
    "one of Nexis, twice": 2 * of(*BODY, "Classification", "End of Document"),
}


def test_one_text_with_a_line_of_variables_is_read_without_it() -> None:
    assert "****" not in text_of(f"**** *journal_fleuve *annee_2024\n{FIRST}", "pont.txt")


@pytest.mark.parametrize("kind", ONE)
def test_one_article_of_a_database_is_read(kind: str) -> None:
    assert SECOND in text_of(ONE[kind])


# -- walls and templates -------------------------------------------------------------------------------------

BANNER = (
    "<div class='cmp'><h2>Le respect de votre vie privée</h2><p>Nous et nos partenaires utilisons des traceurs pour "
    "mesurer l’audience. Vous pouvez retirer votre consentement à tout moment.</p><button>Tout refuser</button>"
    "<button>Accepter et fermer</button></div>"
)
MENU = f"<nav>{''.join(f'<a href=/{word}>{word}</a> ' for word in ('Accueil', 'Monde', 'Sports', 'Météo'))}</nav>"
HUMAN, CONSENT, ERROR, LOGIN, TEMPLATE = (
    "prove one is human",
    "consent to cookies",
    "error page",
    "asks to log in",
    "template",
)
WALLS = {
    "challenge": (
        HUMAN,
        page(
            "<h1>exemple.org</h1><p>Confirmez que vous êtes humain. Cela ne prend que quelques secondes.</p><p>Veuillez "
            "activer JavaScript pour poursuivre.</p>",
            "Un instant…",
        ),
    ),
    "challenge in English": (
        HUMAN,
        page(
            "<h1>Just a moment...</h1><noscript>Enable JavaScript and cookies to continue</noscript>",
            "Just a moment...",
        ),
    ),
    "challenge without a body": (
        HUMAN,
        page(
            "<script>var a = 'Le pont de Kayo a rouvert';</script><noscript><div>Enable JavaScript and cookies to continue"
            "</div></noscript>",
            "Just a moment...",
        ),
    ),
    "challenge in a sentence": (HUMAN, page("<p>JavaScript est désactivé dans ce navigateur, activez-le.</p>", "Pont")),
    "refused": (
        HUMAN,
        page(
            "<h1>Accès refusé</h1><p>Vous avez été bloqué. Votre adresse IP a été signalée par notre service de sécurité."
            "</p>",
            "Accès refusé - exemple.org",
        ),
    ),
    "consent": (CONSENT, page(MENU + BANNER)),
    "consent at length": (
        CONSENT,
        page(
            f"{BANNER}<p>Avec votre accord, nos partenaires et nous utilisons des cookies ou des technologies semblables "
            "pour stocker et consulter des informations sur votre appareil.</p><p>Vous pouvez vous opposer à ces "
            "traitements, ou modifier vos choix dans les paramètres.</p>"
        ),
    ),
    "error": (
        ERROR,
        page(
            f"{MENU}<main><h1>Oups !</h1><p>Cette page n’existe plus, ou son adresse a changé.</p><p>Retour à l’accueil</p>"
            "</main>",
            "Page introuvable | Le Fleuve",
        ),
    ),
    "error of a server": (
        ERROR,
        page("<center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>", "502 Bad Gateway"),
    ),
    "error with other articles": (
        ERROR,
        page(
            f"{MENU}<main><h1>Page introuvable</h1><p>La page que vous cherchez a été déplacée ou supprimée.</p>"
            f"<h2>Les plus lus</h2><p>{THIRD}</p><p>{THIRD}</p></main>",
            "Page introuvable - Le Fleuve",
        ),
    ),
    "login": (
        LOGIN,
        page(
            "<main><h1>Se connecter</h1><p>Adresse e-mail</p><p>Mot de passe</p><p>Mot de passe oublié ?</p>"
            "<p>Pas encore de compte ? Créer un compte</p></main>",
            "Connexion - Le Fleuve",
        ),
    ),
    "login, its form in one line": (
        LOGIN,
        page(
            "<h1>Connexion</h1><form><label>Identifiant ou adresse e-mail</label><input><label>Mot de passe</label><input>"
            "<p>Mot de passe oublié ?</p><button>Se connecter</button><p>Pas encore de compte ?</p></form>",
            "Connexion - Le Fleuve",
        ),
    ),
    "pasted": (
        ERROR,
        of("Page introuvable", "La page que vous demandez n'existe pas ou n'existe plus.", "Retour à l'accueil"),
    ),
    "template": (
        TEMPLATE,
        page(
            "<article><h1>{{ article.titre }}</h1><p>{{ article.chapo }}</p><p>{% for p in corps %}{{ p }}{% endfor %}</p>"
            "<p>Partagez cet article avec vos proches.</p></article>",
            "{{ article.titre }} - Le Fleuve",
        ),
    ),
    "template with much around": (TEMPLATE, of("{{ titre }}", "{{ corps }}", *4 * [FIRST])),
    "template of another kind": (TEMPLATE, of("<%= @titre %>", "<%= @chapo %>", "À lire demain dans nos colonnes.")),
}


@pytest.mark.parametrize("kind", WALLS)
def test_a_wall_is_no_article(kind: str) -> None:
    words, data = WALLS[kind]
    assert re.search(words, refused(data, "pont.html" if data.startswith("<!") else "pont.txt"))


def test_a_wall_among_rows_costs_itself_only(tmp_path: Path) -> None:
    import json

    rows = [
        {"title": TITLE, "text": f"{FIRST}\n\n{SECOND}"},
        {"title": "Just a moment...", "text": "Verify you are human by completing the action below. Ray ID: 8a"},
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert [item.error is None for item in many(path)] == [True, False]


# -- what only looks like it ----------------------------------------------------------------------------------

TRAPS = {
    # tables
    "a line of a table": of(TITLE, FIRST, "ville,habitants,part\nKayo,12300,4.5\nSoro,8100,2.1", SECOND),
    "a Markdown table": of(f"# {TITLE}", FIRST, "| ville | camions |\n|---|---|\n| Kayo | 12 |\n| Soro | 8 |", SECOND),
    "a Markdown table first": of(
        "| ville | camions | part |\n|---|---|---|\n| Kayo | 12 | 3 |\n| Soro | 8 | 1 |", FIRST, SECOND
    ),
    "commas in every line": of("Le maire, hier, à Kayo\nLe préfet, lundi, à Soro\nLe ministre, mardi, à Bana", *BODY),
    "nothing but two commas a line": 4 * "Le maire, dit-on ici, viendra demain sur le pont de la ville.\n",
    "semicolons": of("; ".join(f"le camion numéro {n} a passé le pont dans la nuit" for n in range(30)), *BODY),
    "speakers before tabs": "Le Fleuve\tQuand la seconde voie sera-t-elle posée ?\nIssa Doumbo\tAvant les pluies.\n"
    "Le Fleuve\tEt vous y croyez ?\nIssa Doumbo\tJ’attends de voir les poutres sur la rive.\n",
    "results between tabs": of(TITLE, FIRST, "Kayo\t3\t1\nSoro\t2\t2\nBana\t0\t4", SECOND),
    # mails
    "a letter": of(
        "De : Issa Doumbo, chauffeur\nÀ : la rédaction du Fleuve\nObjet : votre article sur le pont\nDate : "
        "14 mars 2024",
        "Madame, Monsieur,",
        FIRST,
        SECOND,
    ),
    "a letter with English fields": of("From: Issa Doumbo\nTo: la rédaction\nSubject: votre article", *BODY),
    "a head of fields": of(f"Titre: {TITLE}\nAuteur: Awa Exemple\nDate: 14 mars 2024\nSource: Le Fleuve", FIRST),
    "Pelican's fields": of(f"Title: {TITLE}\nDate: Thu, 14 Mar 2024 08:00:00 +0000\nTags: pont", FIRST, SECOND),
    # exports
    "stars quoted": of(TITLE, FIRST, "****", "Le chauffeur a dit « **** » et s’en est excusé.", "****", SECOND),
    "stars first": of(f"**** {TITLE} ****", FIRST, SECOND),
    "a year and a star": of("2024 *", *BODY),
    "a short dispatch": "Kayo, 14 mars - Document de référence du chantier, le contrat du pont a été publié jeudi.\n",
    "documents as captions": of(
        TITLE,
        FIRST,
        "Document 1\nLe contrat.",
        "Document 2\nLa facture.",
        "Document 1 sur 2",
        "Document 2 sur 2",
        SECOND,
    ),
    "a code alone": of(TITLE, FIRST, "HD", "La chaîne diffuse en HD, et depuis mars en HD partout.", "HD", SECOND),
    "an export told of": of(
        TITLE,
        "Un export de Factiva porte au bas de chaque texte un numéro (« Document "
        "FLVE000020240305ek3500001 »), et celui de Nexis « End of Document », puis encore « End of "
        "Document ».",
        FIRST,
    ),
    "lengths told": of(TITLE, "La dépêche faisait 139 mots. Celle du 5 mars 2024 en comptait 140 mots.", FIRST, SECOND),
    # templates
    "an article about templates": of(
        "Les accolades {{ }} ont trente ans",
        f"Qui a reçu « Bonjour {{{{ prenom }}}} » a vu un gabarit nu. {FIRST}",
        f"La balise {{% if %}} et la balise {{{{ nom }}}} se ressemblent. {SECOND}",
        FIRST,
    ),
    "a template in a code block": of(f"# {TITLE}", FIRST, "```\n{{ titre }}\n{{ corps }}\n```", SECOND, THIRD),
    "blanks left in a letter": of("Bonjour {{ prenom }},", FIRST, SECOND, "{{ desabonnement }}"),
    # walls
    "an article about captchas": of(
        "Ces tests qui nous demandent si nous sommes humains",
        f"« Vérifiez que vous êtes humain », « je ne suis pas un robot » : chacun a coché ces cases. {FIRST}",
        f"Un captcha sur dix échoue. {SECOND}",
    ),
    "a short item about captchas": of(
        "Un captcha sur dix échoue",
        "Les cases « je ne suis pas un robot » et « confirmez que vous êtes humain » "
        "seront retirées du site de la préfecture lundi.",
    ),
    "a short item about an outage": of(
        "Panne de Cloudflare",
        "Une panne de Cloudflare a rendu des sites inaccessibles mardi. Le groupe, qui a "
        "constaté un trafic inhabituel, assure que tout est rétabli.",
    ),
    "a short item about forms": of(
        "Mot de passe oublié ?",
        "Mot de passe oublié, rester connecté, se connecter : ces boutons ont disparu mardi du site de la mairie.",
    ),
    "an article about errors": of(
        "Pourquoi l’erreur 404 porte ce numéro",
        f"La page introuvable fait partie du paysage. {FIRST}",
        f"Qui lit « la page que vous demandez n’existe pas » revient à la page d’accueil. {SECOND}",
    ),
    "a column of that name": of(
        "Page introuvable", "« La page que vous cherchez n’existe pas », répond l’écran.", FIRST, SECOND, THIRD
    ),
    "a short item about cookies": of(
        "Une amende pour des cookies",
        "La Cnil reproche au site de placer « continuer sans accepter » en gris clair. "
        "Le bouton pour tout refuser doit être aussi visible que celui pour tout accepter, rappelle-t-elle.",
    ),
    "advice to readers": of(
        "Cookies : ce qui change",
        "Les sites devront dès lundi vous demander votre accord. Vous pourrez retirer votre "
        "consentement à tout moment, vous opposer aux traitements et modifier vos choix.",
    ),
    "advice about captchas": of(
        "Ces cases à cocher",
        "Un site peut vous demander de vérifier que vous êtes humain. Si votre adresse IP est "
        "inconnue, il faudra confirmer que vous n’êtes pas un robot.",
    ),
    "passwords": of(
        "Trois mots de passe à oublier",
        "Le mot de passe le plus courant reste une suite de chiffres. Un identifiant "
        "et un mot de passe suffisent rarement, dit l’agence, qui conseille de ne pas se connecter en public.",
    ),
    # marks of formats
    "a program quoted": of(TITLE, FIRST, 'var pont = {"voies": 1};', SECOND),
    "brackets first": of(f"[Éditorial] {TITLE}", FIRST, SECOND),
    "a brace first": of("{ Reportage }", *BODY),
    "an angle first": of("<< On nous a promis deux voies >>", FIRST, SECOND),
    "a tag told of": of("<p> n’est pas un paragraphe comme les autres", FIRST, SECOND),
    "emphasis first": of("<b>Reportage</b> Le pont rouvre", FIRST, SECOND),
    "a picture first": of('<p align="center"><img src="pont.png"></p>', f"# {TITLE}", FIRST, SECOND),
    "a number first": of("1\n00:30, sur le pont de Kayo", FIRST, SECOND),
    "an at sign first": of("@article : le compte qui raconte le pont", FIRST, SECOND),
    "names of formats": of("BMW, GIF89a, WEBP et WAVE", FIRST, SECOND),
    "HTTP in the title": of("HTTP/2 a dix ans", FIRST, SECOND),
    "a mark at its place": of("La cold WAVE, un MP4 et un WEBP sur le pont", FIRST, SECOND),
}


@pytest.mark.parametrize("kind", TRAPS)
@pytest.mark.parametrize("name", ["article.txt", "article.md"])
def test_an_article_is_never_refused(kind: str, name: str) -> None:
    assert text_of(TRAPS[kind], name)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "utf-16-le"])
@pytest.mark.parametrize("kind", TRAPS)
def test_nor_in_another_encoding(kind: str, encoding: str) -> None:
    assert text_of(TRAPS[kind].encode(encoding))


PAGES = {
    "with a banner": page(MENU + BANNER + ARTICLE),
    "about cookies, with a banner": page(
        f"{BANNER}<article><h1>La Cnil inflige une amende pour des cookies</h1><p>Le site affirmait « nous utilisons "
        "des cookies avec votre accord », mais les déposait avant toute réponse, a constaté la Cnil, qui lui inflige "
        "une amende de deux millions d’euros.</p><p>Le bouton « tout refuser » doit être aussi visible que le bouton "
        "« tout accepter », rappelle l’autorité, qui avait déjà mis le groupe en demeure il y a deux ans et n’avait "
        "reçu aucune réponse.</p></article>",
        "La Cnil inflige une amende pour des cookies",
    ),
    "short, with a banner": page(f"{BANNER}<article><h1>{TITLE}</h1><p>{FIRST}</p></article>"),
    "with a login": page(
        f"<form><p>Adresse e-mail</p><p>Mot de passe</p><p>Mot de passe oublié ?</p><p>Se connecter</p></form>{ARTICLE}"
    ),
    "with templates for scripts": page(
        "<script type='text/template'><p>{{ titre }}</p><p>{{ corps }}</p></script>"
        f"{ARTICLE}<template><p>{{{{ autre }}}}</p></template>"
    ),
    "with data behind it": page(f"{ARTICLE}<script>id,nom,date\n1,a,2024\n2,b,2024\n</script>"),
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_with_an_article_is_never_refused(kind: str) -> None:
    assert len(text_of(PAGES[kind], "pont.html").split()) > 30


def test_the_demonstration_articles_are_read(demonstration: Path) -> None:
    assert all(item.error is None for item in many(demonstration))


# -- time -------------------------------------------------------------------------------------------------------

PUMPS = [
    "<!-- ",
    "<!",
    "<? ",
    '"',
    "a,",
    "a\t",
    ";",
    "\n",
    " ",
    "{{",
    "{%",
    "<",
    "</p",
    ">",
    "HD\n",
    "Document ",
    "1 of 2 DOCUMENTS\n",
    "12 mots\n",
    "From: a\n",
    " a",
    "x-a: b\n ",
    "**** *a_b\n",
    "« ",
    "just a moment. ",
    "<script",
    "[",
]


@pytest.mark.parametrize("piece", PUMPS, ids=map(ascii, PUMPS))
def test_looking_takes_linear_time(piece: str) -> None:
    from press_briefing.capture.read.refuse import refuse_capture, refuse_empty_page

    def seconds(characters: int, before: str) -> float:
        data = before + piece * (characters // len(piece))
        start = time.process_time()
        for look in (lambda: refuse_capture(data.encode(), "a.txt"), lambda: refuse_empty_page(data, "a.txt")):
            with contextlib.suppress(SourceError):
                look()
        return time.process_time() - start

    def is_linear(before: str) -> bool:
        return seconds(400_000, before) < 8 * max(seconds(100_000, before), 0.05)

    for before in ("", "<", "{", "From: a\n", "titre,date\n", f"{TITLE}\n"):
        seconds(1_000, before)
        assert any(is_linear(before) for _ in range(3))  # a busy machine slows one look, not each
