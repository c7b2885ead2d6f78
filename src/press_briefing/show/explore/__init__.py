"""What the exploring notebooks call: views with controls in a live notebook, plain views everywhere else.

    desk = Desk("demo:conseil-de-securite")
    desk.words()

`Desk` turns over one article; for many of them see the room `review`.
"""

from .desk import Desk
from .panel import Control, Panel

__all__ = ["Control", "Desk", "Panel"]
