"""Stances: who accuses, blames, denies, praises, supports whom, of what, and which charge a denial answers."""

from __future__ import annotations

__all__ = ["find_stances"]

from .finding import find_stances
