"""Run the command with a fault at a named point: nothing of this is in the library, and no timing is needed.

    python tests/faults/at.py '[{"at": "press_briefing.report.archive:publish", "do": "kill"}]' build article.txt --out out
    python tests/faults/at.py --serve

A fault is a dictionary: `at` names a function (`module:name` or `module:Class.name`), `when` is before (the default) or
after, `nth` the call it happens at (1; 0 for each one), `role` the process (command, worker, or other: templates and
kernels; any for each), `do` what happens: kill (SIGKILL), full (no space left on device), denied (permission denied),
memory (`MemoryError`), bug (`RuntimeError`), hang, deaf (a long call into C that no signal ends), raise (`error`, a
name like `builtins.KeyError`), or set (the name gets the path `value`). `given`: only in calls whose arguments show
this text. `hit` is a file made when it happens; with `once` it happens only as long as that file is not there.
`site/sitecustomize.py` brings the faults into every Python the command starts.

`--serve` reads requests from standard input, a line of JSON each, and forks the command from a process that has
imported everything: a hundred commands in the time of ten.
"""

from __future__ import annotations

import errno
import functools
import importlib
import importlib.abc
import importlib.util
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

VARIABLE, OWNER = "FAULTS", "FAULTS_PID"
HERE = Path(__file__).resolve().parent
Fault = dict[str, Any]


# -- faults ----------------------------------------------------------------------------------------------------------


def install_told() -> None:
    """The faults the environment tells of."""
    for fault in json.loads(os.environ[VARIABLE]):
        install(fault)


def install(fault: Fault) -> None:
    """Now, or as soon as the module is imported."""
    name = fault["at"].partition(":")[0]
    if name in sys.modules:
        _wrap(sys.modules[name], fault)
    else:
        sys.meta_path.insert(0, Waiting(name, fault))


class Waiting(importlib.abc.MetaPathFinder):
    """Stands in the way of one import, and puts the fault in when it is done."""

    def __init__(self, name: str, fault: Fault) -> None:
        self.name, self.fault = name, fault

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        if fullname != self.name:
            return None
        sys.meta_path.remove(self)
        found = importlib.util.find_spec(fullname)
        if found is not None and found.loader is not None:
            execute = found.loader.exec_module

            def then(module: Any) -> None:
                execute(module)
                _wrap(module, self.fault)

            found.loader.exec_module = then  # type: ignore[method-assign]
        return found


def _wrap(module: Any, fault: Fault) -> None:
    *path, last = fault["at"].partition(":")[2].split(".")
    owner = functools.reduce(getattr, path, module)
    value = Path(fault["value"]) if fault["do"] == "set" else _faulty(getattr(owner, last), fault)
    setattr(owner, last, value)


def _faulty(original: Callable[..., Any], fault: Fault) -> Callable[..., Any]:
    calls = [0]

    @functools.wraps(original)
    def wrapped(*args: Any, **options: Any) -> Any:
        calls[0] += 1
        due = fault.get("nth", 1) in (0, calls[0]) and fault.get("role", "command") in ("any", _role())
        due = due and fault.get("given", "") in repr((args, options))
        if due and fault.get("when", "before") == "before":
            _strike(fault)
        result = original(*args, **options)
        if due and fault.get("when") == "after":
            _strike(fault)
        return result

    return wrapped


def _role() -> str:
    import multiprocessing

    if os.environ.get(OWNER) == str(os.getpid()):
        return "command"
    return "worker" if multiprocessing.parent_process() is not None else "other"


