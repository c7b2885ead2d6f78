"""Our papermill engine: a kernel of this very Python, an environment of its own, and word of each cell.

Registered when imported, and by the entry point `papermill.engine`; `report.run` imports it when a notebook is run,
since it brings papermill with it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from queue import Empty
from typing import Any

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine as PapermillEngine
from papermill.engines import papermill_engines
from traitlets import default
from traitlets.config import Config

from .kernel import Watch, environment_of
from .worker import provisioner
from .worker.nursery import Nursery

ENGINE = "press-briefing"
# How long a kernel that answers may leave its output channel silent before it is asked again.
SILENCE = 0.2
# A kernel opens its sockets while we knock at them: how soon to knock again. ZeroMQ's own tenth of a second is longer
# than a forked kernel takes to start.
RECONNECT_MS = 5


class Channels(AsyncKernelClient):
    """A client that is ready as soon as the kernel answers on both channels.

    The stock one then listens for another fifth of a second, to throw away what nbclient tells apart by its parent.
    """

    @default("context")
    def _made_context(self) -> zmq.asyncio.Context:
        self._created_context = True  # so that the client ends it
        context = zmq.asyncio.Context()
        context.setsockopt(zmq.RECONNECT_IVL, RECONNECT_MS)
        return context

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        deadline = time.monotonic() + (timeout or float("inf"))
        while not await self._answered():
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > deadline:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _answered(self) -> bool:
        self.kernel_info()
        try:
            reply = await self.shell_channel.get_msg(timeout=1)
            if reply["msg_type"] != "kernel_info_reply":
                return False
            await self.iopub_channel.get_msg(timeout=SILENCE)
        except Empty:
            return False
        self._handle_kernel_info_reply(reply)
        return True

    wait_for_ready = _async_wait_for_ready


class ThisPython(AsyncKernelManager):
    """A kernel of the running interpreter, whatever kernelspecs the machine holds; forked where a nursery is given."""

    nursery: Nursery | None = None

    @property
    def kernel_spec(self) -> KernelSpec:
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(
            argv=argv,
            display_name="Python 3",
            language="python",
            metadata={"kernel_provisioner": {"provisioner_name": provisioner.NAME}},
        )


class Client(PapermillNotebookClient):
    """papermill's client, whose watch hears of every cell."""

    watch: Watch
    nursery: Nursery | None = None

    def create_kernel_manager(self) -> ThisPython:
        manager = super().create_kernel_manager()
        manager.client_factory = Channels
        manager.nursery = self.nursery
        return manager

    def papermill_execute_cells(self) -> None:
        """Run the cells; the manager's own notes of start and end go to the watch too."""
        manager, watch = self.nb_man, self.watch
        start, complete = manager.cell_start, manager.cell_complete

        def started(cell: Any, index: int) -> None:
            watch.started(index)
            start(cell, index)

        def completed(cell: Any, cell_index: int) -> None:
            complete(cell, cell_index)
            watch.completed(cell_index)

        manager.cell_start, manager.cell_complete = started, completed
        super().papermill_execute_cells()


class Engine(PapermillEngine):
    """Runs a notebook that papermill manages."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        watch: Watch | None = None,
        execution_timeout: int | None = None,
        environment: Mapping[str, str] | None = None,
        resources: dict | None = None,
        private: Path | None = None,
        nursery: Nursery | None = None,
        **_: Any,
    ) -> Any:
        """Execute the cells; `shutdown_kernel` is immediate since a graceful stop sometimes hangs three seconds.

        papermill's own command gives neither `watch` nor what follows `execution_timeout`.
        """
        with tempfile.TemporaryDirectory(prefix="press-briefing-") as own:
            private = private or Path(own)
            client = Client(
                nb_man,
                timeout=execution_timeout,
                kernel_name=kernel_name,
                resources=resources or {},
                kernel_manager_class=ThisPython,
                shutdown_kernel="immediate",
                record_timing=False,
                config=sockets(private),
            )
            client.watch, client.nursery = watch or Watch(nb_man.nb, None), nursery
            client.watch.notebook = nb_man.nb
            # What a cell writes past Python is in the notebook; on our own output it would be in nobody's place, and
            # so would what a kernel says that is ended while it starts.
            return client.execute(
                env=dict(environment or environment_of(private)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )


def sockets(private: Path) -> Config:
    """Sockets only this user can reach, in a folder of the run's own; TCP where the system has none."""
    if sys.platform == "win32":
        return Config()
    return Config({"KernelManager": {"transport": "ipc", "ip": str(private / "k")}})


papermill_engines.register(ENGINE, Engine)
provisioner.register()
