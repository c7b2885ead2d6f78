"""What all tests share: one language model, no saved analyses, no network."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

# Before anything of the package is imported, and inherited by every process a test starts: each test sees the code
# as it stands, never an analysis somebody saved.
os.environ["PRESS_BRIEFING_CACHE"] = "none"
# What nobody foresaw is kept for the session, and not where the user's own is.
os.environ["PRESS_BRIEFING_TRACES"] = str(Path(tempfile.gettempdir()) / f"press-briefing-traces-{os.getpid()}")

ROOT = Path(__file__).resolve().parent.parent
sys.path.extend(str(folder) for folder in sorted((ROOT / "tests").iterdir()) if folder.is_dir())  # tests share helpers
SHARED = ROOT.parent / "shared"  # texts of others and scorers; a clone elsewhere has none

# The same examples on every run: a failure seen once can be seen again.
settings.register_profile("press", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("press")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes seconds; leave out with -m 'not slow'")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was skipped, and why, in one line: a number alone hides a machine that lacks half of what is tested."""
    told = Counter(
        str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr).removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", ())
    )
    if told:
        shown = "; ".join(f"{count} {reason}" for reason, count in told.most_common())
        terminalreporter.write_line(f"skipped: {shown}")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def benchmark_script(root: Path) -> Callable[[str], ModuleType]:
    """`benchmark_script(name)`: the module `benchmarks/NAME.py`, which is in no package."""

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, root / "benchmarks" / f"{name}.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module  # dataclasses look there
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """`small_disk("1m")`: a disk of that size, where this system lets us have one."""
    place = tmp_path / "disk"
    place.mkdir()

    def mounted(size: str) -> Path:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
        if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("no disk can be mounted here")
        return place

    yield mounted
    subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the checkout; the test is skipped where there is none."""
    if not (SHARED / "articles").is_dir():
        pytest.skip("no shared folder beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def demonstration() -> Path:
    """The folder of the demonstration articles."""
    return ROOT / "data" / "articles"


@pytest.fixture(scope="session")
def analysed() -> Callable:
    """`analysed(text, published=None, verbatim=True, profile="")` -> `Analysis`, once a session for the same text."""
    from press_briefing import Analysis, Article, analyse
    from press_briefing.model.settings import Settings

    @cache
    def analysed(text: str, published: str | None = None, verbatim: bool = True, profile: str = "") -> Analysis:
        settings = Settings(profile=profile) if profile else None
        return analyse(Article.from_text(text, published=published, verbatim=verbatim), settings=settings)

    return analysed


class NetworkReached(OSError):
    """A test tried to leave this machine."""


def _is_local(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = str(address[0])
    return host in ("", "localhost", "::1", "0.0.0.0", "::") or host.startswith("127.")


@pytest.fixture(autouse=True, scope="session")
def one_model() -> Iterator[None]:
    """What is read in this process is read by itself, with the one model; the command, as a process, has a child."""
    from press_briefing.confined import in_place

    with in_place():
        yield


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Connections and look-ups outside this machine raise `NetworkReached`; a local test server works."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guard(address: object) -> None:
        if not _is_local(address):
            raise NetworkReached(f"tests reach no network: {address}")

    def guarded_connect(self: socket.socket, address: object) -> None:
        guard(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: object) -> int:
        guard(address)
        return connect_ex(self, address)

    def guarded_look_up(host: object, *args: object, **kwargs: object) -> list:
        guard((host.decode() if isinstance(host, bytes) else host or "",))
        return look_up(host, *args, **kwargs)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    patch.setattr(socket, "getaddrinfo", guarded_look_up)
    yield
    patch.undo()
