"""The template process: imports once, then forks a kernel for each request, one line of JSON at a time.

A template also forks twins of itself, each for another process that builds briefings: with several at work, what is
imported is imported, and held in memory, once.

Started as `python -m press_briefing.accelerate.kernels.template FD` by `nursery.Nursery`, with the environment of the
kernels to be. It runs no thread and nothing of any notebook, and goes, with all its kernels, when its parent closes
the other end or dies.
"""

from __future__ import annotations

import builtins
import contextlib
import gc
import importlib
import importlib.util
import json
import os
import select
import signal
import socket
import sys
import time
import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from .rehearsal import rehearse

# What a kernel and a briefing's notebook import. Never matplotlib_inline.backend_inline: it hooks into IPython's shell
# when it is imported, and there is none yet.
PRELOADED = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "IPython.utils.wildcard",
    "tornado.platform.asyncio",
    "zmq.utils.garbage",
    "encodings.utf_16_be",
    "colorsys",
    "faulthandler",
    "sqlite3",
    "xml.etree.ElementTree",
    "PIL.PngImagePlugin",
    "press_briefing.show.views",
    "press_briefing.analyse.saved",
    "press_briefing.analyse.times",
    "press_briefing.capture.read.decode",
    "press_briefing.capture.read.nothing",
    "press_briefing.capture.read.page",
    "press_briefing.capture.read.places",
    "press_briefing.capture.read.sources",
    "press_briefing.show.outlines",
    "press_briefing.accelerate.figures.canvas",
    "press_briefing.show.figures.dispersion",
    "press_briefing.show.figures.places",
    "press_briefing.show.figures.timeline",
    "press_briefing.show.figures.tone",
    "press_briefing.show.figures.voices",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "pandas.io.formats.style",
    "babel.dates",
    "wordfreq",
)


# Seconds between two looks at whether the parent is still there.
ATTENTION = 1.0
# Descriptors one message may carry; ours carry one.
MOST_HANDED = 4


def main() -> None:
    """Import, then serve until the parent is gone."""
    if sys.path and sys.path[0] in ("", str(Path.cwd())):
        del sys.path[0]  # as ipykernel_launcher does; the kernel puts its folder there
    control = socket.socket(fileno=int(sys.argv[1]))
    os.set_inheritable(control.fileno(), False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    preload()
    Template(control).serve()
    os._exit(0)  # nothing to tidy, and the parent waits


def preload() -> None:
    """Import `PRELOADED` and rehearse; what cannot be imported here is left to the notebook, which will say so."""
    gc.disable()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import_pandas()
        for name in PRELOADED:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
    rehearse()
    gc.collect()
    gc.freeze()  # so that collecting in a kernel copies no page of ours
    gc.enable()


def import_pandas() -> None:
    """As a kernel imports it: it asks then whether it is in one, and cuts wide tables in another way where it is not."""
    builtins.get_ipython = lambda: SimpleNamespace(kernel=True)  # type: ignore[attr-defined]
    try:
        with contextlib.suppress(ImportError):
            importlib.import_module("pandas")
    finally:
        del builtins.get_ipython  # type: ignore[attr-defined]


class Template:
    """Answers requests: fork, poll, signal, kill; and twin, which gets no answer."""

    def __init__(self, control: socket.socket) -> None:
        self.control, self.parent = control, os.getppid()
        self.kernels: set[int] = set()
        self.twins: set[int] = set()
        self.ended: dict[int, int] = {}
        self.handed: list[int] = []  # descriptors that came with requests

    def serve(self) -> None:
        """Answer until the parent is gone; then end every kernel."""
        pending = b""
        try:
            while data := self.heard():
                *lines, pending = (pending + data).split(b"\n")
                for request in map(json.loads, lines):
                    if request["do"] == "twin":
                        self.twin(self.handed.pop(0))
                    else:
                        self.control.sendall(json.dumps(self.answer(request)).encode() + b"\n")
        except OSError:
            pass
        finally:
            for pid in list(self.kernels):
                self.kill(pid)

    def heard(self) -> bytes:
        """What the parent says; nothing once it is gone, even if a process it forked still holds its end."""
        while not select.select([self.control], [], [], ATTENTION)[0]:
            if os.getppid() != self.parent:
                return b""
            self.twins -= {pid for pid in self.twins if os.waitpid(pid, os.WNOHANG)[0]}
        data, descriptors, _, _ = socket.recv_fds(self.control, 1 << 16, MOST_HANDED)
        self.handed += descriptors
        return data

    def twin(self, handed: int) -> None:
        """Fork a template that serves the other end of `handed`, until that is closed or we are gone.

        Where none can be forked, whoever has the other end finds it closed.
        """
        theirs = socket.socket(fileno=handed)
        with contextlib.suppress(OSError):
            pid = os.fork()
            if not pid:
                self.become_twin(theirs)
            self.twins.add(pid)
        theirs.close()

    def become_twin(self, control: socket.socket) -> None:
        """Serve as a template of its own; never returns."""
        try:
            self.control.close()
            Template(control).serve()
        finally:
            os._exit(0)

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            if request["do"] == "fork":
                return {"pid": self.fork(request)}
            pid = request["pid"]
            if request["do"] == "poll":
                return {"status": self.poll(pid)}
            if request["do"] == "kill":
                return {"status": self.kill(pid)}
            self.signal(pid, request["number"])
            return {}
        except OSError as error:
            return {"error": str(error)}

    def fork(self, request: dict[str, Any]) -> int:
        pid = os.fork()
        if pid:
            self.kernels.add(pid)
            return pid
        try:
            self.control.close()
            become_kernel(request)
        finally:
            os._exit(1)

    def poll(self, pid: int) -> int | None:
        """The exit status, or None; what a dead kernel started is ended with it, while its group is still its own."""
        if pid in self.kernels:
            if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                return None
            self._reap(pid)
        return self.ended.get(pid, 0)

    def kill(self, pid: int) -> int:
        if pid in self.kernels:
            self._reap(pid)
        return self.ended.get(pid, 0)

    def signal(self, pid: int, number: int) -> None:
        if pid in self.kernels:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, number)

    def _reap(self, pid: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)  # it may not have reached its own group yet
        _, status = os.waitpid(pid, 0)
        self.kernels.discard(pid)
        self.ended[pid] = os.waitstatus_to_exitcode(status)


def become_kernel(request: dict[str, Any]) -> None:
    """Be the kernel that `python -m ipykernel_launcher ARGUMENTS` would be in this folder and environment."""
    template = os.getppid()
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    time.tzset()
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123  what it says of its own end is nobody's output
        os.dup2(nowhere.fileno(), 2)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()  # the random module does this by itself after a fork
    from ipykernel import kernelapp

    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [launcher.origin if launcher and launcher.origin else "ipykernel_launcher.py", *request["command"]]
    app = kernelapp.IPKernelApp.instance(parent_handle=template)  # it ends itself when the template dies
    app.initialize(request["command"])
    app.start()


if __name__ == "__main__":
    main()
