"""The batch on many machines: Dask distributed carries work units to workers, which write them into one dataset.

A unit is some articles and is known by what they hold (`dataset.cut`). A worker that is lost costs the units it had in
hand, which another one makes again; a batch that was stopped goes on where it was; nothing is there twice.
"""
from __future__ import annotations

from .batch import Tally, run_batch
from .work import Pages

__all__ = ["Pages", "Tally", "run_batch"]
