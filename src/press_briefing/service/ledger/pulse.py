"""The heartbeat of a run, from a thread of its own."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from .faults import LeaseLost, LedgerError

if TYPE_CHECKING:
    from .records import Run
    from .runs import Runs

_LOG = logging.getLogger(__name__)


class Pulse:
    """Beats every `seconds` while the block runs. `lost` says that another process has taken the run over."""

    def __init__(self, ledger: Runs, run: Run, seconds: float) -> None:
        self.lost = False
        self._ledger, self._run, self._seconds = ledger, run, seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"heartbeat-{run.id}", daemon=True)

    def __enter__(self) -> Pulse:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._stop.wait(self._seconds):
            try:
                self._ledger.beat(self._run)
            except LeaseLost:
                self.lost = True
                return
            except LedgerError as error:  # the next beat may get through; three may be lost
                _LOG.warning("%s", error)
