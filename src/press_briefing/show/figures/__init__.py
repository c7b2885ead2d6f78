"""DataFrame -> matplotlib figure, with its alternative text; no analysis, no file writing."""
