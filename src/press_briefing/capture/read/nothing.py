"""What a notebook shows while nothing has been read.

After an error JupyterLab may still run cells further down (those it sent a moment too late to be cancelled), in a
kernel that remembers the article read before: its views would then stand below the error as if they were of the new
one. So the cell that reads first sets the name the other cells use to `unread`.
"""

from __future__ import annotations

from typing import NoReturn

from ...model.errors import NotebookError


class Unread:
    """Stands for a context, its tables, a desk or a review: what is asked of it is one line that says why there is none."""

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("_"):  # what Python and Jupyter ask of any object
            raise AttributeError(name)
        raise self._mistake()

    def __getitem__(self, name: str) -> NoReturn:
        raise self._mistake()

    def _mistake(self) -> NotebookError:
        return NotebookError("nothing has been read", cure="mend the error further up, then run all cells again")


unread = Unread()
