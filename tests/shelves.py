"""Folders of briefings as `build` leaves them, made in milliseconds: for tests of what stands around them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from press_briefing.report.manifest import SCHEMA

FIRST = date(2025, 11, 18)
STARTED = 1_763_500_000.0  # 18 November 2025, in the evening
PEOPLE = ("Awa Traoré", "Ousmane Kéita", "Hélène N’Diaye", "Jean-Noël Œuvrard", "Issa Bâ", "Fatou Cissé")
BODIES = ("Union des éleveurs du Sud", "ministère des Transports", "Fédération des marchés", "CEDEAO")
PLACES = ("Bamako", "Kayes", "Ségou", "Nioro du Sahel", "Mopti", "Niamey", "Ouagadougou", "Sikasso")
TOPICS = (
    "Le prix du mil recule sur les marchés",
    "Les routes de l’Ouest rouvertes aux camions",
    "Élections : le calendrier se précise",
    "Une école sur deux a repris les cours",
    "Le fleuve monte",
    "Accord sur l’eau entre trois communes",
    "Le retour des marchés de nuit",
    "La récolte, en retard",
)
HOSTS = ("journal.example", "presse-du-fleuve.example", "agence.example", "radio.example")


def shelve(out: Path, address: str, **told: Any) -> Path:
    """Make one briefing at `out/address`; `told` says otherwise than the defaults below."""
    told = {
        "title": "Un titre",
        "date": "2025-11-18",
        "words": 400,
        "origin": "https://www.journal.example/a",
        "author": "Camille Exemple",
        "actors": ("Awa Traoré",),
        "places": ("Bamako",),
        "state": "completed",
        "opening": "Les pluies de la semaine ont rouvert le débat sur les digues du fleuve.",
        "reason": "",
        "cut": "",
        "material": "",
        "parameters": {"language": "fr", "paper": "a4"},
        "started": STARTED,
        "pdf": b"%PDF-1.7 " + b"x" * 90_000,
        **told,
    }
    folder = out / address
    (folder / "data").mkdir(parents=True)
    good = told["state"] == "completed"
    files = {"briefing.html": b"<!DOCTYPE html><title>x</title>", "briefing.ipynb": b"{}" * 700}
    if good:
        files |= {
            "data/analysis.json": b"{}" * 30_000,
            "data/entities.csv": _entities(told),
            "data/sentences.csv": _sentences(told),
        } | ({"briefing.pdf": told["pdf"]} if told["pdf"] else {})
    files["ro-crate-metadata.json"] = _json({"@graph": [{"@id": "#author", "name": told["author"]}]})
    for name, data in files.items():
        (folder / name).write_bytes(data)
    manifest = {
        "schema": SCHEMA,
        "briefing": address.rpartition("/")[2],
        "state": told["state"],
        "reason": told["reason"],
        "article": {
            "title": told["title"],
            "words": told["words"],
            "sha256": told["material"],
            "published": {"value": told["date"], "certainty": "found"},
            **({"truncated": {"reason": told["cut"]}} if told["cut"] else {}),
        },
        "capture": {"name": "capture.html", **({"origin": told["origin"]} if told["origin"] else {})},
        "parameters": told["parameters"],
        "outputs": dict.fromkeys(files, "0" * 64),
    }
    (folder / "run.json").write_bytes(_json({"started": told["started"], "seconds": {"read": 2.0, "analyse": 3.5}}))
    (folder / "manifest.json").write_bytes(_json(manifest))
    return folder


def many(out: Path, count: int, *, days: int = 1) -> None:
    """So many briefings, `days` apart, the newest first."""
    for at in range(count):
        pick = _picker(at)
        shelve(
            out,
            f"note-{at:05d}-{at * 2654435761 % 2**32:08x}",
            title=f"{pick(TOPICS)} ({at + 1})",
            date=(FIRST - timedelta(days=at * days)).isoformat(),
            words=180 + at * 37 % 900,
            origin=f"https://www.{pick(HOSTS)}/article/{at}",
            author=pick(PEOPLE),
            started=STARTED - at * 86400 * days,
            cut="La suite est réservée aux abonnés." if at % 7 == 3 else "",
            actors=(pick(PEOPLE), pick(BODIES)),
            places=tuple(dict.fromkeys((pick(PLACES), pick(PLACES[3:])))),
            pdf=b"%PDF-1.7 " + b"x" * (20 + at * 7919 % 400),
        )


def _picker(seed: int) -> Any:
    state = [seed * 2654435761 % 2**31]

    def pick(values: tuple[str, ...]) -> str:
        state[0] = (state[0] * 1103515245 + 12345) % 2**31
        return values[state[0] // 65536 % len(values)]

    return pick


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _entities(told: dict[str, Any]) -> bytes:
    rows = [("PER", name, 3) for name in told["actors"]] + [("LOC", name, 2) for name in told["places"]]
    return _csv([("id", "label", "name", "count"), *((f"e{n}", *row) for n, row in enumerate(rows))])


def _sentences(told: dict[str, Any]) -> bytes:
    return _csv(
        [
            ("sentence", "kind", "text"),
            (1, "title", told["title"]),
            (2, "lead", f"Par {told['author']}"),
            (3, "body", told["opening"]),
        ]
    )


def _csv(rows: list[tuple]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode("utf-8-sig", "replace")
