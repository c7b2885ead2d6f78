"""Found by every Python a faulty command starts (workers, templates, kernels): they get the same fault."""

import os

if os.environ.get("FAULTS"):
    import importlib.util
    from pathlib import Path

    _spec = importlib.util.spec_from_file_location("faults_at", Path(__file__).parent.parent / "at.py")
    _at = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(_at)
    _at.install_told()
