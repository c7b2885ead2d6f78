"""The parent's side: a template process that forks kernels on request, and goes when its parent goes."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..switch import VARIABLE, short

# Differs from run to run and is read when a kernel runs, not when a module is imported.
PER_RUN = frozenset({"IPYTHONDIR", "JPY_PARENT_PID", "JPY_SESSION_NAME", "PYTEST_CURRENT_TEST", "PWD", "OLDPWD", "_"})
OURS = "PRESS_BRIEFING_"
# Seconds to wait for a template that was told to go; and when something went wrong, early as a rule: it still imports.
PATIENCE, HASTE = 5.0, 0.7


class NurseryError(Exception):
    """The template is not there, or not any more; callers fall back on a plain kernel, or call the kernel dead."""


@dataclass(frozen=True)
class Twin:
    """A template of its own for another process: the end of the socket to it, and what it was imported under.

    Goes to that process as an argument of `multiprocessing.Process`; the giver then closes its copy.
    """

    end: socket.socket
    environment: Mapping[str, str]

    def close(self) -> None:
        """Close this process's end; the twin goes when nobody holds one."""
        self.end.close()


class Nursery:
    """Forks kernels from a template process; `with` it, so that nothing is left behind.

    The template is started by `start` or by the first fork, and replaced when a run needs another environment, since
    what it imported may have read the old one; or it is the `twin` that another process's nursery gave. Methods may
    be called from any thread, one at a time.
    """

    def __init__(self, twin: Twin | None = None) -> None:
        self._lock = threading.RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._replies: Any = None
        self._environment: dict[str, str] = {}
        if twin is not None:
            self._connect(twin.end, dict(twin.environment))

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(HASTE if kind is not None else PATIENCE)

    @staticmethod
    def available() -> bool:
        """Whether kernels can be forked here, and nobody asked for plain ones."""
        return sys.platform == "linux" and hasattr(os, "fork") and short("kernels")

    def start(self, environment: Mapping[str, str]) -> None:
        """Start the template for `environment` unless it runs already; it imports while the caller goes on."""
        lasting = _lasting(environment)
        with self._lock:
            if self._serves() and lasting == self._environment:
                return
            self.close()
            self._spawn(lasting)

    def twin(self) -> Twin | None:
        """A twin of the template for another process, which is there as soon as our imports are; never waits.

        None where there is no template.
        """
        with self._lock:
            if not self._serves():
                return None
            ours, theirs = socket.socketpair()
            with theirs:
                try:
                    assert self._socket is not None
                    socket.send_fds(self._socket, [json.dumps({"do": "twin"}).encode() + b"\n"], [theirs.fileno()])
                except OSError:
                    ours.close()
                    return None
            return Twin(ours, self._environment)

    def _serves(self) -> bool:
        """Whether the template is there, as far as can be seen; a twin's end is seen when it is asked."""
        return self._socket is not None and (self._process is None or self._process.poll() is None)

    def fork(self, command: Sequence[str], environment: Mapping[str, str], folder: str) -> int:
        """Start a kernel with the arguments of `command` in `folder`; its process id, for the methods below."""
        self.start(environment)
        return int(self._ask(do="fork", command=list(command), environment=dict(environment), folder=folder)["pid"])

    def poll(self, pid: int) -> int | None:
        """The exit status of a kernel, negative for a signal, or None while it lives."""
        status = self._ask(do="poll", pid=pid)["status"]
        return None if status is None else int(status)

    def signal(self, pid: int, number: int) -> None:
        """Send a signal to a kernel and all it started.

        Parameters
        ----------
        pid: as `fork` gave it.
        number: of the signal.
        """
        self._ask(do="signal", pid=pid, number=int(number))

    def kill(self, pid: int) -> int:
        """End a kernel and all it started, at once; its exit status."""
        return int(self._ask(do="kill", pid=pid)["status"])

    def close(self, patience: float = PATIENCE) -> None:
        """End the template and every kernel it holds; it gets `patience` seconds to do so itself."""
        with self._lock:
            process, self._process = self._process, None
            if self._replies is not None:
                self._replies.close()
            if self._socket is not None:
                self._socket.close()  # the template ends its kernels and itself when it reads this end
            self._socket = self._replies = None
            if process is not None:
                _await(process, patience)

    def _spawn(self, environment: dict[str, str]) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "press_briefing.accelerate.kernels.template", str(theirs.fileno())]
            try:
                self._process = subprocess.Popen(
                    command,
                    env=environment,
                    pass_fds=[theirs.fileno()],
                    start_new_session=True,
                    cwd=os.sep,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                )
            except OSError as error:
                ours.close()
                raise NurseryError(str(error)) from None
        self._connect(ours, environment)

    def _connect(self, end: socket.socket, environment: dict[str, str]) -> None:
        self._socket, self._replies, self._environment = end, end.makefile("rb"), environment

    def _ask(self, **request: Any) -> dict[str, Any]:
        with self._lock:
            if self._socket is None:
                raise NurseryError("the template is closed")
            line = self._answer(json.dumps(request).encode() + b"\n")
            if not line and self._process is None:
                self.close()  # a twin that is gone: the next run starts a template of ours
        if not line:
            raise NurseryError("the template has gone")
        reply: dict[str, Any] = json.loads(line)
        if "error" in reply:
            raise NurseryError(reply["error"])
        return reply

    def _answer(self, request: bytes) -> bytes:
        """A line of the template's, or nothing."""
        assert self._socket is not None
        try:
            self._socket.sendall(request)
            return bytes(self._replies.readline())
        except OSError:
            return b""


def _lasting(environment: Mapping[str, str]) -> dict[str, str]:
    """What of an environment is the same from run to run."""
    return {
        name: value
        for name, value in environment.items()
        if name not in PER_RUN and (not name.startswith(OURS) or name == VARIABLE)
    }


def _await(process: subprocess.Popen[bytes], patience: float) -> None:
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(OSError):
            process.kill()
        process.wait()
