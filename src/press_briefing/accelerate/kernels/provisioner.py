"""Jupyter's view of a forked kernel: a provisioner, its extension point for starting kernels in other ways."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

from .nursery import Nursery, NurseryError

NAME = "press-briefing"
# The exit status of a kernel whose template is gone: the template, or its end, has killed it.
LOST = -9


class Forked:
    """A kernel's process as `subprocess.Popen` would show it."""

    stdin = stdout = stderr = None

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self.nursery, self.pid = nursery, pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            try:
                self.returncode = self.nursery.poll(self.pid)
            except NurseryError:
                self.returncode = LOST
        return self.returncode

    def wait(self) -> int | None:
        return self.poll()

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            self.nursery.signal(self.pid, number)

    def kill(self) -> None:
        if self.returncode is None:
            try:
                self.returncode = self.nursery.kill(self.pid)
            except NurseryError:
                self.returncode = LOST

    terminate = kill


class ForkedKernel(LocalProvisioner):
    """Forks the kernel from the nursery of its manager; a plain process where the nursery has none to give."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        nursery: Nursery | None = getattr(self.parent, "nursery", None)
        if nursery is not None and nursery.available():
            try:
                arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
                folder = Path(kwargs.get("cwd") or ".").absolute()  # the template works in another folder
                pid = nursery.fork(arguments, kwargs["env"], str(folder))
            except NurseryError as error:
                self.log.warning("no kernel could be forked (%s): starting a plain one", error)
            else:
                self.process: Any = Forked(nursery, pid)
                self.pid, self.pgid = pid, None
                return self.connection_info
        return await super().launch_kernel(cmd, **kwargs)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and all it started."""
        if isinstance(self.process, Forked):
            self.process.kill()
        else:
            await super().kill(restart)


def register() -> None:
    """Make the provisioner known to Jupyter, as the entry point of an installed package would."""
    known = KernelProvisionerFactory.instance().provisioners
    known[NAME] = EntryPoint(NAME, f"{__name__}:{ForkedKernel.__name__}", KernelProvisionerFactory.GROUP_NAME)
