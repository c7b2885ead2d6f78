"""Forked kernels: what a plain kernel says, to the byte; nothing shared between runs, nothing left behind."""

from __future__ import annotations

import copy
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from press_briefing import build
from press_briefing.accelerate.kernels.nursery import VARIABLE, Nursery, NurseryError
from press_briefing.model.errors import BriefingError
from press_briefing.report import run

pytestmark = pytest.mark.skipif(not Nursery.available(), reason="kernels are forked on Linux only")

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
KERNEL = {"kernelspec": {"name": "not-there-anywhere", "language": "python", "display_name": "Python"}}

# What a notebook can make a kernel say; each is a cell, and those that fail are followed by others all the same.
SAYINGS = (
    "print('sortie'); import sys; print('erreur', file=sys.stderr); 6 * 7",
    "import pandas as pd; pd.DataFrame({f'colonne {n}': ['une longue cellule ' * 4] for n in range(24)})",
    "pd.get_option('display.max_columns'), pd.get_option('display.width')",
    "import os; os.system('echo par le descripteur'); os.write(1, b'brut\\n');",
    "!echo coquille; echo plainte >&2; exit 3",
    "files = !echo un; echo deux\nfiles",
    "%%bash\necho $0 | tail -c 5; seq 3",
    "%precision 3\n3.14159",
    "%who\n%config InlineBackend.figure_formats",
    "from IPython.display import display, HTML, clear_output, update_display, Markdown, Image\n"
    "display(HTML('<b>gras</b>'), {'text/plain': 'nu', 'text/html': '<i>riche</i>'}, raw=False)",
    "handle = display('avant', display_id='numéro'); print('entre'); handle.update('après')",
    "update_display('encore', display_id='numéro')",
    "print('effacé'); clear_output(); print('reste')",
    "print('effacé plus tard'); clear_output(wait=True); display('tient lieu')",
    "1 / 0",
    "def profond(n):\n    return [][n] if not n else profond(n - 1)\nprofond(3)",
    "try:\n    {}['clé']\nexcept KeyError as error:\n    raise ValueError('d’une autre') from error",
    "syntaxe ici",
    "raise SystemExit(3)",
    "raise KeyboardInterrupt",
    "input('qui ? ')",
    "import getpass; getpass.getpass()",
    "import asyncio\nawait asyncio.sleep(0.01)\nprint('attendu')",
    "async def une():\n    return await asyncio.sleep(0, 'une')\nprint(await asyncio.gather(une(), une()))",
    "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2]); plt.title('courbe')",
    "fig, axes = plt.subplots(1, 2); axes[0].bar(['a', 'b'], [1, 2]); fig",
    "%matplotlib inline\nplt.figure(figsize=(2, 1)); plt.scatter([1], [2]); plt.show(); print('après la figure')",
    "import matplotlib as mpl; mpl.get_backend(), mpl.rcParams['figure.dpi'], mpl.rcParams['font.family']",
    "len([f for f in mpl.font_manager.fontManager.ttflist if 'Briefing' in f.name]), plt.get_fignums()",
    "import pandas as pd\npd.DataFrame({'mots': ['été', 'hiver'], 'nombre': [1, 2.5]})",
    "pd.DataFrame({'a': [1, 2]}).style.set_uuid('u').format(precision=1)",
    "pd.options.display.max_rows, pd.get_option('display.max_columns')",
    "wide = pd.DataFrame([['w' * 40] * 9])\nprint(wide)\npd.reset_option('display.max_columns'); wide",
    "import warnings; warnings.warn('attention'); warnings.warn('vieux', DeprecationWarning)",
    "import logging; logging.warning('journal')",
    "{'a', 'b', 'c', 'd', 'e'}, hash('graine'), sys.flags.hash_randomization, sys.flags.dev_mode",
    "import time, locale; time.tzname, locale.getlocale(), os.environ['TZ'], sys.stdout.encoding, os.getcwd()[-4:]",
    "__name__, sys.path[0], sorted(k for k in globals() if not k.startswith('_'))[:3], [p for p in sys.path[1:]]",
    "os.path.basename(sys.argv[0]), sys.argv[1], sys.stdin.read()",
    "from multiprocessing import Pool\nwith Pool(2) as pool:\n    print(pool.map(abs, [-1, -2]))",
    "import threading\nthread = threading.Thread(target=print, args=('du fil',))\nthread.start(); thread.join()\n"
    "threading.active_count()",
    "subprocess = __import__('subprocess'); subprocess.run([sys.executable, '-c', 'print(1)']); None",
    "import atexit, signal; signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)",
    "class Objet: pass\nObjet(), print",
    "import ipywidgets; ipywidgets.Label('un mot', _view_count=None).value",
    "_, __, Out and sorted(Out)[:3], In[1][:6]",
    "%load_ext autoreload\n%autoreload 2\nget_ipython().__class__.__name__",
    "?print",
    "del display\n%reset -f\nprint(sorted(k for k in globals() if not k.startswith('_')))",
)


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with run.nursery() as kept:
        run.prepare(kept)
        yield kept


