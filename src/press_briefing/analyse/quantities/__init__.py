"""Numbers with what they count: value, unit, what for, per what, bound, kind and source.

Ages, dates, durations, model numbers and references (« article 49 », « TB2 ») are no quantities.
"""

from .finding import find_quantities

__all__ = ["find_quantities"]
