"""Numbers with what they count: value, unit, what for, per what, bound, kind, source and event.

Ages, dates, ordinals, model numbers and references (« article 49 », « TB2 ») are no quantities.
"""

from .finding import find_quantities
from .placing import placed

__all__ = ["find_quantities", "placed"]
