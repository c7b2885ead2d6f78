"""A client of a kernel that is ready as soon as the kernel is."""

from __future__ import annotations

import time
from queue import Empty

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from traitlets import default

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
