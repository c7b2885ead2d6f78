"""The first page of a press review: what several articles report, where they differ, what is new, who is in them when.

`rows` finds, `words` tells each row as HTML, `summary` gives the page as plain words; `views.note` lays it out.
"""

from .summary import summary

__all__ = ["summary"]
