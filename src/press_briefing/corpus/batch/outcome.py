"""How it went with one article."""

from __future__ import annotations

from dataclasses import dataclass

from ...model.errors import BriefingError, OutputError, PassedOver

MADE, SKIPPED, FAILED, PASSED = "made", "skipped", "failed", "passed over"


@dataclass(frozen=True)
class Outcome:
    """One article of a batch: `state` is made, skipped (done before) or failed; or a file passed over.

    `id`: of the briefing or the article, empty where it could not be read. `seconds` of work. `fatal`: the next
    article would meet the same, as when the disk is full.
    """

    origin: str
    state: str
    id: str = ""
    seconds: float = 0.0
    kind: str = ""
    reason: str = ""
    cure: str = ""
    fatal: bool = False

    @classmethod
    def of_error(cls, origin: str, error: BriefingError, *, id: str = "", seconds: float = 0.0) -> Outcome:
        """What failed, in the words of the error.

        Parameters
        ----------
        origin: path or address of the article.
        id: of its briefing, where it is known.
        seconds: on the clock.
        """
        state = PASSED if isinstance(error, PassedOver) else FAILED
        return cls(
            origin,
            state,
            id,
            seconds,
            type(error).__name__,
            " ".join(error.what.split())[:300],
            error.cure,
            fatal=isinstance(error, OutputError),
        )

    @property
    def line(self) -> str:
        """Kind and reason, as they are counted."""
        return f"{self.kind}: {self.reason}" if self.kind else self.reason
