"""The batch on many machines: Dask distributed carries the units of a `batch` task to workers and back.

    tally = run_batch("articles/", task=IntoDataset("s3://bucket/press", out=Path("reports")), scheduler="tcp://…:8786")

A unit is known by what is in it. A worker that is lost costs the units it had in hand, which another one makes again;
a batch that was stopped goes on where it was; nothing is there twice.
"""

from __future__ import annotations

from .connection import LOCAL
from .flight import run_batch

__all__ = ["LOCAL", "run_batch"]
