"""Our papermill engine: a kernel of this very Python, an environment of its own, and word of each cell.

Registered when imported, and by the entry point `papermill.engine`; `report.run` imports it when a notebook is run,
since it brings papermill with it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine as PapermillEngine
from papermill.engines import papermill_engines
from traitlets.config import Config

from ...accelerate.kernels import provisioner
from ...accelerate.kernels.channels import Channels
from ...accelerate.kernels.nursery import Nursery
from ...accelerate.switch import short
from .kernel import Watch, environment_of

ENGINE = "press-briefing"


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
        if short("kernels"):
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
