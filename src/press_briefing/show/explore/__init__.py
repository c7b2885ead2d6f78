"""What the exploring notebooks call: views with controls in a live notebook, plain views everywhere else.

    desk = Desk("demo:conseil-de-securite")
    desk.words()

`Desk` turns over one article; `desk.tables` has its tables, to filter, count and join with an `own_list`, `save` keeps
one. For many articles see `corpus.review`.
"""

from .desk import Desk
from .own import own_list, save
from .panel import Control, Panel

__all__ = ["Control", "Desk", "Panel", "own_list", "save"]
