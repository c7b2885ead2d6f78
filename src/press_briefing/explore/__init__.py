"""What the exploring notebooks call: views with controls in a live notebook, plain views everywhere else.

    desk = Desk("demo:conseil-de-securite")
    desk.words()

`Desk` turns over one article, `Review` reads a folder of them.
"""
from .desk import Desk
from .panel import Control, Panel
from .review import Review

__all__ = ["Control", "Desk", "Panel", "Review"]
