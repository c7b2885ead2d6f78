"""To a Dask scheduler that is there, or to one started on this machine."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ...model.errors import RunError, UsageError
from .unbroken import held

if TYPE_CHECKING:
    from distributed import Client

LOCAL = "local"
EXTRA = "press-briefing[cluster]"
SCHEMES = ("tcp://", "tls://", "ucx://", "ws://", "wss://")


@contextmanager
def connected(scheduler: str, *, workers: int | None, timeout: float) -> Iterator[Client]:
    """A client of the scheduler at an address, or of one of our own with `local`; closed when the work ends.

    `workers`: processes of a local one, as many as cores when None. `timeout`: seconds to wait for an answer. Raises
    `UsageError` when Dask is not installed or the address is none, `RunError` when nobody answers there.
    """
    _installed()
    if scheduler == LOCAL:
        with _quiet(), _started(workers) as address, _client(address, timeout) as client:
            yield client
    elif scheduler.startswith(SCHEMES):
        with _quiet(), _client(scheduler, timeout) as client:
            yield client
    else:
        raise UsageError(f"{scheduler!r} is no scheduler", cure="give tcp://HOST:PORT, or local")


def _installed() -> None:
    try:
        import distributed  # noqa: F401
    except ImportError:
        raise UsageError("a scheduler needs Dask, which is not installed", cure=f"pip install '{EXTRA}'") from None


@contextmanager
def _client(address: str, timeout: float) -> Iterator[Client]:
    from distributed import Client

    try:
        _knock(address, timeout)
        client = Client(address, timeout=timeout, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise RunError(
            f"the scheduler does not answer: {_reason(error)}",
            where=address,
            cure="check the address, and that `dask scheduler` runs there",
        ) from None
    try:
        with client.as_current():
            yield client
    finally:
        client.close(timeout=2)


def _knock(address: str, timeout: float) -> None:
    """Shake hands once: Dask's own client waits for ever where something listens that never speaks."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    from distributed.comm import connect
    from distributed.security import Security

    async def knock() -> None:
        told = Security().get_connection_args("client")
        comm = await asyncio.wait_for(connect(address, timeout=timeout, **told), timeout)
        await comm.close()

    with ThreadPoolExecutor(1) as apart:  # a loop of its own: a notebook's thread has one running
        apart.submit(asyncio.run, knock()).result()


def _reason(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


@contextmanager
def _started(workers: int | None) -> Iterator[str]:
    """A scheduler and single-threaded workers on this machine, reached from nowhere else."""
    from distributed import LocalCluster

    with TemporaryDirectory(prefix="press-briefing-") as folder:
        with held():
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
                local_directory=folder,
                preload=[f"{__package__}.unbroken"],
            )
        with cluster:
            yield cluster.scheduler_address


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask tells of lost workers and slow loops at length; what matters of it we say in a line."""
    logger = logging.getLogger("distributed")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
