"""A public evaluation that anybody can run: python benchmarks/evaluate.py [--folder FOLDER] [--model NAME]

The treebank UD French ParTUT (talks, law, parliament, a handbook; CC BY-NC-SA 4.0), on which nothing of ours was
trained, is fetched once, held to its hash and kept in the cache; without a network, `--folder` is where it lies, and
otherwise the evaluation is skipped with the reason. Ours is scored in both profiles; `--model` scores any installed
spaCy pipeline in its place. ParTUT has no `obl:mod`, `obl:arg` and other subtypes of the treebanks that ours learnt
from, hence LAS is told with and without subtypes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

HERE = Path(__file__).parent
COMMIT = "4d0c8351842f93be11b50fd08ea7b2b4b9101c01"
ADDRESS = f"https://raw.githubusercontent.com/UniversalDependencies/UD_French-ParTUT/{COMMIT}/"
HASHES = {
    "fr_partut-ud-train.conllu": "5f82ba2e93e784647d98294ff3ed46d0c2cabd9751388a4c4c01ae0ea672baec",
    "fr_partut-ud-dev.conllu": "f54056949e58557663aec8b1803191c5d77c036b959b0da586a779812d7cc408",
    "fr_partut-ud-test.conllu": "4c50a65d81c7b57efc50b4d243de71a10859598d8e108c7e85279e53d8fb8528",
}
sys.path.insert(0, str(HERE.parent / "training"))
Fetch = Callable[[str, str], Path]
Reader = Callable[[str], "Doc"]


def main() -> None:
    """Fetch, read, print a line a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="where the treebank lies")
    parser.add_argument("--model", default="", help="an installed spaCy pipeline; default: ours")
    options = parser.parse_args()
    try:
        paths = list(treebank(options.folder, fetched))
    except OSError as error:
        print(f"skipped: the treebank cannot be had ({error}); give its folder with --folder")
        return
    for name, figure in scores(paths, options.model).items():
        print(f"{name}={figure}", flush=True)


def treebank(folder: Path | None, fetch: Fetch) -> Iterator[Path]:
    """The files of the treebank, from a folder or fetched and held to their hashes. Raises `OSError`."""
    for name, digest in HASHES.items():
        path = folder / name if folder else fetch(name, digest)
        if not path.is_file():
            raise FileNotFoundError(f"no {name} there")
        yield path


def fetched(name: str, digest: str) -> Path:
    """A file of the treebank, from the cache or the network; its hash is checked."""
    import pooch

    return Path(
        pooch.retrieve(ADDRESS + name, known_hash=f"sha256:{digest}", fname=name, path=pooch.os_cache("press-briefing"))
    )


def scores(paths: list[Path], model: str) -> dict[str, float]:
    """Percent of printed tokens that are cut, tagged, lemmatised and attached as the treebank has it, by profile."""
    import conllu
    from scores import parse_scores

    trees = [tree for path in paths for tree in conllu.read_trees(path)]
    found: dict[str, float] = {"sentences": len(trees)}
    for profile, read in readers(model).items():
        found |= {f"{profile}_{name}": figure for name, figure in parse_scores(read, trees).items()}
    return found


def readers(model: str) -> dict[str, Reader]:
    """What reads a sentence, by name: an installed pipeline, or ours in each profile, as an analysis reads it."""
    if model:
        import spacy

        return {model: spacy.load(model)}
    from press_briefing.analyse.language import read_language
    from press_briefing.model.article import Article
    from press_briefing.model.settings import Settings

    def reader(profile: str) -> Reader:
        settings = Settings(profile=profile)
        return lambda text: read_language(Article.from_text(text, verbatim=True), settings).doc

    return {profile: reader(profile) for profile in ("precise", "fast")}


if __name__ == "__main__":
    main()