def _strike(fault: Fault) -> None:
    try:
        os.close(os.open(fault["hit"], os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        if fault.get("once"):
            return
    if fault["do"] == "raise":
        raise raised(fault["error"])
    ACTIONS[fault["do"]]()


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _denied() -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _memory() -> None:
    raise MemoryError


def _bug() -> None:
    raise RuntimeError("a fault of ours")


def _hang() -> None:
    time.sleep(3600)


def _deaf() -> None:
    """As a library that is long in its own code: other threads go on, no handler of a signal is called."""
    import ctypes

    library, mutex = ctypes.CDLL(None), ctypes.create_string_buffer(256)
    for _ in range(2):  # locked twice: nobody will open it, and no signal breaks off the wait
        library.pthread_mutex_lock(mutex)


class PanicException(BaseException):
    """As what panics in a library written in Rust raises."""


ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "builtins.UnicodeEncodeError": ("utf-8", "\ud800", 0, 1, "surrogates not allowed"),
    "builtins.UnicodeDecodeError": ("utf-8", b"\xff", 0, 1, "invalid start byte"),
    "lxml.etree.XMLSyntaxError": ("no element found", 1, 1, 1),
}


def raised(name: str) -> BaseException:
    """An exception by its full name."""
    module, _, kind = name.rpartition(".")
    if kind == "PanicException":
        return PanicException("called `Option::unwrap()` on a `None` value")
    made: BaseException = getattr(importlib.import_module(module), kind)(*ARGUMENTS.get(name, ("a fault of ours",)))
    return made


ACTIONS = {
    "kill": _kill,
    "full": _full,
    "denied": _denied,
    "memory": _memory,
    "bug": _bug,
    "hang": _hang,
    "deaf": _deaf,
}


# -- the command -----------------------------------------------------------------------------------------------------


def command(faults: Sequence[Fault], arguments: Sequence[str]) -> None:
    """The command, in this process and with these faults; ends it."""
    os.environ[VARIABLE], os.environ[OWNER] = json.dumps(faults), str(os.getpid())
    path = [str(HERE / "site"), *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(path)
    install_told()
    from press_briefing.cli import main
    from press_briefing.confined import in_place

    sys.argv = ["press-briefing", *arguments]
    with in_place():  # a fault is to strike this process, not the child that reads for it
        main(list(arguments))


# What a command may import, so that it need not.
PRELOADED = (
    "press_briefing.cli",
    "press_briefing.report.briefing",
    "press_briefing.corpus.batch.pool",
    "press_briefing.corpus.batch.warm",
    "press_briefing.corpus.batch.warm_pages",
    "press_briefing.service.schedule",
    "press_briefing.service.schedule.after",
    "press_briefing.service.post",
    "press_briefing.service.post.mail",
    "press_briefing.service.post.folder",
    "press_briefing.service.site",
    "press_briefing.service.ledger",
    "press_briefing.report.worker.engine",
    "press_briefing.report.render",
    "press_briefing.report.crate",
    "pikepdf",
    "typst",
)


def serve() -> None:
    """Fork a command for each request, and tell how it ended."""
    for name in PRELOADED:
        importlib.import_module(name)
    from press_briefing.analyse.language import load
    from press_briefing.model.settings import Settings

    load(Settings().model)
    # One thread, and one of pyarrow's allocator, which survives a fork; the batch room forks from the same.
    print(json.dumps({"ready": os.getpid()}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        pid = os.fork()
        if not pid:
            _become(request)
            return
        print(json.dumps(_ended(pid, request["timeout"])), flush=True)


def _become(request: dict[str, Any]) -> None:
    """Be the command: own session, output into files, environment and limits as asked for."""
    os.setsid()
    for number, name in ((0, os.devnull), (1, request["out"]), (2, request["err"])):
        opened = os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC if number else os.O_RDONLY)
        os.dup2(opened, number)
        os.close(opened)
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    import tempfile

    tempfile.tempdir = None
    for name, most in request["limits"].items():
        resource.setrlimit(getattr(resource, name), (most, most))
    command(request["faults"], request["arguments"])


def _ended(pid: int, timeout: float) -> dict[str, Any]:
    end = time.monotonic() + timeout
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return {"code": os.waitstatus_to_exitcode(status), "late": False, "pid": pid}
        if time.monotonic() > end:
            os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return {"code": -signal.SIGKILL, "late": True, "pid": pid}
        time.sleep(0.02)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve()
    else:
        command(json.loads(sys.argv[1]), sys.argv[2:])
