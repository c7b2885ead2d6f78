"""The shared fixtures do what the other tests rely on."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading

import pytest

TEXT = "Le ministre a annoncé mardi un accord à Bamako."


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org", "2001:db8::1"])
def test_no_test_reaches_the_network(host):
    with pytest.raises(OSError, match="tests reach no network"):
        socket.create_connection((host, 80), timeout=1)


def test_urllib_is_held_back_too():
    from urllib.error import URLError
    from urllib.request import urlopen

    with pytest.raises(URLError, match="tests reach no network"):
        urlopen("http://example.org/", timeout=1)


def test_a_server_on_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=lambda: server.accept()[0].sendall(b"oui"))
        thread.start()
        with socket.create_connection(("localhost", server.getsockname()[1]), timeout=5) as client:
            assert client.recv(3) == b"oui"
        thread.join()


def test_no_saved_analysis_is_read_here_or_in_a_child():
    from press_briefing.analyse import saved
    from press_briefing.model.settings import Settings

    assert saved.folder(Settings()) is None
    child = subprocess.run(
        [sys.executable, "-c", "import os; print(os.environ['PRESS_BRIEFING_CACHE'])"],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    assert child.stdout.strip() == "none"


def test_analysed_keeps_the_text_and_analyses_it_once(analysed):
    found = analysed(TEXT)
    assert found.article.text == TEXT
    assert analysed(TEXT) is found


def test_analysed_takes_a_date(analysed):
    assert analysed(TEXT, published="2025-11-19").article.published.value == "2025-11-19"
