"""Accusations and credit, as the article words them: who says it, about whom, of what."""

from .finding import find_links

__all__ = ["find_links"]
