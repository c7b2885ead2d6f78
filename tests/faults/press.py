"""The tests' side of `at.py`: commands with faults in them, and what must be true afterwards."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import psutil

from .at import HERE, Fault

MARK = "FAULTS_MARK"
# Seconds a command may take on a machine that has much else to do.
PATIENCE = 240.0


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code (negative for a signal), what it said, whether the fault happened."""

    code: int
    out: str
    err: str
    hit: bool

    @property
    def lines(self) -> list[str]:
        """Its messages: lines that begin with its name."""
        return [line for line in self.err.splitlines() if line.startswith("press-briefing:")]


class Press:
    """Runs commands in `folder`, each a process of its own forked from one that has imported everything."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.number = folder, 0
        self.mark = f"{os.getpid()}-{time.monotonic_ns()}"
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "at.py"), "--serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline(), "the serving process did not start"

    def __enter__(self) -> Press:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.process.kill()
        self.process.communicate()

    def run(
        self,
        arguments: Sequence[object],
        *faults: Fault,
        folder: Path | None = None,
        timeout: float = PATIENCE,
        environment: Mapping[str, str] | None = None,
        limits: Mapping[str, int] | None = None,
    ) -> Ended:
        """One command; each fault is given a `hit`, and `Ended.hit` says whether all of them happened."""
        self.number += 1
        own = self.folder / f"run-{self.number}"
        own.mkdir()
        told = [{"hit": str(own / f"hit-{place}"), **fault} for place, fault in enumerate(faults)]
        request = {
            "arguments": [str(one) for one in arguments],
            "faults": told,
            "out": str(own / "out"),
            "err": str(own / "err"),
            "folder": str(folder or self.folder),
            "timeout": timeout,
            "environment": {MARK: self.mark, **(environment or {})},
            "limits": dict(limits or {}),
        }
        answer = self._asked(request)
        assert not answer["late"], f"the command hung:\n{(own / 'err').read_text(errors='replace')}"
        return Ended(
            answer["code"],
            (own / "out").read_text(errors="replace"),
            (own / "err").read_text(errors="replace"),
            all(Path(one["hit"]).exists() for one in told),
        )

    def _asked(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the serving process has gone"
        return dict(json.loads(line))

    def strays(self, seconds: float = 60) -> list[str]:
        """Processes that outlived the command that started them, however indirectly; they get time to notice."""
        end = time.monotonic() + seconds
        while (found := self._marked()) and time.monotonic() < end:
            time.sleep(0.1)
        return found

    def _marked(self) -> list[str]:
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                alive = process.status() != psutil.STATUS_ZOMBIE
                if alive and process.pid != self.process.pid and process.environ().get(MARK) == self.mark:
                    found.append(f"{process.pid} {' '.join(process.cmdline())[:200]}")
        return found


# -- what must be true -------------------------------------------------------------------------------------------------


def contents(folder: Path) -> dict[str, str]:
    """The hash of every file of a briefing but the run record, which tells the time."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "run.json"
    }


def briefings(out: Path) -> dict[str, dict[str, str]]:
    """Every folder under a final name that claims to be a finished briefing, with its contents."""
    return {
        path.name: contents(path)
        for path in sorted(out.iterdir())
        if path.is_dir()
        and not path.name.startswith(".")
        and not path.name.endswith(".failed")
        and (path / "manifest.json").exists()
    }


def halves(out: Path) -> list[str]:
    """What stands under a final name and is not whole: a file missing, or not as its manifest says."""
    found = []
    for path in sorted(out.iterdir()) if out.is_dir() else ():
        if path.name.startswith(".") or not path.is_dir() or path.name in ("analyses", "archives", "latest", "traces"):
            continue
        found += [f"{path.name}: {line}" for line in _wrong(path)]
    return found


def _wrong(folder: Path) -> list[str]:
    try:
        told = json.loads((folder / "manifest.json").read_bytes())["outputs"]
    except (OSError, ValueError, KeyError) as error:
        return [f"manifest: {error}"]
    there = {name: digest for name, digest in contents(folder).items() if name != "manifest.json"}
    return [f"{name} is not as told" for name, _ in sorted(set(told.items()) ^ set(there.items()))]


def hidden(out: Path) -> list[str]:
    """What was left over in a folder of briefings; the ledger and the site's own folder belong there."""
    kept = (".ledger.sqlite", ".ledger.sqlite-wal", ".ledger.sqlite-shm", ".site")
    return sorted(path.name for path in out.iterdir() if path.name.startswith(".") and path.name not in kept)