def notebook(*sources: str, go_on: bool = False) -> NotebookNode:
    cells = [new_code_cell(source, id=f"c{number}") for number, source in enumerate(sources)]
    for cell in cells if go_on else ():
        cell.metadata["tags"] = ["raises-exception"]
    return new_notebook(cells=cells, metadata=copy.deepcopy(KERNEL))


def both(
    stored: NotebookNode, tmp_path: Path, nursery: Nursery, timeout: int = 60
) -> tuple[run.NotebookRun, run.NotebookRun]:
    """The same notebook by a plain kernel and by a forked one, in folders of the same name."""
    ended = []
    for name, place in (("plain", None), ("forked", nursery)):
        folder = tmp_path / name / "work"
        folder.mkdir(parents=True)
        ended.append(run.run(copy.deepcopy(stored), folder=folder, timeout=timeout, nursery=place))
    return ended[0], ended[1]


def known(ended: run.NotebookRun) -> run.NotebookRun:
    """The run with its widgets' random names told by their order."""
    run.settled(ended.notebook).metadata.pop("widgets", None)
    text = nbformat.writes(ended.notebook)
    for number, name in enumerate(dict.fromkeys(re.findall(r'(?<=")[0-9a-f]{32}(?=")', text))):
        text = text.replace(name, f"widget-{number}")
    return run.NotebookRun(nbformat.reads(text, as_version=4), ended.state, ended.reason, ended.cell)


def same(one: run.NotebookRun, other: run.NotebookRun) -> None:
    one, other = known(one), known(other)
    assert (one.state, one.reason, one.cell) == (other.state, other.reason, other.cell)
    pairs = zip(one.notebook.cells, other.notebook.cells, strict=True)
    odd = [
        (plain.source, plain.get("outputs"), forked.get("outputs"))
        for plain, forked in pairs
        if plain.get("outputs") != forked.get("outputs")
    ]
    assert not odd
    assert one.notebook == other.notebook


def test_everything_a_kernel_can_say(tmp_path: Path, nursery: Nursery, capfd: pytest.CaptureFixture[str]) -> None:
    plain, forked = both(notebook(*SAYINGS, go_on=True), tmp_path, nursery)
    assert capfd.readouterr().out == ""
    told = [cell for cell in plain.notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in told)  # papermill calls it failed, but it went on to the end
    same(plain, forked)


@pytest.mark.parametrize("name", [path.stem for path in sorted(NOTEBOOKS.glob("*.ipynb"))])
def test_every_odd_notebook(name: str, tmp_path: Path, nursery: Nursery) -> None:
    stored = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    stored.metadata.update(copy.deepcopy(KERNEL))
    stored.cells = [cell for cell in stored.cells if "papermill-error-cell-tag" not in cell.metadata.get("tags", ())]
    same(*both(stored, tmp_path, nursery))


