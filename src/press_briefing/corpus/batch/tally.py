"""How a batch went: counts, reasons, rate and time left; a row an article on disk, nothing kept in memory."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from ...model.errors import printable
from ...model.typography import disarmed
from .outcome import FAILED, MADE, PASSED, SKIPPED, Outcome

SUMMARY, ROWS, FAILURES = "batch.json", "articles.tsv", "failures.tsv"
COLUMNS = ("origin", "state", "id", "seconds", "kind", "reason", "cure")
# Reasons told apart; with more, the rest is one line.
REASONS = 30
OTHERS = "other reasons"
# Files passed over that are named; the rest stand in `articles.tsv` only.
NAMED = 20


class Tally:
    """Counts outcomes as they come. `total`: articles expected, raised when more come. `chosen`: the profile that the
    number of articles chose, empty where it chose none."""

    def __init__(self, out: Path, told: Mapping[str, Any], total: int, chosen: str = "") -> None:
        self.out, self.told, self.total, self.chosen = out, told, total, chosen
        self.counts: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.first: dict[str, str] = {}
        self.full = ""
        self.named: list[str] = []  # the first files passed over, each with why
        self.lost = 0
        self.state = "running"
        self.started = time.monotonic()
        self.since: float | None = None  # when the first worker was ready
        self._streams: dict[str, IO[str]] = {}

    @classmethod
    def open(cls, out: Path, told: Mapping[str, Any], total: int, chosen: str = "") -> Tally:
        """A tally that writes its rows into `out`; to be used with `with`."""
        return cls(out, told, total, chosen)

    def __enter__(self) -> Tally:
        for name in (ROWS, FAILURES):
            self._streams[name] = (self.out / name).open("w", encoding="utf-8", errors="backslashreplace")
            self._write(name, COLUMNS)
        self._summarise()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.state = "stopped" if kind else "full" if self.full else "completed"
        for stream in self._streams.values():
            with suppress(OSError):
                stream.close()
        self._summarise()

    def _summarise(self) -> None:
        """Written at the start too: were this process to be killed, the file would tell of an earlier batch."""
        with suppress(OSError):  # a full disk has its own line already
            text = json.dumps(self.summary(), ensure_ascii=False, indent=2) + "\n"
            (self.out / SUMMARY).write_text(text, encoding="utf-8", errors="backslashreplace")

    def count(self, outcome: Outcome) -> None:
        """Count one article and write its row."""
        self.counts[outcome.state] += 1
        self.total = max(self.total, self.done)
        row = tuple(str(getattr(outcome, name)) for name in COLUMNS)
        self._write(ROWS, row)
        if outcome.state == FAILED:
            self._write(FAILURES, row)
            self._reason(outcome)
        if outcome.state == PASSED and len(self.named) < NAMED:
            self.named.append(printable(f"{outcome.origin}: {outcome.reason}"))
        if outcome.fatal and not self.full:
            self.full = f"{outcome.reason} - {outcome.cure}" if outcome.cure else outcome.reason

    def _reason(self, outcome: Outcome) -> None:
        reason = re.sub(r"\d+", "N", printable(outcome.line))
        if reason not in self.reasons and len(self.reasons) >= REASONS:
            reason = OTHERS
        self.reasons[reason] += 1
        self.first.setdefault(reason, printable(outcome.origin))

    def _write(self, name: str, row: tuple[str, ...]) -> None:
        """A row, at once, so that it outlives this process; a full disk costs rows, not the batch."""
        with suppress(OSError, ValueError):
            self._streams[name].write(_line(row))
            self._streams[name].flush()

    @property
    def made(self) -> int:
        """Articles done now."""
        return self.counts[MADE]

    @property
    def skipped(self) -> int:
        """Articles that had been done before."""
        return self.counts[SKIPPED]

    @property
    def failed(self) -> int:
        """Articles that failed."""
        return self.counts[FAILED]

    @property
    def passed(self) -> int:
        """Files passed over, which are no articles."""
        return self.counts[PASSED]

    @property
    def done(self) -> int:
        """Articles dealt with."""
        return self.made + self.skipped + self.failed

    @property
    def left(self) -> int:
        """Articles expected and not dealt with."""
        return max(0, self.total - self.done)

    @property
    def seconds(self) -> float:
        """Seconds since the batch began."""
        return time.monotonic() - self.started

    @property
    def rate(self) -> float:
        """Articles made or failed a minute, since the first worker was ready; 0 before that."""
        spent = 0.0 if self.since is None else time.monotonic() - self.since
        return 60 * (self.made + self.failed) / spent if spent > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Seconds the rest will take at this rate; None while nothing tells."""
        return 60 * self.left / self.rate if self.rate else None

    def summary(self) -> dict[str, Any]:
        """What `batch.json` holds."""
        return {
            "schema": "press-briefing/batch/1",
            **self.told,
            "state": self.state,
            "made": self.made,
            "skipped": self.skipped,
            "failed": self.failed,
            "passed_over": self.passed,
            "not_reached": self.left if self.state != "completed" else 0,
            "seconds": round(self.seconds, 1),
            "per_minute": round(self.rate, 1),
            "workers_lost": self.lost,
            "reasons": [
                {"reason": reason, "articles": number, "first": self.first[reason]}
                for reason, number in self.reasons.most_common()
            ],
        }

    def table(self) -> str:
        """The end of the batch as a table: counts, then reasons with the first article each."""
        lines = [f"made     {self.made:>8}", f"skipped  {self.skipped:>8}", f"failed   {self.failed:>8}"]
        lines += [
            f"  {number:>6}  {reason} (first: {self.first[reason]})" for reason, number in self.reasons.most_common()
        ]
        if self.passed:
            lines.append(f"passed over {self.passed:>5}")
        if self.state != "completed" and self.left:
            lines.append(f"not reached {self.left:>5}")
        some = "1 worker was" if self.lost == 1 else f"{self.lost} workers were"
        lost = f"; {some} lost and replaced" if self.lost else ""
        return "\n".join([*lines, f"{duration(self.seconds)}, {self.rate:.1f} a minute{lost}"])


def _line(row: Iterable[str]) -> str:
    """A line of a table that no spreadsheet runs: names of files are anybody's."""
    return "\t".join(disarmed(printable(cell)) for cell in row) + "\n"


def write_failures(out: Path, failed: Iterable[Outcome]) -> Path:
    """Write what failed of a work that is no batch, as a batch does; the file.

    Parameters
    ----------
    out: the folder; the file is `failures.tsv` in it.
    """
    path = out / FAILURES
    rows = [COLUMNS, *(tuple(str(getattr(outcome, name)) for name in COLUMNS) for outcome in failed)]
    path.write_text("".join(map(_line, rows)), encoding="utf-8", errors="backslashreplace")
    return path


def duration(seconds: float) -> str:
    """Seconds as people say them: 45 s, 3 min 20 s, 2 h 05 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"
