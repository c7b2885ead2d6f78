"""Faults on purpose: a process killed, a disk filled, a function that raises or hangs, at a named point."""
