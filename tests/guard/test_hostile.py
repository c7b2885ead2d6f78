"""An article that attacks its reader: markup, scripts, formulas, escapes, in every place an article can put words.

Every payload of `tests/hostile/payloads.txt` goes through the whole way, from a JSON capture to the page, the PDF and
the tables, in title, author, headings, quotations, names and text. In Chromium the page's own security policy is
switched off: nothing may run, load or cover the page all the same. `PRESS_BRIEFING_TORTURE=1` gives each payload an
article of its own.
"""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from press_briefing import Briefing, build
from press_briefing.cli.words import printable
from press_briefing.report.run import nursery

HERE = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
MODULES = Path(os.environ.get("NODE_PATH", HERE.parent / "node_modules"))
READY = bool(CHROMIUM and shutil.which("node") and (MODULES / "playwright-core").is_dir())
TOGETHER = 1 if os.environ.get("PRESS_BRIEFING_TORTURE") else 18  # payloads in one article
_ESCAPE = re.compile(r"\\(x[0-9a-f]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[nrt\\])")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}


def payloads() -> list[str]:
    """The attacks, as an article would hold them."""
    lines = (HERE / "hostile" / "payloads.txt").read_text(encoding="utf-8").splitlines()
    return [
        _ESCAPE.sub(lambda m: _PLAIN.get(m[1]) or chr(int(m[1][1:], 16)), line)
        for line in lines
        if line and not line.startswith("# ")
    ]


PAYLOADS = payloads()
GROUPS = [PAYLOADS[start : start + TOGETHER] for start in range(0, len(PAYLOADS), TOGETHER)]


def article(attacks: list[str]) -> dict[str, str]:
    """A French article that carries every attack in every place."""
    paragraphs = [
        "Le ministre des Affaires étrangères, Issa Camara, a reçu lundi 3 mars 2025 à Bamako une délégation "
        "du Conseil de sécurité, selon le ministère. La rencontre a duré deux heures. Les délégués ont ensuite visité le "
        "marché et la nouvelle école, où les attendaient une centaine d’élèves et leurs maîtres. Le soir, un dîner a "
        "réuni les deux délégations à la préfecture. Le communiqué commun est attendu dans la semaine, a précisé le "
        "porte-parole, qui n’a pas dit ce qui reste en discussion."
    ]
    for attack in attacks:
        paragraphs += [
            f"{attack} :",
            attack,
            f"Le 12 avril 2025, Moussa {attack} Koné a déclaré : « Selon l’Organisation {attack}, 14 civils ont fui. »",
        ]
    return {
        "title": f"Bamako {' '.join(attacks)}",
        "author": f"Awa {attacks[0]} Traoré",
        "published": "2025-05-06",
        "text": "\n\n".join(paragraphs),
    }


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> list[Briefing]:
    """The briefings of the hostile articles; a PDF for every one."""
    folder = tmp_path_factory.mktemp("hostile")
    made = []
    with nursery() as warm:
        for number, attacks in enumerate(GROUPS):
            source = folder / f"attaque-{number}.json"
            source.write_text(json.dumps(article(attacks)), encoding="utf-8")  # ASCII: lone surrogates stay escapes
            made.append(build(source, out=folder / "reports", nursery=warm))
    return made


def seen(*pages: str) -> list[dict]:
    """What happened in a browser that opened the pages, one after the other."""
    command = ["node", str(HERE / "browser" / "attack.cjs"), str(CHROMIUM), *pages]
    run = subprocess.run(
        command, text=True, check=True, capture_output=True, timeout=280, env={**os.environ, "NODE_PATH": str(MODULES)}
    )
    return json.loads(run.stdout)


def test_the_corpus_is_large_enough() -> None:
    assert len(PAYLOADS) >= 150
    assert len(set(PAYLOADS)) == len(PAYLOADS)


@pytest.mark.skipif(not READY, reason="needs Chromium, node, and playwright-core in NODE_PATH")
def test_nothing_runs_loads_or_covers_the_page(attacked: list[Briefing]) -> None:
    looks = []
    for start in range(0, len(attacked), 40):
        pages = [str(made.html) for made in attacked[start : start + 40]]
        looks += seen(*pages)
    assert len(looks) == len(attacked)
    for look in looks:
        told = {name: look[name] for name in ("hits", "requests", "wrong", "overrides", "covered")}
        assert told == {"hits": [], "requests": [], "wrong": [], "overrides": 0, "covered": 0}, look["page"]
        assert look["length"] > 1_000


def test_the_browser_would_have_seen_it(tmp_path: Path) -> None:
    """The check itself can fail: a page that holds the attacks as they are is told."""
    if not READY:
        pytest.skip("needs Chromium, node, and playwright-core in NODE_PATH")
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>x</title><img src=x onerror=pwned(1)>\u202e", encoding="utf-8")
    (look,) = seen(str(page))
    assert look["hits"] == ["pwned 1"]
    assert look["requests"]
    assert look["wrong"]
    assert look["overrides"] == 1


