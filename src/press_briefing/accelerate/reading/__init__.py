"""What spaCy's networks compute, by NumPy alone and once for every place that has the same word: `quick.QuickReader`.

Same weights, same sums, same result as component after component (`french.components.read`), the plain way.
"""