def test_the_briefing_itself(tmp_path: Path, nursery: Nursery, monkeypatch: pytest.MonkeyPatch) -> None:
    forked = build("demo:depart-cedeao", out=tmp_path / "forked", pdf=False, nursery=nursery)
    monkeypatch.setenv(VARIABLE, "kernels")
    plain = build("demo:depart-cedeao", out=tmp_path / "plain", pdf=False)
    assert plain.id == forked.id
    assert plain.notebook.read_bytes() == forked.notebook.read_bytes()
    assert plain.html.read_bytes() == forked.html.read_bytes()


@pytest.mark.parametrize("source", ["raise SystemExit(3)", "import os; os._exit(3)", "import time; time.sleep(30)"])
def test_ends_the_same_way(source: str, tmp_path: Path, nursery: Nursery) -> None:
    plain, forked = both(notebook("print('début')", source, "3"), tmp_path, nursery, timeout=2)
    for ended in (plain, forked):
        del ended.notebook.cells[1:]  # whether word of a cell still came out before the end is a matter of luck
    same(plain, forked)


@pytest.mark.parametrize(
    "source",
    [
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import os, signal; os.killpg(0, signal.SIGKILL)",
        "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); os.close(0); os.abort()",
    ],
)
def test_a_kernel_that_dies(source: str, tmp_path: Path, nursery: Nursery) -> None:
    ended = run.run(notebook("1", source, "3"), folder=tmp_path, timeout=20, nursery=nursery)
    assert (ended.state, ended.cell) == ("killed", 1)
    assert run.run(notebook("1"), folder=tmp_path, timeout=20, nursery=nursery).state == "completed"


def test_memory_that_is_not_there(tmp_path: Path, nursery: Nursery) -> None:
    source = "import resource\nresource.setrlimit(resource.RLIMIT_AS, (1 << 31, 1 << 31))\nhuge = bytearray(1 << 33)"
    ended = run.run(notebook(source), folder=tmp_path, timeout=30, nursery=nursery)
    assert (ended.state, ended.reason.split(":")[0]) == ("failed", "MemoryError")


def test_nothing_of_one_run_is_there_for_the_next(tmp_path: Path, nursery: Nursery) -> None:
    first = notebook(
        "import os, sys, random, builtins\nimport matplotlib as mpl, numpy as np, pandas as pd\n"
        "import press_briefing.show.views as views\n"
        "os.environ['PRESS_LEAK'] = 'yes'; pd.options.display.max_rows = 7; mpl.rcParams['figure.dpi'] = 33\n"
        "sys.path.append('/leak'); builtins.leak = 1; views.leak = 1; os.umask(0o077); sys.setrecursionlimit(555)\n"
        "random.seed(1); np.random.seed(1); os.chdir('/'); leak = 1; mpl.use('agg')"
    )
    second = notebook(
        "import os, sys, pandas as pd, matplotlib as mpl, builtins, press_briefing.show.views as views\n"
        "found = ['PRESS_LEAK' in os.environ, pd.options.display.max_rows == 7, mpl.rcParams['figure.dpi'] == 33,\n"
        "  '/leak' in sys.path, hasattr(builtins, 'leak'), hasattr(views, 'leak'), sys.getrecursionlimit() == 555,\n"
        "  os.getcwd() == '/', 'leak' in globals(), 'inline' not in mpl.get_backend()]\nfound"
    )
    assert run.run(first, folder=tmp_path, timeout=60, nursery=nursery).state == "completed"
    ended = run.run(second, folder=tmp_path, timeout=60, nursery=nursery)
    assert ended.notebook.cells[0].outputs[0].data["text/plain"] == str([False] * 10)


def test_no_two_runs_draw_the_same_lot(tmp_path: Path, nursery: Nursery) -> None:
    source = "import random, uuid, numpy as np; print(random.random(), np.random.rand(), uuid.uuid4())"
    drawn = [run.run(notebook(source), folder=tmp_path, timeout=60, nursery=nursery) for _ in range(2)]
    one, two = (ended.notebook.cells[0].outputs[0].text.split() for ended in drawn)
    assert not set(one) & set(two)


