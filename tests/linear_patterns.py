"""Prints, as JSON, every regular expression of the package that needs more than linear time on its own pump strings.

Run as a process of its own by tests/guard/test_linear.py: it listens to `re` while the whole package is imported and used, so
that expressions made inside functions are heard too.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import signal
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
heard: dict[tuple[str, int], str] = {}
_compile = re._compile  # type: ignore[attr-defined]


def listening(pattern: Any, flags: Any) -> Any:
    """`re`'s own door: every expression passes here, with the frame that asked for it two calls up."""
    made = _compile(pattern, flags)
    caller = sys._getframe(2).f_code
    if "press_briefing" in caller.co_filename and isinstance(made.pattern, str):
        heard.setdefault((made.pattern, made.flags), f"{Path(caller.co_filename).name}:{sys._getframe(2).f_lineno}")
    return made


class TooLong(Exception):
    """The time one expression may take is over."""


def stop(*_: object) -> None:
    raise TooLong


def used() -> None:
    """Import every module of the package and send an article, odd in many ways, the whole way."""
    import press_briefing
    from press_briefing import Article, analyse, read

    for module in pkgutil.walk_packages(press_briefing.__path__, "press_briefing."):
        if ".migrations." not in module.name and not module.name.endswith("__main__"):
            try:
                importlib.import_module(module.name)
            except ModuleNotFoundError as error:
                if (error.name or "").startswith("press_briefing"):
                    raise  # else a module of an extra that is not installed
    from press_briefing.show.views import Context

    for name in ("conseil-de-securite", "fin-minusma"):
        analyse(read(f"demo:{name}"))
    odd = (HERE / "hostile" / "payloads.txt").read_text(encoding="utf-8")
    prose = "Le ministre a reçu lundi 3 mars 2025 à Bamako une délégation, selon le gouvernement malien. "
    text = "\n\n".join(prose + line for line in odd.splitlines())
    assert analyse(Article.from_text(text)).sentences
    assert Context


def seconds(pattern: re.Pattern[str], how: str, text: str) -> float:
    """CPU time of one way to use the expression, 9 when it takes more than 4 seconds."""
    signal.setitimer(signal.ITIMER_REAL, 4)
    start = time.process_time()
    try:
        if how == "search":
            for _ in pattern.finditer(text):
                pass
        else:
            pattern.match(text)
            pattern.fullmatch(text)
    except TooLong:
        return 9.0
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - start


def slow(pattern: re.Pattern[str], how: str, size: int, most: float) -> tuple[str, str] | None:
    """The prefix and body that make the expression slow, if any do; every pump alone and with its prefix repeated."""
    import pumps

    for prefix, body in pumps.pumps(pattern):
        for text in (prefix + body * (size // len(body)), (prefix + body) * (size // len(prefix + body))):
            hard = text + pumps.FAILING
            if seconds(pattern, how, hard) > most and seconds(pattern, how, hard) > most:
                return prefix[-40:], body
    return None


def main() -> None:
    """Listen, use, pump: `python linear_patterns.py SIZE SECONDS`."""
    size, most = int(sys.argv[1]), float(sys.argv[2])
    re._compile = listening  # type: ignore[attr-defined]
    used()
    re._compile = _compile  # type: ignore[attr-defined]
    signal.signal(signal.SIGALRM, stop)
    found = []
    for (source, flags), where in heard.items():
        pattern = re.compile(source, flags)
        for how in ("search", "match"):
            if pumped := slow(pattern, how, size, most):
                found.append({"where": where, "pattern": source, "how": how, "pump": pumped})
    print(json.dumps({"heard": len(heard), "slow": found}, ensure_ascii=True))


if __name__ == "__main__":
    main()
