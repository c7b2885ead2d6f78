"""A view with controls: moved in a live notebook, its figure and table are drawn anew at once.

Where nobody can move a control, the same cell shows the view by itself. A live cell carries the view as HTML beside
the controls, so that a page made from the saved notebook shows the view and not an empty box.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...model.errors import BriefingError
from ..live import is_live, style
from ..views import View
from ..views.markup import paragraph

WIDGET = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True)
class Control:
    """One thing a reader can turn. With `options` (label, value) a list; a number with `most` a slider; else a text."""

    name: str
    label: str
    value: Any = ""
    options: tuple[tuple[str, Any], ...] | None = None
    least: float = 0
    most: float = 0

    def settled(self, value: Any) -> Any:
        """The value if this control offers it, else its own."""
        if self.options is not None:
            return value if any(value == offered for _, offered in self.options) else self.value
        if self.most:
            return min(max(value, self.least), self.most)
        return value


Controls = Callable[[Mapping[str, Any]], Sequence[Control]]


class Panel:
    """`controls(values)` says what can be turned, given what is set; `draw(**values)` makes the view."""

    def __init__(self, controls: Controls, draw: Callable[..., View]) -> None:
        self.controls, self.draw = controls, draw
        self.values: dict[str, Any] = {}
        self.box: Any = None
        self._widgets: dict[str, Any] = {}
        self._busy = False
        self.settle()

    def settle(self) -> list[Control]:
        """Values that are offered, in an order where a control may depend on those before it."""
        offered = list(self.controls(self.values))
        for control in offered:
            self.values[control.name] = control.settled(self.values.get(control.name, control.value))
        offered = list(self.controls(self.values))
        self.values = {c.name: c.settled(self.values.get(c.name, c.value)) for c in offered}
        return offered

    def view(self) -> View:
        """What the panel shows now; a mistake the user can mend is a line of it."""
        try:
            return self.draw(**self.values)
        except BriefingError as error:
            return paragraph(str(error), "nothing")

    def set(self, **values: Any) -> Panel:
        """Turn controls from code: `panel.set(section=1)`."""
        self.values.update(values)
        self.refresh()
        return self

    def refresh(self) -> None:
        """Draw anew: a control was turned, or another article lies on the desk."""
        offered = self.settle()
        if self.box is not None:
            self._show(offered)

    def _show(self, offered: Sequence[Control]) -> None:
        from .widgets import adjust

        self._busy = True  # widgets that are set here must not call back
        try:
            for control in offered:
                adjust(self._widgets[control.name], control, self.values[control.name])
            self.box.children[-1].value = f"{style()}{self.view().html}"
        finally:
            self._busy = False

    def widget(self) -> Any:
        """The controls above the view, as one widget; the same one each time it is asked for."""
        from .widgets import boxed, made

        if self.box is None:
            offered = self.settle()
            self._widgets = {control.name: made(control, self.values[control.name]) for control in offered}
            for name, each in self._widgets.items():
                each.observe(lambda change, name=name: self._turned(name, change["new"]), names="value")
            self.box = boxed(list(self._widgets.values()))
            self._show(offered)
        return self.box

    def _turned(self, name: str, value: Any) -> None:
        if not self._busy:
            self.set(**{name: value})

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        shown = self.view()._repr_mimebundle_()
        if not is_live():
            return shown
        bundle = self.widget()._repr_mimebundle_()
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        return {**shown, **{WIDGET: data[WIDGET]}} if data and WIDGET in data else shown

    def __repr__(self) -> str:
        return self.view().text
