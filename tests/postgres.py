"""A real PostgreSQL for the tests, from Debian's packages, run as a user who is not root."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PASSWORD = "s3cret,not-shown"
WAIT = 30  # seconds a new server may take


def programs() -> Path | None:
    """Where initdb and postgres are; None where there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    beside = shutil.which("initdb")
    return found[-1].parent if found else Path(beside).resolve().parent if beside else None


def reason_against() -> str:
    """Why no server can be started here; "" when one can."""
    if programs() is None:
        return "no PostgreSQL on this machine (Debian: apt-get install postgresql)"
    if os.geteuid() == 0 and (_somebody() is None or not shutil.which("setpriv")):
        return "PostgreSQL refuses to run as root, and there is no other user to run it as"
    return ""


def _somebody() -> str | None:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


def _as_somebody(command: list[str]) -> list[str]:
    if os.geteuid() != 0:
        return command
    user = pwd.getpwnam(_somebody() or "nobody")
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", *command]


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server, with its password: `postgresql://press:…@127.0.0.1:PORT`."""
    home = programs()
    assert home is not None
    folder = Path(tempfile.mkdtemp(prefix="press-postgres-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _somebody() or "nobody")
        port = _free_port()
        _init(home, folder)
        running = subprocess.Popen(
            _as_somebody(
                [
                    str(home / "postgres"),
                    "-D",
                    str(folder / "data"),
                    "-p",
                    str(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "fsync=off",
                    "-c",
                    "shared_buffers=16MB",
                ]
            ),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        )
        try:
            address = f"postgresql://press:{PASSWORD}@127.0.0.1:{port}"
            _until_it_answers(f"{address}/postgres")
            yield address
        finally:
            running.send_signal(signal.SIGINT)  # fast: clients are cut off, not waited for
            running.wait(WAIT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _init(home: Path, folder: Path) -> None:
    secret = folder / "secret"
    secret.write_text(PASSWORD, encoding="utf-8")
    secret.chmod(0o644)
    subprocess.run(
        _as_somebody(
            [
                str(home / "initdb"),
                "-D",
                str(folder / "data"),
                "-U",
                "press",
                "-A",
                "scram-sha-256",
                "--pwfile",
                str(secret),
                "-E",
                "UTF8",
                "--no-locale",
                "--no-sync",
            ]
        ),
        check=True,
        capture_output=True,
        cwd=folder,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _until_it_answers(address: str) -> None:
    import psycopg

    end = time.monotonic() + WAIT
    while True:
        try:
            psycopg.connect(address).close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def new_database(address: str, name: str) -> str:
    """The address of a new, empty database on the server."""
    import psycopg

    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{address}/{name}"
