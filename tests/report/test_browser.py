"""Pages in a real browser: axe-core finds nothing, nothing is requested, nothing scrolls sideways.

Skipped where Chromium or the two npm packages are missing (`tests/browser/check.cjs` says how to get them).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest

from press_briefing.report.render import to_html

HERE = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
MODULES = Path(os.environ.get("NODE_PATH", HERE.parent / "node_modules"))
PACKAGES = all((MODULES / name).is_dir() for name in ("axe-core", "playwright-core"))
READY = bool(CHROMIUM and shutil.which("node") and PACKAGES)


@pytest.mark.skipif(not READY, reason="needs Chromium, node, and axe-core with playwright-core in NODE_PATH")
@pytest.mark.parametrize("name", ["odd", "hostile", "failed", "title_only"])
def test_a_browser_has_nothing_to_say(name: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(to_html(nbformat.read(HERE / "notebooks" / f"{name}.ipynb", as_version=4)), encoding="utf-8")
    run = subprocess.run(
        ["node", str(HERE / "browser" / "check.cjs"), str(page), str(CHROMIUM)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={**os.environ, "NODE_PATH": str(MODULES)},
    )
    for look in json.loads(run.stdout):
        # A notebook may colour its own words badly; that is not the page's doing.
        assert [find for find in look["found"] if 'style="' not in find["first"]] == []
        assert look["requests"] == []
        assert not look["sideways"]
