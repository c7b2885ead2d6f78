"""Fuzzing guided by coverage: `python tests/fuzz/cover.py SECONDS [CORPUS_FOLDER]`. Needs `pip install atheris`.

The first byte of an input chooses its format and how far it goes, the rest is the article. It starts from the
demonstration articles and the payloads of tests/hostile. A crash is written to the corpus folder as crash-*: make it a
test in tests/guard/test_fuzz.py. The last line tells how many inputs were run.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
with atheris.instrument_imports(
    include=[
        "press_briefing.capture.clean",
        "press_briefing.capture.read",
        "press_briefing.analyse",
        "press_briefing.model.typography",
        "press_briefing.french",
        "press_briefing.measure.tables",
        "press_briefing.report.sanitise",
        "press_briefing.show.views",
    ]
):
    import ways

    ways.analyse(ways.Article.from_text("Le ministre a parlé lundi à Bamako, selon l’AFP."))

PUBLISHED = (None, "2025-03-04")


def one(data: bytes) -> None:
    """One input the whole way, or as far as its first byte says."""
    if not data:
        return
    choice, body = data[0], data[1:]
    suffix = ways.SUFFIXES[choice % len(ways.SUFFIXES)]
    article = ways.read_bytes(body, suffix) if choice % 3 else ways.read_text(body.decode("utf-8", "replace"))
    found = ways.understood(article) if article else None
    if found and choice >= 128:
        ways.tabled(found)
    if found and choice >= 250:
        ways.shown(found)


def seeds(folder: Path) -> None:
    """The articles and payloads to start from."""
    root = HERE.parent.parent
    files = [*sorted((root / "data" / "articles").iterdir()), *sorted((HERE.parent / "articles").rglob("*"))]
    for number, path in enumerate(path for path in files if path.is_file() and path.stat().st_size < 40_000):
        suffix = ways.SUFFIXES.index(path.suffix) if path.suffix in ways.SUFFIXES else 0
        (folder / f"seed-{number}").write_bytes(bytes([suffix]) + path.read_bytes())
    lines = (HERE.parent / "hostile" / "payloads.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        text = f"\x00Le ministre {line} a déclaré lundi 3 mars 2025 : « Nous refusons {line}. »"
        (folder / f"payload-{number}").write_bytes(text.encode())


def main() -> None:
    """Fuzz for so many seconds."""
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    seeds(folder)
    words = folder.parent / f"{folder.name}.dict"
    words.write_text(
        "".join(
            f'"{word}"\n'
            for word in (
                "M.",
                "Mme ",
                " selon ",
                " a dit ",
                "2025",
                "lundi",
                "mars",
                "10 000",
                "ONU",
                "Bamako",
                "ne ",
                " pas",
            )
        ),
        encoding="utf-8",
    )
    atheris.Setup(
        [
            sys.argv[0],
            str(folder),
            f"-max_total_time={sys.argv[1]}",
            "-timeout=60",
            "-rss_limit_mb=6000",
            "-max_len=12000",
            f"-artifact_prefix={folder}/",
            f"-dict={words}",
            "-print_final_stats=1",
        ],
        one,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
