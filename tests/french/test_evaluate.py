"""The public evaluation of the parser: both profiles, and relations with and without their subtypes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

TREE = """# sent_id = ours_1
# text = La mairesse travaille dans le jardin.
1\tLa\tle\tDET\t_\t_\t2\tdet\t_\t_
2\tmairesse\tmairesse\tNOUN\t_\t_\t3\tnsubj\t_\t_
3\ttravaille\ttravailler\tVERB\t_\t_\t0\troot\t_\t_
4\tdans\tdans\tADP\t_\t_\t6\tcase\t_\t_
5\tle\tle\tDET\t_\t_\t6\tdet\t_\t_
6\tjardin\tjardin\tNOUN\t_\t_\t3\tobl\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_
"""


def test_both_profiles_with_and_without_subtypes(benchmark_script: Callable[[str], ModuleType], tmp_path: Path) -> None:
    (tmp_path / "ours.conllu").write_text(TREE, encoding="utf-8")
    found = benchmark_script("evaluate").scores([tmp_path / "ours.conllu"], "")
    assert found["sentences"] == 1
    for profile in ("precise", "fast"):
        assert found[f"{profile}_uas"] == found[f"{profile}_las_universal"] == 100
        assert found[f"{profile}_las"] < 100  # ours says obl:mod, this treebank obl
    assert {name.partition("_")[0] for name in found} == {"sentences", "precise", "fast"}
