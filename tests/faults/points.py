"""The phases at which a process is killed: a name for the reader, the function, before or after it, at which call."""

from __future__ import annotations

from dataclasses import dataclass

from .at import Fault

P = "press_briefing."


@dataclass(frozen=True)
class Point:
    """Where something happens. `short`: in the short walk too. `role`: in which process."""

    name: str
    at: str
    when: str = "before"
    nth: int = 1
    role: str = "command"
    short: bool = False

    def fault(self, do: str = "kill", **more: object) -> Fault:
        """The fault at this point; of another process than the command only once, so that its successor lives."""
        once = {"once": True} if self.role != "command" else {}
        return {"at": self.at, "when": self.when, "nth": self.nth, "role": self.role, "do": do, **once, **more}


def around(name: str, at: str, nth: int = 1) -> list[Point]:
    """Just before a function and just after it."""
    return [Point(f"{when} {name}", at, when, nth) for when in ("before", "after")]


# `build` of an article that has a briefing already, from the first byte read to the last folder cleared away.
BUILD = [
    Point("before reading", P + "capture.read:capture"),
    Point("after reading", P + "capture.read:from_capture", "after"),
    Point("before the analysis", P + "analyse:_analyse"),
    Point("in the analysis", P + "analyse.claims:find_claims", "after"),
    Point("before the analysis is saved", P + "analyse.saved:save"),
    Point("saved analysis written, not in place", "pathlib:Path.replace"),
    Point("after the analysis is saved", P + "analyse.saved:save", "after"),
    *around("the folder aside", P + "report.archive:_locked_folder"),
    Point("before the notebook", P + "report.run:run"),
    Point("before the kernel", "jupyter_client.provisioning:LocalProvisioner.launch_kernel"),
    Point("after the kernel", P + "accelerate.kernels.channels:Channels._answered"),
    *[
        Point(f"before cell {number}", P + "report.run:Watch.started", "before", number, short=number == 2)
        for number in (1, 2, 3, 4)
    ],
    Point("after the last cell", P + "report.run:Watch.completed", "after", 4),
    Point("after the notebook", P + "report.run:run", "after"),
    Point("before the data", P + "report.filing:placed_in"),
    Point("in the data", "pathlib:Path.write_bytes", "after", 4),
    Point("after the data", P + "report.filing:placed_in", "after"),
    Point("before the page", P + "report.render:convert"),
    Point("page written, not in place", "pathlib:Path.replace", "before", 2),
    *around("Typst", P + "report.pdf:_compile"),
    Point("before the PDF is packed", P + "report.packing:packed"),
    Point("after the pages", P + "report.filing:write_pages", "after"),
    Point("before the manifest", P + "report.manifest:with_outputs"),
    Point("after the manifest", P + "report.filing:write_records", "after"),
    Point("before it is put in its place", P + "report.archive:publish"),
    Point("before the earlier one is put away", "pathlib:Path.rename", "before", 2),
    Point("the earlier one put away, the new one not in place", "pathlib:Path.rename", "after", 2, short=True),
    Point("before the second attempt", "pathlib:Path.rename", "before", 3),
    Point("in its place, the earlier one not cleared", P + "report.archive:_clear"),
    Point("after it is put in its place", P + "report.archive:publish", "after"),
    Point("before the paths are told", P + "report.pipeline:filed"),
]

# A batch, in the parent: it is started again with --resume.
PARENT = [
    Point("after the lock", P + "report.archive:_held", "after"),
    Point("before a worker is started", P + "corpus.batch.pool:Hand.start"),
    Point("after a worker is started", P + "corpus.batch.pool:Hand.start", "after"),
    Point("a unit given out", P + "corpus.batch.pool:Hand.give", "after", 2),
    Point("before an article is counted", P + "corpus.batch.tally:Tally.count", "before", 2, short=True),
    Point("after an article is counted", P + "corpus.batch.tally:Tally.count", "after", 11),
    Point("before the workers are dismissed", P + "corpus.batch.pool:Hand.dismiss"),
    Point("before the summary", P + "corpus.batch.tally:Tally.__exit__"),
]

# A batch, in one worker: the batch itself must go on.
WORKER = [
    Point("before the model", P + "confined:load", role="worker"),
    Point("in an article", P + "analyse:analyse", "after", 3, "worker"),
    Point("before the part is in its place", "pathlib:Path.replace", "before", 1, "worker"),
    Point("after the part is in its place", "pathlib:Path.replace", "after", 1, "worker", short=True),
    Point("before it tells the parent", P + "corpus.batch.worker:settled", "after", 1, "worker"),
]
WORKER_BRIEFINGS = [
    Point("in the notebook", P + "report.run:Watch.started", "after", 2, "worker"),
    Point("before it is put in its place", P + "report.archive:publish", "before", 1, "worker"),
    Point("after it is put in its place", P + "report.archive:publish", "after", 1, "worker"),
]

# `run-due`: one article of one date, its mails, the site and what retention removes.
L = P + "service.ledger."
DUE = [
    *around("the date is claimed", L + "runs:Runs.claim"),
    Point("sources read", P + "service.schedule.work:gather", "after"),
    *around("the article is claimed", L + "runs:Runs.claim", 2),
    Point("in the notebook", P + "report.run:Watch.started", "before", 2, short=True),
    *around("the briefing is put in its place", P + "report.archive:publish"),
    *around("the article's end is recorded", L + "runs:Runs.finish"),
    Point("before its deliveries", P + "service.schedule.after:After.deliver"),
    Point("after its deliveries", P + "service.schedule.after:After.deliver", "after"),
    *around("the date's end is recorded", L + "runs:Runs.finish", 2),
    Point("before retention", P + "service.site:retain"),
    Point("what goes is noted", P + "service.site.retention:note", "after"),
    Point("its folder renamed", P + "service.site.retention:_rename", "after"),
    *around("its rows are deleted", L + "runs:Runs.delete"),
    Point("its folders deleted", P + "service.site.retention:finish", "after", 2),
    *around("a page of the site", P + "service.site.place:put", 3),
    Point("before the site is rebuilt", P + "service.site:rebuild"),
    Point("after the site is rebuilt", P + "service.site:rebuild", "after"),
]

# The mails of that article: two recipients, a message each, then a copy into a folder.
MAIL = [
    *around("the first delivery is prepared", L + "deliveries:Deliveries.prepare"),
    *around("the attempt is written down", L + "deliveries:Deliveries.attempt"),
    Point("connected", P + "service.post.smtp:Server._opened", "after"),
    Point("before the message is handed over", P + "service.post.smtp:Server._handed"),
    Point("the server has it, the ledger does not know", P + "service.post.smtp:Server._handed", "after", short=True),
    *around("the first is recorded", L + "deliveries:Deliveries.settle"),
    Point("before the second is handed over", P + "service.post.smtp:Server._handed", "before", 2),
    Point("the server has the second, the ledger does not know", P + "service.post.smtp:Server._handed", "after", 2),
    Point("the second is recorded", L + "deliveries:Deliveries.settle", "after", 2),
    Point("in the copy to a folder", P + "service.post.folder:_write"),
    *around("the copy is put in its place", P + "service.post.folder:_move_over"),
    Point("the copy is recorded", L + "deliveries:Deliveries.settle", "after", 3),
    *around("the run is settled", L + "runs:Runs.settle_run"),
]
