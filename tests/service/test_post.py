"""Settings of deliveries, folders anywhere, webhooks, and the command that sends by hand."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import pickle
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from post_kit import MORNING, SENTENCES, TITLE, Clock, briefing, completed, parsed, table
from press_briefing.cli import cli
from press_briefing.service import post
from press_briefing.service.ledger import Ledger
from press_briefing.service.post import words
from press_briefing.service.post.folder import put
from press_briefing.service.post.secret import HIDDEN, Secret, masked
from raw_server import serving

WORD = "laurier rose & sel"  # the secret of the webhook, the password of the WebDAV server


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A ledger without entries: made once, copied for each test."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.sqlite"
    Ledger.open(path).close()
    return path.read_bytes()


@pytest.fixture
def ledger(tmp_path, empty):
    (tmp_path / "ledger.sqlite").write_bytes(empty)
    with Ledger.open(tmp_path / "ledger.sqlite", clock=Clock()) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path):
    return briefing(tmp_path / "out" / "mali-12345678")


@pytest.fixture
def run(ledger, folder):
    return completed(ledger, folder)


def deliver(run, folder, ledger, told):
    return post.deliver(run, folder, {"wait": 0, **told}, ledger=ledger, sleep=lambda seconds: None)


# -- settings ---------------------------------------------------------------------------------------------------------

GOOD = [
    table(),
    table(security="none", host="127.0.0.1"),
    table(host="smtp.example.org", security="tls"),
    table(host="smtp.example.org", security="starttls", user="u", password_env="MAIL_WORD"),
    table(to="a@example.org", mentions="Mali"),
    table(subject="[{report}] {title} ({date})"),
    {"channel": "folder", "url": "/srv/notes", "name": "{report}/{date}-{briefing}"},
    {"channel": "folder", "url": "s3://bucket/notes", "options": {"anon": False}, "options_env": {"secret": "S3_WORD"}},
    {"channel": "webhook", "url": "https://example.org/in", "secret_env": "HOOK_WORD"},
    {"channel": "webhook", "url_env": "CHAT_URL", "format": "slack"},
]


@pytest.mark.parametrize("told", GOOD, ids=range(len(GOOD)))
def test_a_good_table(told):
    assert post.check(told, "reports.toml") == []


WRONG = [
    ({}, "names no channel"),
    ({"channel": "fax"}, "unknown channel 'fax'"),
    ({"channel": ["mail"]}, "unknown channel"),
    (table(hots="x"), "did you mean 'host'?"),
    (table(host=""), "needs 'host'"),
    (table(to=[]), "needs 'to'"),
    (table(to=5), "must be a list of texts"),
    (table(to=["a@b.org", 5]), "must be a list of texts"),
    (table(port="587"), "port must be a whole number"),
    (table(port=True), "port must be a whole number"),
    (table(port=70000), "at most 65535"),
    (table(retries=0), "at least 1"),
    (table(timeout=float("nan")), "at least 1"),
    (table(mode="all"), "use each or together"),
    (table(when="newer"), "use always or new or changed"),
    (table(subject="{titel}"), "no field {titel}"),
    (table(subject="{title.__class__}"), "no field"),
    (table(host="smtp.example.org"), "sends everything readable"),
    (table(host="smtp.example.org", allow_plain=True, user="u", password_env="W"), "would cross the network"),
    (table(host="smtp.example.org:587", security="tls"), "no name of a machine"),
    (table(user="u"), "a user without a password"),
    (table(password_env="W"), "a password without a user"),
    (table(user="u", password_env="W", password_keyring="k"), "both given"),
    (table(owner="nobody"), "owner is not a mail address"),
    (table(base_url="javascript:x"), "no web address"),
    (table(unsubscribe="mailto:a@b.org>\r\nX: y"), "unsubscribe is no address"),
    ({"channel": "folder"}, "needs 'url'"),
    ({"channel": "folder", "url": "/x", "name": "../{briefing}"}, "stay below"),
    ({"channel": "folder", "url": "/x", "name": "./."}, "stay below"),
    ({"channel": "folder", "url": "/x", "files": []}, "files is empty"),
    ({"channel": "webhook", "url": "https://a.b"}, "no secret is named"),
    ({"channel": "webhook", "secret_env": "W"}, "either 'url' or 'url_env'"),
    ({"channel": "webhook", "url": "ftp://a.b", "secret_env": "W"}, "no web address"),
]


@pytest.mark.parametrize(("told", "line"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_table(told, line):
    found = post.check(told, "reports.toml: report 'matinale', deliver 1")
    assert any(line in one for one in found), found
    assert all(one.startswith("reports.toml: report 'matinale', deliver 1: ") and " - " in one for one in found)


def test_all_problems_at_once():
    assert len(post.check(table(to=["x"], owner="y", subject="{z}", user="u", port=70000), "x")) == 5


SECRETS = [
    table(password=WORD),
    table(smtp_password=WORD),
    table(password_env=WORD),
    {"channel": "webhook", "url": "https://a.b", "secret": WORD},
    {"channel": "webhook", "url": "https://a.b", "token": WORD},
    {"channel": "folder", "url": "s3://b", "options": {"secret": WORD}},
    {"channel": "folder", "url": "s3://b", "options_env": {"secret": WORD}},
    {"channel": "folder", "url": f"webdav://u:{WORD.replace(' ', '%20')}@example.org/"},
]


@pytest.mark.parametrize("told", SECRETS, ids=range(len(SECRETS)))
def test_a_secret_in_the_file_is_refused_and_not_repeated(told):
    found = " ".join(post.check(told, "x"))
    assert "secret" in found or "password" in found or "name of an environment variable" in found
    assert WORD not in found
    assert "laurier" not in found


# -- words of others --------------------------------------------------------------------------------------------------


@given(st.text(max_size=400))
def test_one_line_is_one_line(text):
    made = words.one_line(text, 180)
    assert len(made) <= 181
    assert made.isprintable()
    assert "=?" not in made
    made.encode()  # no half of a surrogate pair


@given(st.text(max_size=300))
def test_a_file_name_is_one_everywhere(text):
    made = words.file_name(text, ".pdf")
    assert made.endswith(".pdf")
    assert not set(made) & set('\\/:*?"<>|\r\n\0')
    assert not made.startswith((".", " "))
    assert words.ascii_name(text, ".pdf").isascii()


@given(st.text(max_size=60), st.text(max_size=60))
def test_an_address_is_right_or_refused(name, mailbox):
    from email.headerregistry import Address

    from press_briefing.model.errors import UsageError

    try:
        made = words.address(f"{name} <{mailbox}>")
    except UsageError:
        return
    assert isinstance(made, Address)
    assert not set(str(made)) & set("\r\n\0")
    assert made.addr_spec.count("@") == 1


def test_a_secret_does_not_show():
    held = Secret(WORD)
    shown = f"{held} {held!r} {held!s:>30} {[held]}"
    assert (shown.count(HIDDEN), WORD in shown) == (4, False)
    assert WORD.encode() not in pickle.dumps(held)
    coded = base64.b64encode(f"\0veille\0{WORD}".encode()).decode()
    told = masked(f"AUTH PLAIN {coded} {WORD} {base64.b64encode(WORD.encode()).decode()}", [held], "veille")
    assert told.count(HIDDEN) == 3
    assert not {WORD, coded} & set(told.split(" "))


# -- folders ----------------------------------------------------------------------------------------------------------


def summed(place: Path) -> bool:
    """Whether every file that SHA256SUMS names is there as it says, and no other."""
    lines = (place / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    told = dict(reversed(line.split("  ", 1)) for line in lines)
    found = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    return set(told) == found and all(
        hashlib.sha256((place / name).read_bytes()).hexdigest() == digest for name, digest in told.items()
    )


def test_a_folder_with_checksums(ledger, folder, run, tmp_path):
    told = {"channel": "folder", "url": str(tmp_path / "notes"), "name": "{report}/{due}/{briefing}"}
    assert deliver(run, folder, ledger, told)[0].state == "sent"
    place = tmp_path / "notes" / "matinale" / "2025-11-19" / "mali-12345678"
    assert summed(place)
    assert (place / "briefing.pdf").read_bytes() == (folder / "briefing.pdf").read_bytes()
    assert not [path for path in (tmp_path / "notes").iterdir() if path.name.startswith(".")]
    assert deliver(run, folder, ledger, told)[0].state == "already"


def test_only_some_files(ledger, folder, run, tmp_path):
    told = {"channel": "folder", "url": str(tmp_path / "notes"), "files": ["*.pdf", "manifest.json"]}
    deliver(run, folder, ledger, told)
    place = tmp_path / "notes" / "mali-12345678"
    assert sorted(path.name for path in place.iterdir()) == ["SHA256SUMS", "briefing.pdf", "manifest.json"]


def test_a_new_version_replaces_the_old_whole(ledger, folder, run, tmp_path):
    told = {"channel": "folder", "url": str(tmp_path / "notes")}
    deliver(run, folder, ledger, told)
    (folder / "briefing.pdf").write_bytes(b"%PDF-1.7 newer")
    (folder / "data" / "quotes.csv").unlink()
    assert deliver(completed(ledger, folder, day=1), folder, ledger, told)[0].state == "sent"
    assert summed(tmp_path / "notes" / "mali-12345678")
    assert [path.name for path in (tmp_path / "notes").iterdir()] == ["mali-12345678"]


def _target(moves: bool, bad: str = ""):
    """A filesystem in memory; `bad` is a file it damages."""
    from fsspec.implementations.memory import MemoryFileSystem

    from press_briefing.service.post.folder import Target

    class Damaging(MemoryFileSystem):
        cachable = False

        def pipe_file(self, path, value, **more):
            super().pipe_file(path, value[:-1] + b"?" if bad and path.endswith(bad) else value, **more)

    Damaging.store, Damaging.pseudo_dirs = {}, [""]
    return Target(Damaging(), "/notes", moves)


@pytest.mark.parametrize("moves", [True, False])
def test_what_reads_back_otherwise_is_not_put_in_place(moves):
    target = _target(moves, bad="b.txt")
    with pytest.raises(post.faults.Temporary, match=r"b\.txt reads back otherwise"):
        put(target, "x", {"a.txt": b"one", "b.txt": b"two"})
    assert not target.filesystem.exists("/notes/x/SHA256SUMS")


@pytest.mark.parametrize("moves", [True, False])
def test_the_checksums_come_last(moves):
    target = _target(moves)
    put(target, "a/x", {"a.txt": b"one", "d/b.txt": b"two"})
    assert target.filesystem.cat_file("/notes/a/x/d/b.txt") == b"two"
    assert target.filesystem.cat_file("/notes/a/x/SHA256SUMS").count(b"\n") == 2
    assert [path for path in target.filesystem.find("/notes") if "/." in path] == []


def test_a_folder_that_cannot_be_reached_waits(ledger, folder, run, tmp_path):
    (tmp_path / "file").write_text("x")
    found = deliver(run, folder, ledger, {"channel": "folder", "url": str(tmp_path / "file" / "below")})
    assert found[0].state == "pending"
    assert "NotADirectoryError" in found[0].reason or "FileExistsError" in found[0].reason


def test_a_filesystem_that_is_not_installed_says_what_to_install(ledger, folder, run):
    pytest.importorskip("fsspec")
    found = deliver(run, folder, ledger, {"channel": "folder", "url": "s3://bucket/notes"})
    assert found[0].state == "pending"
    assert "pip install s3fs" in found[0].reason


@pytest.fixture(scope="module")
def webdav(tmp_path_factory):
    """A WebDAV server with a login (wsgidav, behind Tornado for HTTP/1.1); its address and its folder."""
    import asyncio

    from tornado.httpserver import HTTPServer
    from tornado.netutil import bind_sockets
    from tornado.wsgi import WSGIContainer
    from wsgidav.wsgidav_app import WsgiDAVApp

    root = tmp_path_factory.mktemp("webdav")
    app = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(root)},
            "verbose": 0,
            "logging": {"enable": False},
            "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
            "simple_dc": {"user_mapping": {"*": {"veille": {"password": WORD}}}},
        }
    )
    container, sockets = WSGIContainer(app), bind_sockets(0, "127.0.0.1")

    def whole(request):
        request.headers.pop("Transfer-Encoding", None)
        request.headers["Content-Length"] = str(len(request.body))
        container(request)

    async def serve():
        HTTPServer(whole).add_sockets(sockets)
        await asyncio.Event().wait()

    threading.Thread(target=lambda: asyncio.run(serve()), daemon=True).start()
    return f"webdav://127.0.0.1:{sockets[0].getsockname()[1]}/", root


def test_webdav(ledger, folder, run, webdav, monkeypatch):
    url, root = webdav
    told = {
        "channel": "folder",
        "url": url,
        "user": "veille",
        "password_env": "DAV_WORD",
        "timeout": 5,
        "name": "{report}/{briefing}",
    }
    monkeypatch.setenv("DAV_WORD", "faux")
    found = deliver(run, folder, ledger, told)
    assert found[0].state == "pending"
    assert "faux" not in found[0].reason
    monkeypatch.setenv("DAV_WORD", WORD)
    assert deliver(run, folder, ledger, told)[0].state == "sent"
    assert summed(root / "matinale" / "mali-12345678")
    (folder / "briefing.pdf").write_bytes(b"%PDF-1.7 newer")
    assert deliver(completed(ledger, folder, day=1), folder, ledger, told)[0].state == "sent"
    assert summed(root / "matinale" / "mali-12345678")
    assert sorted(path.name for path in root.iterdir()) == ["matinale"]


# -- webhooks ---------------------------------------------------------------------------------------------------------


@contextmanager
def listening(*answers):
    """A web server that gives these answers in turn, then 200; and what it was asked."""
    asked, left = [], list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append((self.path, dict(self.headers), body))
            status, more = left.pop(0) if left else (200, {})
            if status == 0:
                self.connection.close()
                return
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *told): ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def hook(monkeypatch):
    monkeypatch.setenv("HOOK_WORD", WORD)
    usual = {"channel": "webhook", "secret_env": "HOOK_WORD", "allow_private": True}
    return lambda url, **told: {**usual, "url": url, **told}


def test_a_webhook_is_signed(ledger, folder, run, hook):
    with listening((503, {}), (429, {})) as (url, asked):
        found = deliver(run, folder, ledger, hook(f"{url}/in?x=1", base_url="https://veille.example.org"))
        assert found[0].state == "sent"
        assert deliver(run, folder, ledger, hook(f"{url}/in?x=1"))[0].state == "already"
    assert len(asked) == 3
    path, headers, body = asked[-1]
    headers = {name.lower(): value for name, value in headers.items()}
    assert path == "/in?x=1"
    assert headers["webhook-timestamp"] == str(int(MORNING.timestamp()))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(WORD.encode(), signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert len({told["webhook-id"] for _, told, _ in asked}) == 1
    told = json.loads(body)
    assert (told["title"], told["key_sentences"], told["report"]) == (TITLE, SENTENCES, "matinale")
    assert told["address"] == "https://veille.example.org/mali-12345678/briefing.html"
    assert told["pdf"]["sha256"] == hashlib.sha256((folder / "briefing.pdf").read_bytes()).hexdigest()


def test_a_secret_of_the_standard_kind(ledger, folder, run, hook, monkeypatch):
    monkeypatch.setenv("HOOK_WORD", "whsec_" + base64.b64encode(b"clef").decode())
    with listening() as (url, asked):
        deliver(run, folder, ledger, hook(url))
    headers = {name.lower(): value for name, value in asked[0][1].items()}
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + asked[0][2]
    digest = hmac.new(b"clef", signed, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(digest).decode()}"


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (400, "failed"),
        (404, "failed"),
        (410, "failed"),
        (302, "failed"),
        (500, "pending"),
        (429, "pending"),
        (0, "uncertain"),
    ],
)
def test_what_answers_mean(ledger, folder, run, hook, status, state):
    with listening(*[(status, {"Location": "/"})] * 3) as (url, asked):
        assert deliver(run, folder, ledger, hook(f"{url}/T0/secret-path"))[0].state == state
        assert len(asked) == (3 if state == "pending" else 1)


@pytest.mark.timeout(120)  # it would be for ever
@pytest.mark.parametrize(
    "said", [b"HTTP/1.1 100 Continue\r\n\r\n", b"x", b"HTTP/1.1 200 OK\r\nX-A: "], ids=["continue", "status", "header"]
)
def test_a_server_that_never_ends_is_left_after_the_time_for_the_whole_request(ledger, folder, run, hook, said):
    """Each byte comes within the time for a byte; the time is for all of them."""
    over = threading.Event()

    def drip(connection, path):
        while not over.wait(0.05):
            connection.sendall(said if b" 100 " in said else said[:1])

    with serving(drip) as url:
        found = deliver(run, folder, ledger, hook(url, timeout=1.0))
        over.set()
    assert found[0].state != "sent"


def test_a_redirect_to_what_is_no_address_is_refused(ledger, folder, run, hook):
    with listening((307, {"Location": "http://["})) as (url, _):
        assert "no address" in deliver(run, folder, ledger, hook(url))[0].reason


def test_a_redirect_is_followed_but_not_into_a_private_network(ledger, folder, run, hook, monkeypatch):
    from press_briefing.capture.read import fetch
    from press_briefing.service.post import webhook

    with listening() as (last, seen), listening((307, {"Location": f"{last}/there"})) as (first, _):
        assert deliver(run, folder, ledger, hook(first))[0].state == "sent"
        assert seen[0][0] == "/there"
    real = fetch.checked_address
    with listening() as (last, seen), listening((307, {"Location": f"{last}/inside"})) as (first, asked):
        monkeypatch.setattr(
            fetch, "checked_address", lambda url, *told: "127.0.0.1" if url.startswith(first) else real(url, *told)
        )
        told = hook(first, allow_private=False)
        found = deliver(completed(ledger, folder, day=1), folder, ledger, told)
        assert (len(asked), seen, found[0].state) == (1, [], "failed")
        assert "private or local network" in found[0].reason
    assert webhook.MOST_REDIRECTS == 3


def test_private_addresses_are_refused_at_once(ledger, folder, run, hook):
    with listening() as (url, asked):
        found = deliver(run, folder, ledger, hook(url, allow_private=False))
    assert (found[0].state, asked) == ("failed", [])


def test_the_address_of_a_chat_does_not_show(ledger, folder, run, monkeypatch):
    with listening((404, {})) as (url, _):
        monkeypatch.setenv("CHAT_URL", f"{url}/services/T0/B0/Qw3rTy")
        found = deliver(
            run, folder, ledger, {"channel": "webhook", "url_env": "CHAT_URL", "format": "slack", "allow_private": True}
        )
    assert found[0].recipient == "$CHAT_URL"
    assert "Qw3rTy" not in repr(found) + repr(ledger.deliveries())


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "slack",
            "• Le ministre a réclamé le départ de la mission &lt;b&gt;MINUSMA&lt;/b&gt; &amp; de ses hommes. §1 (auteur)",
        ),
        (
            "mattermost",
            "• Le ministre a réclamé le départ de la mission \\<b\\>MINUSMA\\</b\\> & de ses hommes\\. §1 \\(auteur\\)",
        ),
    ],
)
def test_chats(ledger, folder, run, hook, style, expected):
    with listening() as (url, asked):
        deliver(run, folder, ledger, hook(url, format=style, base_url="https://v.example.org"))
    assert expected in json.loads(asked[0][2])["text"].splitlines()


def test_a_mention_of_everybody_is_only_words(ledger, tmp_path, hook):
    folder = briefing(tmp_path / "out" / "x-1", title="<!channel> @all", sentences=["@here <@U1> [x](http://evil)"])
    run = completed(ledger, folder)
    for style in ("slack", "mattermost"):
        found = post.deliver(run, folder, hook("https://example.org", format=style), ledger=ledger, dry_run=tmp_path)
        text = json.loads(found[0].path.read_bytes())["text"]
        assert "<!channel>" not in text
        assert "<@U1>" not in text
        assert style == "slack" or ("\\@here" in text and "](http" not in text)


# -- by hand ----------------------------------------------------------------------------------------------------------

SETTINGS = """
[deliver]
channel = "mail"
host = "localhost"
security = "none"
from = "Veille <veille@example.org>"
to = ["a@example.org"]
"""


@pytest.fixture
def settings(tmp_path):
    path = tmp_path / "deliver.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    return path


def test_send_dry_run(folder, settings, tmp_path):
    done = CliRunner().invoke(
        cli,
        [
            "send",
            str(folder),
            "--settings",
            str(settings),
            "--dry-run",
            str(tmp_path / "eml"),
            "--to",
            "b@example.org",
            "--to",
            "Zoé <z@example.org>",
        ],
    )
    assert done.exit_code == 0, done.output
    assert [line.split()[:2] for line in done.output.splitlines()] == [
        ["written", "b@example.org"],
        ["written", "z@example.org"],
    ]
    assert parsed((tmp_path / "eml" / "mali-12345678--z-example-org.eml").read_bytes())["To"] == "Zoé <z@example.org>"
    assert not list(folder.parent.glob(".sent*"))


def test_send_into_a_folder_once_and_again(folder, tmp_path):
    settings = tmp_path / "deliver.toml"
    settings.write_text(f'[[deliver]]\nchannel = "folder"\nurl = {json.dumps(str(tmp_path / "notes"))}\n')
    told = ["send", str(folder), "--settings", str(settings)]
    found = [CliRunner().invoke(cli, told + more).output.split()[0] for more in ([], [], ["--again"])]
    assert found == ["sent", "already", "sent"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "holds no [deliver] table"),
        ("deliver = 3", "holds no [deliver] table"),
        ("[deliver", "is not valid TOML"),
        ('[deliver]\nchannel = "folder"\nurl = "/x"', "--to needs a [deliver] table of channel mail"),
        (SETTINGS + 'password = "x"', "keeps a secret in the file"),
    ],
)
def test_send_says_what_is_wrong(folder, settings, text, line):
    settings.write_text(text)
    done = CliRunner().invoke(cli, ["send", str(folder), "--settings", str(settings), "--to", "a@example.org"])
    assert done.exit_code != 0
    assert line in str(done.exception)


# -- the page about it ------------------------------------------------------------------------------------------------


def test_the_page_names_every_key_with_its_default(root):
    from press_briefing.service.post.options import KINDS, known

    page = (root / "docs" / "delivery.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in page.splitlines() if line.startswith("| `")]
    for channel, kind in KINDS.items():
        for name, usual in known(kind).items():
            found = [row for row in rows if f"`{name}`" in row[1]]
            assert found, f"{channel}: {name} is not described"
            told = found[0][2].strip().strip("`").replace("true", "True").replace("false", "False")
            if usual not in ("", (), {}) and "," not in found[0][1]:
                assert told.replace('["*"]', "('*',)") in (str(usual), f"{usual}".removesuffix(".0")), name


def test_the_examples_of_the_page_are_right(root):
    import re
    import tomllib

    page = (root / "docs" / "delivery.md").read_text(encoding="utf-8")
    tables = [
        one
        for text in re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
        for one in tomllib.loads("[[report]]\n" + text)["report"][0]["deliver"]
    ]
    assert [one["channel"] for one in tables] == ["mail", "folder", "webhook"]
    assert [post.check(one, "docs/delivery.md") for one in tables] == [[], [], []]


def test_the_page_verifies_what_we_sign(root):
    import re

    page = (root / "docs" / "delivery.md").read_text(encoding="utf-8")
    held: dict = {}
    exec(re.search(r"```python\n(.*?)```", page, re.DOTALL)[1], held)
    from press_briefing.service.post.webhook import signature

    headers = {"webhook-id": "msg_1", "webhook-timestamp": "5"}
    headers["webhook-signature"] = signature(Secret(WORD), "msg_1", 5, b"{}")
    assert held["genuine"](WORD, headers, b"{}")
    assert not held["genuine"](WORD, headers, b"{} ")
