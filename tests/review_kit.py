"""Articles for the tests of the press review: recombined from the demonstration, and traps written here."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path

from press_briefing import read
from press_briefing.capture.read.sources import demonstrations

PAPERS = ("Le Courrier du fleuve", "La Gazette de l’Est", "Radio Savane", "L’Indépendant de Ségou")
# What each told happening looks like in two papers: (day, first paper's words, second paper's words).
TOLD = (
    (
        "2025-10-06",
        "Le 4 octobre 2025, un pont s’est effondré à Dioïla, faisant 12 morts, selon la préfecture.",
        "L’effondrement d’un pont à Dioïla, le 4 octobre 2025, a fait 15 morts.",
    ),
    (
        "2025-10-16",
        "Le 14 octobre 2025, le gouvernement malien a suspendu les exportations de coton vers le Togo.",
        "Le 13 octobre 2025, le gouvernement malien a suspendu les exportations de coton.",
    ),
    (
        "2025-10-20",
        "Le 18 octobre 2025, la compagnie aérienne Sahélia a inauguré une liaison entre Bamako et Lomé.",
        "Le 18 octobre 2025, la compagnie Sahélia a inauguré sa liaison vers Lomé au départ de Bamako.",
    ),
)
APART = ("Le 22 octobre 2025, un marché a brûlé à Kayes.", "Le 22 octobre 2025, un marché a rouvert à Gao.")


def paragraphs() -> list[str]:
    """The paragraphs of the demonstration articles that stand by themselves."""
    found = []
    for path in demonstrations().values():
        article = read(str(path))
        found += [
            article.text[p.start : p.end]
            for p in article.paragraphs
            if p.kind == "body" and len(article.text[p.start : p.end].split()) > 30
        ]
    return found


def period(count: int = 60, *, seed: int = 3, first: date = date(2025, 10, 1), days: int = 30) -> list[dict[str, str]]:
    """`count` articles of four papers over `days` days, two of them in gaps; the last third speak of a drought."""
    dice, stock = random.Random(seed), paragraphs()
    rows = []
    for number in range(count):
        day = first + timedelta(days=number * days // count)
        if 10 <= (day - first).days % 15 <= 12:
            day -= timedelta(days=3)
        body = dice.sample(stock, 3)
        if number >= count * 2 // 3:
            body.append(f"La sécheresse inquiète les éleveurs de la région numéro {number} du pays, où l’eau manque.")
        rows.append(
            {
                "title": f"Chronique sahélienne {number}",
                "published": day.isoformat(),
                "outlet": PAPERS[number % 3],
                "text": "\n\n".join(body),
            }
        )
    return rows


def traps() -> list[dict[str, str]]:
    """Two papers on each happening of `TOLD`, two happenings of one day, a dispatch and its copy, a paper of two."""
    stock, rows = paragraphs(), []
    for number, (day, first, second) in enumerate(TOLD):
        for paper, words in ((PAPERS[0], first), (PAPERS[1], second)):
            rows.append(
                {
                    "title": f"Brève {number} {paper}",
                    "published": day,
                    "outlet": paper,
                    "text": f"{words}\n\nLe reste de la page parle du temps qu’il fait et des récoltes.",
                }
            )
    for paper, words in zip(PAPERS, APART, strict=False):
        rows.append({"title": f"En bref {paper}", "published": "2025-10-23", "outlet": paper, "text": words})
    wire = stock[:6]
    rows.append({"title": "Dépêche", "published": "2025-10-25", "outlet": PAPERS[3], "text": "\n\n".join(wire)})
    rows.append(
        {
            "title": "Ce que dit la dépêche",
            "published": "2025-10-26",
            "outlet": PAPERS[3],
            "text": "\n\n".join(wire[:2] + wire[3:]),
        }
    )
    return rows


def write(path: Path, rows: list[dict[str, str]]) -> str:
    """The rows as a file of JSON lines; its path."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return str(path)
