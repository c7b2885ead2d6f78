"""Every mistake a user can meet. Each message is one line: what, where, expected and got, and the cure.

The library raises these; only the command (`cli`) turns them into a line on stderr and an exit code:
2 for a request that could not have worked (`UsageError`), 1 for work that failed.
"""

from __future__ import annotations


class BriefingError(Exception):
    """Something a user can mend. `what` happened, `where`, and the `cure`; `str()` joins them into one line."""

    exit_code = 1

    def __init__(self, what: str, *, where: object = "", cure: str = "") -> None:
        self.what, self.where, self.cure = what, str(where), cure
        super().__init__(what)

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        line = f"{head} - {self.cure}" if self.cure else head
        return " ".join(line.split())

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in a notebook: the line, without the calls that led to it."""
        return [f"{type(self).__name__}: {self}"]

    # A message crosses process borders (kernel to parent, pool to parent) whole.
    def __reduce__(self) -> tuple:
        return _rebuild, (type(self), self.what, self.where, self.cure)


def printable(message: str) -> str:
    """The message as one line that no terminal can take for a command."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(message.split()))


def _rebuild(kind: type[BriefingError], what: str, where: str, cure: str) -> BriefingError:
    return kind(what, where=where, cure=cure)


class UsageError(BriefingError):
    """The request itself is wrong: an unknown parameter, an impossible date, a folder where a file is wanted."""

    exit_code = 2


class SourceError(BriefingError):
    """A source could not be read: missing, empty, binary, scanned, in an unknown encoding, without prose."""


class LimitError(SourceError):
    """A source is past a stated limit; the message names the limit and the setting that raises it."""


class PassedOver(SourceError):
    """A file of a folder that is not tried, since no article is in it: it is named, and is no failure."""


class NoArticle(SourceError):
    """There is nothing to report on; nothing is filed. To a schedule that is no failure but a quiet day."""


class LanguageError(BriefingError):
    """The article is in another language than French, or the language model is missing or unfit."""


class SettingsError(UsageError):
    """A settings file or value is wrong."""


class ParameterError(UsageError):
    """A notebook parameter is unknown or ill-typed."""


class NotebookError(BriefingError):
    """A notebook cannot be run as it stands: no `parameters` cell, not a notebook at all."""


class RunError(BriefingError):
    """A notebook was run and did not complete: `state` is failed, timeout or killed."""

    state = "failed"


class RenderError(BriefingError):
    """The HTML or the PDF could not be made."""


class OutputError(BriefingError):
    """The output folder cannot be written."""


class MachineError(BriefingError):
    """The machine refused something else than the output: a disk, a right, an open file. Later it may not."""


class ProgramFault(BriefingError):
    """What none of our code foresaw; `failing` makes it and keeps its trace. `cure` says where, `what` names it."""