def test_the_environment_is_the_runs(tmp_path: Path, nursery: Nursery, monkeypatch: pytest.MonkeyPatch) -> None:
    """What this process says when the run starts counts, and a template that imported under another is replaced."""
    source = "import os; print(os.environ.get('ANYTHING'), os.environ.get('PRESS_BRIEFING_ANYTHING'))"
    with run.nursery() as own:
        for value in ("one", "two"):
            monkeypatch.setenv("ANYTHING", value)
            more = {"PRESS_BRIEFING_ANYTHING": value * 2}
            ended = run.run(notebook(source), folder=tmp_path, timeout=60, nursery=own, environment=more)
            assert ended.notebook.cells[0].outputs[0].text.split() == [value, value * 2]


def test_what_a_notebook_started_ends_with_it(tmp_path: Path, nursery: Nursery) -> None:
    for source in ("import os; os._exit(3)", "1", "import time; time.sleep(60)"):
        first = "import subprocess\nchild = subprocess.Popen(['sleep', '300']); print(child.pid)"
        ended = run.run(notebook(first, source), folder=tmp_path, timeout=2, nursery=nursery)
        assert gone(int(ended.notebook.cells[0].outputs[0].text)), source


def gone(pid: int, patience: float = 10.0) -> bool:
    """Whether a process ends, or waits only to be counted out by its parent."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_plain_kernels_on_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "kernels")
    with run.nursery() as own:
        run.prepare(own)
        ended = run.run(notebook("import os; print(os.getppid())"), folder=tmp_path, timeout=60, nursery=own)
        assert own._process is None
    assert int(ended.notebook.cells[0].outputs[0].text) == os.getpid()


def test_plain_kernels_where_none_can_be_forked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise NurseryError("no more processes")

    monkeypatch.setattr(Nursery, "fork", refuse)
    with run.nursery() as own:
        ended = run.run(notebook("import os; print(os.getppid())"), folder=tmp_path, timeout=60, nursery=own)
    assert ended.state == "completed"
    assert int(ended.notebook.cells[0].outputs[0].text) == os.getpid()


def test_a_template_that_dies_takes_its_kernel_and_is_replaced(tmp_path: Path) -> None:
    with run.nursery() as own:
        source = "import os, signal, time; print(os.getpid(), flush=True); os.kill(os.getppid(), signal.SIGKILL)"
        ended = run.run(notebook(source + "; time.sleep(60)"), folder=tmp_path, timeout=30, nursery=own)
        assert ended.state == "killed"
        assert run.run(notebook("1"), folder=tmp_path, timeout=30, nursery=own).state == "completed"


def test_closing_ends_the_template(tmp_path: Path) -> None:
    with run.nursery() as own:
        run.run(notebook("1"), folder=tmp_path, timeout=30, nursery=own)
        assert own._process is not None
        pid = own._process.pid
    assert gone(pid)
    own.close()
    with pytest.raises(NurseryError):
        own.poll(1)


def parents(nursery: Nursery, tmp_path: Path) -> list[int]:
    """The process a kernel of the nursery was forked from, and that one's parent."""
    source = "import os; print(os.getppid(), open(f'/proc/{os.getppid()}/stat').read().rpartition(')')[2].split()[1])"
    ended = run.run(notebook(source), folder=tmp_path, timeout=60, nursery=nursery)
    assert ended.state == "completed", ended.reason
    return [int(pid) for pid in ended.notebook.cells[0].outputs[0].text.split()]


