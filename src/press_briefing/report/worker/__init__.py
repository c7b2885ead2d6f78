"""How papermill runs a notebook of ours: `engine`, what it is told (`kernel`), and how papermill finds it (`extension`)."""
