"""Printed lines of a PDF: whole words, columns one after the other, boxes and what a browser prints put aside."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from press_briefing.capture.read import read
from press_briefing.capture.read.pdf import _PRINTED
from press_briefing.capture.read.pdf_rows import PrintedLine, _are_columns, _in_columns, _parted, _with_capitals

TITLE = "Le bac de Honfleur a repris son service"
FIRST = (
    "La vice-présidente du port, Awa Vaïtilingom, a fêté lundi 10 février 2025 le retour du bac. « Difficile, "
    "l’affaire a duré deux ans », a-t-elle dit aux passagers."
)
SECOND = "Le Premier ministre de l’époque avait promis neuf millions d’euros ; l’État en a versé quatre, dit la mairie."
PAGE = f"""<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{TITLE} – L’Estuaire</title><style>
body {{ font: 16px serif }} nav a {{ margin-right: 20px; font: bold 12px sans-serif }} h1 {{ font-size: 32px; letter-spacing: -.5px }}
p {{ text-align: justify; word-spacing: -1px }} .rubrique {{ letter-spacing: 3px; font: 11px sans-serif }}
.boite {{ float: right; width: 180px; font: 12px sans-serif }} .lettrine::first-letter {{ float: left; font-size: 48px; line-height: 1 }}
</style></head><body><nav><a href="#">Accueil</a><a href="#">Mer</a><a href="#">Ports</a><a href="#">Sports</a><a href="#">Culture</a></nav>
<div class="rubrique">ESTUAIRE</div><h1>{TITLE}</h1>
<div class="boite"><b>À lire aussi</b><br><a href="#">Les quais repeints en bleu</a></div>
<p class="lettrine">{FIRST.replace("Awa Vaïtilingom", "<b>Awa Vaïtilingom</b>")}</p><p>{SECOND}</p>
<footer>© 2025 L’Estuaire – Mentions légales – Contact – Gérer mes cookies</footer></body></html>"""


def row(text: str, left: float, right: float, base: float, size: float = 10.0) -> PrintedLine:
    return PrintedLine(text, 0, left, right, base, size, bold=False, cells=(text,))


@pytest.mark.parametrize("heads", [[], ["--no-pdf-header-footer"]])
def test_a_page_printed_by_a_browser(tmp_path: Path, heads: list[str]):
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no browser")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    out = tmp_path / "page.pdf"
    options = ["--headless", "--no-sandbox", "--disable-gpu", *heads, f"--print-to-pdf={out}"]
    subprocess.run([browser, *options, (tmp_path / "page.html").as_uri()], capture_output=True, timeout=120, check=True)
    article = read(out)
    assert [article.text[one.start : one.end] for one in article.paragraphs] == [TITLE, FIRST, SECOND]
    assert article.published.certainty == "inferred"  # the day it was printed is no day of publication
    gone = " ".join(removal.text for removal in article.cleaning)
    assert all(word in gone for word in ("Accueil", "ESTUAIRE", "À lire aussi", "©"))


def test_columns_drawn_across_both_are_read_one_after_the_other():
    left, right = "la mer monte ce soir", "le vent tourne au nord"
    lines = [[row(f"{left} {n}", 50, 200, 700 - 12 * n), row(f"{right} {n}", 230, 380, 700 - 12 * n)] for n in range(5)]
    title = [row("Marée haute", 50, 380, 740, 20)]
    told = [one.text for one in _in_columns([title, *lines])]
    assert told == ["Marée haute", *(f"{left} {n}" for n in range(5)), *(f"{right} {n}" for n in range(5))]


def test_a_table_stays_in_its_lines():
    cells = [[row(f"Ville {n}", 50, 90, 700 - 12 * n), row(f"{n} 000", 230, 260, 700 - 12 * n)] for n in range(5)]
    assert not _are_columns(cells)
    assert [one.text for one in _in_columns(cells)] == [f"Ville {n} {n} 000" for n in range(5)]


@pytest.mark.parametrize(
    ("letter", "rest", "told"),
    [("L", "a mer", "La mer"), ("À", "la mer", "À la mer"), ("A", "Brest", "A Brest"), ("L", "A MER", "LA MER")],
)
def test_a_large_letter_opens_its_word(letter: str, rest: str, told: str):
    rows = [row(letter, 50, 70, 660, 40), row("Titre", 50, 200, 720, 20), row(rest, 74, 300, 690)]
    assert [one.text for one in _with_capitals(rows)] == ["Titre", told]


def test_a_box_drawn_first_comes_last_and_columns_stay():
    box = [row("Voir aussi", 300, 380, 650), row("Le port", 300, 380, 640)]
    text = [row(f"ligne de texte {n}", 50, 290 if 3 < n < 7 else 400, 700 - 12 * n) for n in range(9)]
    assert _parted([*box, *text]) == (text, [box])
    right = [row(f"colonne {n}", 410, 500, 700 - 12 * n) for n in range(9)]
    assert _parted([*text, *right]) == ([*text, *right], [])


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("30/11/2026 07:36 Le bac de Honfleur", True),
        ("11/30/26, 7:36 AM Le bac", True),
        ("https://estuaire.example/bac.html 1/2", True),
        ("Le 30/11/2026, le bac a repris", False),
        ("10 février 2025", False),
    ],
)
def test_what_a_browser_prints_at_the_edge(line: str, printed: bool):
    assert (_PRINTED.fullmatch(line) is not None) is printed


def test_what_a_pdf_would_do_when_opened_is_no_part_of_what_is_read(tmp_path: Path):
    """Actions, scripts and attachments of the source are not run, and not handed on to the briefing."""
    pikepdf, typst = pytest.importorskip("pikepdf"), pytest.importorskip("typst")
    (tmp_path / "a.typ").write_text(f'#set text(lang: "fr")\n= {TITLE}\n\n{FIRST}\n\n{SECOND}\n', encoding="utf-8")
    typst.compile(str(tmp_path / "a.typ"), output=str(tmp_path / "plain.pdf"))
    with pikepdf.open(tmp_path / "plain.pdf") as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.OpenAction = script
        pdf.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="/bin/sh"))
        pdf.attachments["a.exe"] = b"MZ"
        pdf.save(tmp_path / "acting.pdf")
    plain, acting = (read(tmp_path / f"{name}.pdf") for name in ("plain", "acting"))
    assert acting.text == plain.text
    assert "alert" not in str(acting.to_dict())