def test_a_twin_serves_another_process(tmp_path: Path, nursery: Nursery) -> None:
    """Asked for before the template has imported; gone when nobody holds its end; others are not touched."""
    with run.nursery() as fresh:
        assert fresh.twin() is None
        run.prepare(fresh)
        twins = [fresh.twin(), fresh.twin()]
        assert fresh._process is not None
        served = []
        for twin in twins:
            assert twin is not None
            with run.nursery(twin) as own:
                run.prepare(own)
                served.append(parents(own, tmp_path))
                assert own._process is None
            assert gone(served[-1][0])
        assert served[0][0] != served[1][0]
        assert {template for _, template in served} == {fresh._process.pid}
        assert parents(fresh, tmp_path)[0] == fresh._process.pid


def test_a_twin_goes_with_its_template_and_is_replaced(tmp_path: Path) -> None:
    with run.nursery() as first:
        run.prepare(first)
        with run.nursery(first.twin()) as own:
            pid = parents(own, tmp_path)[0]
            first.close()
            assert gone(pid)
            run.run(notebook("1"), folder=tmp_path, timeout=60, nursery=own)  # hears of it, takes a plain kernel
            assert parents(own, tmp_path)[0] not in (pid, os.getpid())
            assert own._process is not None


def test_another_environment_is_no_matter_for_a_twin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with run.nursery() as first:
        run.prepare(first)
        with run.nursery(first.twin()) as own:
            monkeypatch.setenv("ANYTHING", "else")
            source = "import os; print(os.environ['ANYTHING'])"
            ended = run.run(notebook(source), folder=tmp_path, timeout=60, nursery=own)
            assert ended.notebook.cells[0].outputs[0].text == "else\n"
            assert own._process is not None


def test_a_bad_source_leaves_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    spawn = Nursery._spawn

    def noted(self: Nursery, environment: dict[str, str]) -> None:
        spawn(self, environment)
        assert self._process is not None
        started.append(self._process.pid)

    monkeypatch.setattr(Nursery, "_spawn", noted)
    english = tmp_path / "english.txt"
    english.write_text(
        "The market reopened two weeks after the storm, and the women who sell vegetables have found their places "
        "near the river again. The town hall has promised to help the families who were hit by the flood.",
        encoding="utf-8",
    )
    with pytest.raises(BriefingError):
        build(english, out=tmp_path / "out")
    assert len(started) == 1
    assert gone(started[0])


SLEEPER = """
    import sys
    from pathlib import Path
    from nbformat.v4 import new_code_cell, new_notebook
    from press_briefing.report import run
    source = "import os, time; open('pids', 'w').write(f'{os.getpid()} {os.getppid()} '); time.sleep(60)"
    kernel = {"kernelspec": {"name": "x", "language": "python", "display_name": "x"}}
    with run.nursery() as own:
        run.run(new_notebook(cells=[new_code_cell(source)], metadata=kernel), folder=Path(sys.argv[1]), timeout=60,
                nursery=own)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_us(number: signal.Signals, tmp_path: Path) -> None:
    """Ctrl-C, a polite end, and an end that asks nobody."""
    program = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SLEEPER), str(tmp_path)],
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    pids = tmp_path / "pids"
    until = time.monotonic() + 60
    while time.monotonic() < until and not (pids.exists() and pids.read_text().endswith(" ")):
        time.sleep(0.05)
    os.killpg(program.pid, number)
    program.wait(30)
    assert all(gone(int(pid)) for pid in pids.read_text().split())


def test_papermill_finds_the_engine(tmp_path: Path) -> None:
    """By its name, as papermill's own command does: no watch, no folder, no nursery."""
    from papermill import execute_notebook

    import press_briefing.report.worker.engine  # noqa: F401  registers it
    from press_briefing.report.worker.extension import BriefingEngine

    stored = tmp_path / "stored.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell("Titre"), new_code_cell("6 * 7")], metadata=KERNEL), stored)
    done = execute_notebook(str(stored), None, engine_name="press-briefing", progress_bar=False)
    assert done.cells[1].outputs[0].data["text/plain"] == "42"
    assert BriefingEngine.nb_language(done) == "python"
    assert BriefingEngine.nb_kernel_name(done) == KERNEL["kernelspec"]["name"]
