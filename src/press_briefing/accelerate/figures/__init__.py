"""matplotlib's SVG of a figure, drawn once and with every text laid out from pairs of letters: `canvas.svg`, `letters`.

The plain way is `Figure.savefig` (`show.figures.svg`): the same marks in the same places.
"""