def test_the_page_keeps_its_policy(attacked: list[Briefing]) -> None:
    for made in attacked:
        head = made.html.read_text(encoding="utf-8")[:6_000]
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', head)
        assert policy
        rules = dict(rule.split(None, 1) for rule in html.unescape(policy[1]).split(";") if rule.strip())
        assert rules["default-src"] == "'none'"
        assert rules.get("script-src", "'none'") == "'none'"
        assert not [rule for rule in rules.values() if "http" in rule or "*" in rule]


# What a PDF can do to a reader; a link to the web is only followed when clicked.
DEADLY = {
    "/JavaScript",
    "/JS",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
    "/RichMedia",
    "/Rendition",
    "/OpenAction",
    "/AA",
    "/XFA",
    "/Movie",
    "/Sound",
}


def test_a_pdf_does_nothing_by_itself(attacked: list[Briefing]) -> None:
    for made in attacked:
        assert made.pdf is not None
        with pikepdf.open(made.pdf) as pdf:
            for thing in pdf.objects:
                for one in [thing] if isinstance(thing, pikepdf.Dictionary) else []:
                    assert not DEADLY & set(one.keys()), made.pdf
                    if "/S" in one and str(one["/S"]) == "/URI":
                        assert str(one.get("/URI", "")).startswith(("http://", "https://", "mailto:")), made.pdf
                    assert str(one.get("/S", "")) not in DEADLY, made.pdf


FORMULA = re.compile(r"[=+@\t\r]|-(?!\d+([.,]\d+)?(e-?\d+)?$)")  # a negative number is none


def test_no_cell_of_a_table_is_a_formula(attacked: list[Briefing]) -> None:
    for made in attacked:
        for path in made.data:
            if path.suffix == ".csv":
                rows = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
                assert [cell for row in list(rows)[1:] for cell in row if FORMULA.match(cell)] == [], path


def test_nothing_was_run(attacked: list[Briefing]) -> None:
    """No payload reached a shell, an interpreter or a typesetter: no file `pwned`, no content of another file."""
    passwords = Path("/etc/passwd").read_text(encoding="utf-8").splitlines()[0] if Path("/etc/passwd").exists() else ""
    for made in attacked:
        assert not [path for path in made.folder.rglob("*") if path.name.startswith("pwned")]
        if passwords:
            assert passwords not in made.html.read_text(encoding="utf-8")
    assert not Path("pwned").exists()


@pytest.mark.parametrize(
    "name",
    [
        "<img src=x onerror=pwned(1)>.txt",
        "'; touch pwned; '.txt",
        "$(touch pwned).txt",
        "-rf.txt",
        "\u202etxt.exe.txt",
        "a\nBcc: x@attack.invalid.txt",
        "\x1b[2J.txt",
        "{{ 7*7 }}.txt",
        "=cmd|' C'!A0.txt",
        "..%2f..%2fpwned.txt",
        "CON.txt",
        '" onload="pwned(1).txt',
    ],
)
def test_a_file_name_is_only_a_name(name: str, tmp_path: Path) -> None:
    """The id, the capture's name, the source in the page: plain letters, inside the folder of reports."""
    from press_briefing.capture.read import capture
    from press_briefing.model.settings import Settings
    from press_briefing.report.archive import identifier

    source = tmp_path / name
    source.write_text("Le ministre a parlé hier à Bamako.", encoding="utf-8")
    taken = capture(source, Settings())
    assert re.fullmatch(r"[A-Za-z0-9._-]{1,120}", taken.name)
    assert not taken.name.startswith((".", "-"))
    assert re.fullmatch(r"[a-z0-9-]{1,80}", identifier(taken.name, taken.data, {}))


@pytest.mark.parametrize("attack", PAYLOADS)
def test_a_parameter_is_only_a_value(attack: str, tmp_path: Path) -> None:
    """Injected into a notebook a parameter is one literal, whatever it holds."""
    import ast

    import nbformat

    from press_briefing.report.run import inject

    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell('article: str = ""', metadata={"tags": ["parameters"]})],
        metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}},
    )
    (cell,) = [c for c in inject(notebook, {"article": attack}).cells if "injected-parameters" in c.metadata["tags"]]
    (told,) = ast.parse(cell.source).body
    assert isinstance(told, ast.Assign)
    assert ast.literal_eval(told.value) == attack


@pytest.mark.parametrize("attack", PAYLOADS)
def test_a_message_is_one_harmless_line(attack: str) -> None:
    assert all(char.isprintable() for char in printable(f"{attack}: no such file"))
