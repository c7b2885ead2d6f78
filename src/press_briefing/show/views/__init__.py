"""What a report shows: HTML fragments made from tables and figures, in the reader's language.

A notebook makes one `Page` and shows its parts:

    page = Page(analysis, language="fr")
    page.head()
"""

from .markup import View
from .page import Page

__all__ = ["Page", "View"]
