"""Short ways past spaCy, matplotlib and Jupyter, by their private interfaces: each has a plain way with the same result.

`switch` says which are taken; what each saves is in docs/architecture.md. Nothing outside this room leans on what these
libraries keep for themselves.
"""
