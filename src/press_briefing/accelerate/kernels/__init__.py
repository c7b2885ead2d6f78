"""Kernels that start at once: forked from a process that has already imported what a briefing's notebook imports.

The parent's side is `nursery.Nursery`, the other side `template`, and `provisioner.ForkedKernel` is what Jupyter starts
in place of a new process; `channels.Channels` is a client that waits for it no longer than it takes. A kernel of ours is
an ipykernel like any other; only its imports were done before it was born. Each run is a fresh fork, so nothing of one
notebook is there for the next. The plain way is Jupyter's own: a new process a kernel, and its stock client.
"""
