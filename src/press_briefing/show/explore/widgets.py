"""Controls as ipywidgets, which only live notebooks need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import ipywidgets

if TYPE_CHECKING:
    from .panel import Control

_WIDE = {"description_width": "initial"}


def made(control: Control, value: Any) -> Any:
    """The widget for a control, set to a value."""
    told: dict[str, Any] = {"description": control.label, "style": _WIDE}
    if control.options is not None:
        return ipywidgets.Dropdown(options=list(control.options), value=value, **told)
    if not control.most:
        return ipywidgets.Text(value=value, continuous_update=False, **told)
    whole = isinstance(control.value, int)
    slider = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
    return slider(
        value=value, min=control.least, max=control.most, step=1 if whole else 0.05, continuous_update=False, **told
    )


def adjust(widget: Any, control: Control, value: Any) -> None:
    """Give a widget what its control offers now."""
    if control.options is not None and tuple(widget.options) != control.options:
        widget.options = list(control.options)
    if control.most and widget.max != control.most:
        widget.max = max(control.most, widget.min)
    if widget.value != value:
        widget.value = value


def boxed(widgets: Sequence[Any]) -> Any:
    """Controls in a row that wraps, the view below."""
    row = ipywidgets.HBox(list(widgets), layout=ipywidgets.Layout(flex_flow="row wrap"))
    return ipywidgets.VBox([row, ipywidgets.HTML()])
