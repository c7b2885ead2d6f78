"""Matrix products by NumPy's BLAS while we train, where spaCy's bundled one takes three times as long on the same core."""

from __future__ import annotations

from typing import Any

import numpy as np
from thinc.api import NumpyOps

from press_briefing.accelerate.reading.threads import one_thread


class BlasOps(NumpyOps):
    """thinc's operations on the CPU with `gemm` by NumPy, on one thread."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """`x @ y`, each transposed first when asked; into `out` when given."""
        with one_thread():
            return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)
