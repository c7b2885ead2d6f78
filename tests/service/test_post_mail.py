"""Mail against a real server with TLS and login, read back by the standard parser."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import lxml.html
import pytest
import trustme

from post_kit import (
    MORNING,
    SENTENCES,
    TITLE,
    WORD,
    Clock,
    Inbox,
    briefing,
    completed,
    parsed,
    parts,
    said,
    states,
    table,
)
from press_briefing.model.errors import OutputError, SettingsError
from press_briefing.service import post
from press_briefing.service.ledger import Ledger


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """A certificate authority of our own, and its file."""
    made = trustme.CA()
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    made.cert_pem.write_to_path(str(path))
    return made.issue_cert("localhost"), str(path)


@pytest.fixture
def inbox(authority, monkeypatch):
    monkeypatch.setenv("TEST_MAIL_WORD", WORD)
    server = Inbox(*authority).start()
    yield server
    server.stop()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A ledger without entries: made once, copied for each test."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.sqlite"
    Ledger.open(path).close()
    return path.read_bytes()


@pytest.fixture
def ledger(tmp_path, clock, empty):
    (tmp_path / "ledger.sqlite").write_bytes(empty)
    with Ledger.open(tmp_path / "ledger.sqlite", clock=clock) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path):
    return briefing(tmp_path / "out" / "mali-12345678")


@pytest.fixture
def run(ledger, folder):
    return completed(ledger, folder)


def deliver(run, folder, ledger, told):
    return post.deliver(run, folder, told, ledger=ledger, sleep=lambda seconds: None)


def test_a_mail_reads_back_as_it_was_meant(inbox, ledger, folder, run):
    told = table(
        inbox,
        to=["Awa Traoré <awa@example.org>"],
        reply_to="desk@example.org",
        subject="[{report}] {title}",
        intro="Bonjour.",
        base_url="https://veille.example.org/notes/",
    )
    told["from"] = "Veille « Sahel » <veille@example.org>"
    assert states(deliver(run, folder, ledger, told)) == {"awa@example.org": "sent"}
    message = inbox.messages[0]
    assert message["From"] == "Veille « Sahel » <veille@example.org>"
    assert message["To"] == "Awa Traoré <awa@example.org>"
    assert message["Reply-To"] == "desk@example.org"
    assert message["Subject"] == f"[matinale] {TITLE}"
    assert message["Date"].datetime == MORNING
    assert message["List-Id"] == "<matinale.press-briefing.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "fr"
    assert parts(message) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
        "application/pdf",
    ]
    pdf = next(message.iter_attachments())
    assert pdf.get_filename() == "Au Mali, l’« accord » d’Alger où en est-on – 2025-11-18.pdf"
    assert pdf.get_content() == b"%PDF-1.7 small"
    assert all(sentence in " ".join(said(message).split()) for sentence in SENTENCES)
    assert "https://veille.example.org/notes/mali-12345678/briefing.html" in said(message)


def test_the_html_part_escapes_the_article_and_loads_nothing(inbox, ledger, folder, run):
    deliver(run, folder, ledger, table(inbox))
    page = said(inbox.messages[0], "html")
    assert "mission &lt;b&gt;MINUSMA&lt;/b&gt; &amp; de ses" in page
    image = next(part for part in inbox.messages[0].walk() if part.get_content_type() == "image/png")
    assert f'src="cid:{image["Content-ID"].strip("<>")}"' in page
    assert image.get_content().startswith(b"\x89PNG")
    assert "http" not in page
    assert "<script" not in page


def test_the_first_page_of_the_note_is_the_body(inbox, ledger, folder, run):
    """In both parts, terms and words; the HTML needs no style to be read: every term is bold and beside its words."""
    deliver(run, folder, ledger, table(inbox))
    text, html = said(inbox.messages[0]).replace("\r\n", "\n"), said(inbox.messages[0], "html")
    assert "- Quoi : Le ministre a réclamé le départ §1" in text
    assert "Ce que dit l’article\n- Le ministre" in text
    assert "Le blocus de Kayes dure depuis l’été. §2 (auteur)" in text
    tree = lxml.html.fromstring(re.sub(r' style="[^"]*"', "", html))
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in tree.iter("tr") if len(row) == 2]
    assert ["Quand", "18 novembre 2025 §1"] in rows
    assert next(item for item in tree.iter("li") if "Kayes" in item.text_content()).text_content().endswith("(auteur)")


def test_bytes_on_the_wire_are_plain_and_short_lined(inbox, ledger, folder, run):
    deliver(run, folder, ledger, table(inbox, to=["Aïcha <aicha@métro.example>"]))
    data = inbox.received[0][1]
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert inbox.recipients == ["aicha@xn--mtro-bpa.example"]


def test_one_message_a_recipient_and_never_twice(inbox, ledger, folder, run):
    told = table(inbox, to=["a@example.org", "B <b@example.org>", "a@EXAMPLE.org"])
    assert states(deliver(run, folder, ledger, told)) == {"a@example.org": "sent", "b@example.org": "sent"}
    assert [str(message["To"]) for message in inbox.messages] == ["a@example.org", "B <b@example.org>"]
    assert len({message["Message-ID"] for message in inbox.messages}) == 2
    assert inbox.connections == 1
    assert set(states(deliver(run, folder, ledger, told)).values()) == {"already"}
    assert len(inbox.received) == 2


def test_one_message_to_all(inbox, ledger, folder, run):
    deliver(run, folder, ledger, table(inbox, to=["a@example.org", "b@example.org"], mode="together"))
    assert len(inbox.received) == 1
    assert inbox.messages[0]["To"] == "a@example.org, b@example.org"


def test_one_of_two_is_refused(inbox, ledger, folder, run):
    inbox.script = lambda step, whom: "550 no such mailbox" if whom == "b@example.org" else None
    for mode, seen in (("together", 1), ("each", 1)):
        told = table(inbox, to=["a@example.org", "b@example.org"], mode=mode)
        found = deliver(run, folder, ledger, told)
        assert found[1].state == "failed"
        assert "550 no such mailbox" in found[1].reason
        assert len(inbox.received) == seen
        assert inbox.recipients == ["a@example.org"]


def test_later_means_later(inbox, ledger, folder, run):
    answers = ["451 greylisted", "451 greylisted"]
    inbox.script = lambda step, whom: answers.pop() if step == "rcpt" and answers else None
    waits: list[float] = []
    found = post.deliver(run, folder, table(inbox, wait=2.0), ledger=ledger, sleep=waits.append)
    assert [outcome.state for outcome in found] == ["sent"]
    assert waits == [2.0, 8.0]
    assert ledger.deliveries()[0].attempts == 3


def test_a_refusal_is_not_tried_again(inbox, ledger, folder, run):
    inbox.script = lambda step, whom: "554 spam" if step == "data" else None
    waits: list[float] = []
    found = post.deliver(run, folder, table(inbox), ledger=ledger, sleep=waits.append)
    assert (found[0].state, waits) == ("failed", [])
    assert states(deliver(run, folder, ledger, table(inbox))) == {"awa@example.org": "failed"}


def test_down_for_a_day_then_up(inbox, ledger, folder, run, clock):
    told = table(inbox)
    inbox.stop()
    for _ in range(4):
        found = deliver(run, folder, ledger, told)
        assert found[0].state == "pending"
        assert "cannot be reached" in found[0].reason
        assert [one.id for one in post.waiting(ledger)] == [run.id]
        clock.on(hours=6)
    inbox.start()
    assert states(deliver(run, folder, ledger, told)) == {"awa@example.org": "sent"}
    assert inbox.recipients == ["awa@example.org"]
    assert post.waiting(ledger) == []


def test_down_for_longer_is_given_up(ledger, folder, run, clock):
    told = table(port=1)
    deliver(run, folder, ledger, told)
    clock.on(days=4)
    found = deliver(run, folder, ledger, told)
    assert found[0].state == "failed"
    assert "given up after 3 days" in found[0].reason


CRASH = """
import os, sys
from pathlib import Path
from datetime import datetime, timezone
sys.path.insert(0, sys.argv[4])
from post_kit import table
from press_briefing.service import post
from press_briefing.service.ledger import Ledger
from press_briefing.service.ledger.deliveries import Deliveries
import json
Deliveries.settle = lambda *told: os._exit(9)      # the power goes between the server's answer and our record
ledger = Ledger.open(Path(sys.argv[1]), clock=lambda: datetime(2025, 11, 19, 6, 30, tzinfo=timezone.utc))
post.deliver(ledger.runs()[0], Path(sys.argv[2]), json.loads(sys.argv[3]), ledger=ledger)
"""


def crashed(inbox, folder, tmp_path, told):
    """Another process sends, and dies before it can say so."""
    import json

    died = subprocess.run(
        [
            sys.executable,
            "-c",
            CRASH,
            str(tmp_path / "ledger.sqlite"),
            str(folder),
            json.dumps(told),
            str(Path(__file__).parent.parent),
        ],
        env=dict(os.environ),
        timeout=60,
        check=False,
    )
    assert died.returncode == 9
    assert inbox.recipients == ["awa@example.org"]


@pytest.mark.parametrize(("semantics", "again"), [("at-most-once", 0), ("at-least-once", 1)])
def test_a_crash_between_sending_and_recording(inbox, ledger, folder, run, clock, tmp_path, semantics, again):
    told = table(inbox, semantics=semantics, owner="owner@example.org")
    crashed(inbox, folder, tmp_path, told)
    assert states(deliver(run, folder, ledger, told)) == {"awa@example.org": "busy"}  # it may be at it still
    clock.on(minutes=9)
    assert states(deliver(run, folder, ledger, told)) == {"awa@example.org": "busy"}
    assert post.notice(run, told, ledger=ledger) == []
    clock.on(minutes=2)
    assert [one.id for one in post.waiting(ledger)] == [run.id]
    found = deliver(run, folder, ledger, told)
    assert found[0].state == ("sent" if again else "uncertain")
    assert inbox.recipients.count("awa@example.org") == 1 + again
    assert len({message["Message-ID"] for message in inbox.messages if message["To"] == "awa@example.org"}) == 1
    post.notice(run, told, ledger=ledger, sleep=lambda seconds: None)  # a second time: nothing more is sent
    if not again:
        assert inbox.recipients[1:] == ["owner@example.org"]
        assert "peut-être arrivé" in " ".join(said(inbox.messages[1]).split())
    assert post.waiting(ledger) == []


@pytest.mark.parametrize(("semantics", "state"), [("at-most-once", "uncertain"), ("at-least-once", "sent")])
def test_a_crash_before_the_clock_was_set_back(inbox, ledger, folder, run, clock, tmp_path, semantics, state):
    """An hour that is still to come keeps no delivery busy until it has come."""
    told = table(inbox, semantics=semantics, owner="owner@example.org")
    crashed(inbox, folder, tmp_path, told)
    clock.on(days=-5)
    assert [one.id for one in post.waiting(ledger)] == [run.id]
    assert deliver(run, folder, ledger, told)[0].state == state


def test_silence_after_the_message_is_doubt(inbox, ledger, folder, run):
    inbox.script = lambda step, whom: "taken, then silence" if step == "data" else None
    found = deliver(run, folder, ledger, table(inbox))
    assert found[0].state == "uncertain"
    assert "broke before the server's answer" in found[0].reason
    assert len(inbox.received) == 1


def test_two_processes_send_one_message(inbox, ledger, folder, run, clock):
    told = table(inbox)
    row = ledger.prepare(run.id, "mail", "awa@example.org", "<x@example.org>")
    assert ledger.attempt(row) is not None  # the other one is at it
    assert states(deliver(run, folder, ledger, told)) == {"awa@example.org": "busy"}
    assert inbox.received == []


def test_a_wrong_password_is_told_and_not_shown(inbox, ledger, folder, run, monkeypatch):
    monkeypatch.setenv("TEST_MAIL_WORD", "tout autre chose")
    found = deliver(run, folder, ledger, table(inbox, to=["awa@example.org", "b@example.org"]))
    assert [outcome.state for outcome in found] == ["pending", "pending"]
    assert inbox.connections == 1  # a server that counts wrong passwords locks the account
    assert "refuses user or password" in found[0].reason
    stored = b"".join(path.read_bytes() for path in folder.parent.parent.glob("ledger.sqlite*"))
    for shown in (repr(found), str(ledger.deliveries()), stored.decode("latin-1")):
        assert "tout autre chose" not in shown
    monkeypatch.setenv("TEST_MAIL_WORD", WORD)
    assert states(deliver(run, folder, ledger, table(inbox))) == {"awa@example.org": "sent"}


def test_a_password_that_is_not_there_makes_the_mail_wait(inbox, ledger, folder, run, monkeypatch):
    monkeypatch.delenv("TEST_MAIL_WORD")
    found = deliver(run, folder, ledger, table(inbox))
    assert found[0].state == "pending"
    assert "TEST_MAIL_WORD is not set" in found[0].reason
    monkeypatch.setenv("TEST_MAIL_WORD", WORD)
    assert states(deliver(run, folder, ledger, table(inbox))) == {"awa@example.org": "sent"}


def test_an_unknown_certificate_is_refused(inbox, ledger, folder, run):
    found = deliver(run, folder, ledger, table(inbox, ca_file=""))
    assert found[0].state == "pending"
    assert "certificate cannot be trusted" in found[0].reason
    assert inbox.connections == 0


def test_no_encryption_no_password(inbox, ledger, folder, run):
    """A server that offers no STARTTLS (or somebody between who hides it) never sees the password."""
    from aiosmtpd.controller import Controller

    from post_kit import _free_port

    plain = Controller(inbox, hostname="127.0.0.1", port=_free_port())
    plain.start()
    try:
        found = deliver(run, folder, ledger, table(inbox, port=plain.port))
    finally:
        plain.stop()
    assert found[0].state == "pending"
    assert "STARTTLS" in found[0].reason
    assert inbox.received == []


def test_a_password_with_accents(inbox, ledger, folder, run, monkeypatch):
    monkeypatch.setenv("TEST_MAIL_WORD", "été à Köln")
    assert "refuses user or password" in deliver(run, folder, ledger, table(inbox))[0].reason
    inbox.word = "été à Köln"
    assert states(deliver(run, folder, ledger, table(inbox))) == {"awa@example.org": "sent"}


def test_a_server_that_is_gone_is_waited_for_once(ledger, folder, run):
    waits: list[float] = []
    told = table(port=1, wait=2.0, to=[f"u{number}@example.org" for number in range(20)])
    found = post.deliver(run, folder, told, ledger=ledger, sleep=waits.append)
    assert waits == [2.0, 8.0]
    assert {outcome.state for outcome in found} == {"pending"}
    assert len(ledger.deliveries(states=("prepared",))) == 20


@pytest.mark.parametrize(
    "name",
    [
        "Traoré, Awa",
        'Awa "la chef" Traoré',
        "Awa (presse) Traoré; desk",
        "É" * 90,
        "a@b.org,",
        "Awa\\",
        "<b>",
        "Müller: Ağa, Jr.",
        "=?utf-8?q?x=2C?= y@z.org,",
    ],
)
def test_names_with_signs_of_the_grammar(inbox, ledger, folder, run, name):
    assert states(deliver(run, folder, ledger, table(inbox, to=[f"{name} <awa@example.org>"]))) == {
        "awa@example.org": "sent"
    }
    whom = inbox.messages[0]["To"].addresses
    assert [one.addr_spec for one in whom] == ["awa@example.org"]
    assert name.startswith("=?") or whom[0].display_name.replace(" ", "") == name.strip('"').replace(" ", "")


def test_a_password_from_the_keyring(inbox, ledger, folder, run):
    import keyring
    from keyring.backend import KeyringBackend

    class Drawer(KeyringBackend):
        priority = 1

        def get_password(self, service, username):
            return WORD if (service, username) == ("poste", "veille") else None

        def set_password(self, service, username, password): ...

        def delete_password(self, service, username): ...

    before = keyring.get_keyring()
    keyring.set_keyring(Drawer())
    try:
        told = {**table(inbox), "password_keyring": "poste"}
        del told["password_env"]
        assert states(deliver(run, folder, ledger, told)) == {"awa@example.org": "sent"}
    finally:
        keyring.set_keyring(before)


HOOK = hashlib.sha256(b"http://127.0.0.1:1/x").hexdigest()[:8]

HOSTILE = [
    "Titre\r\nBcc: voleur@example.org",
    "Titre\nSubject: autre",
    "Titre\r\n\r\n<html>corps",
    "Titre\x0bBcc: a@b.c",
    "Titre\x85Bcc: a@b.c",
    "Titre\u2028Bcc: a@b.c",
    "Titre\x00\x1b[31m",
    "=?utf-8?q?Titre=0D=0ABcc:_voleur@example.org?=",
    "=?utf-8?b?VGl0cmUKQmNjOiBhQGIuYw==?= suite",
    "\u202eerton",
    "x" * 3000,
    "é" * 1500,
    "🎉" * 400,
    "",
    " \t ",
    "Titre <voleur@example.org>, autre@example.org",
    '"; rm -rf',
    "a\ud800b",
    "{report.__class__}{0}{title}",
    "--\r\n.\r\nMAIL",
    "Re: =?=?=?",
    "\r\n.\r\n",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_nobody_writes_headers_but_us(ledger, tmp_path, words):
    """Titles, authors, sentences, names of reports from hostile articles: the headers are ours, each once."""
    folder = briefing(tmp_path / "out" / "x-1", title=words, author=words, sentences=[words or "Rien."])
    run = completed(ledger, folder, report=words.replace("\ud800", "")[:190] or "r")
    told = table(subject="{title} {author} {report}", intro=words.replace("\ud800", ""))
    found = post.deliver(run, folder, told, ledger=ledger, dry_run=tmp_path / "eml")
    data = found[0].path.read_bytes()
    message = parsed(data)
    assert [name for name in message if name not in ("MIME-Version", "Content-Type", "Content-Language")] == [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "List-Id",
        "Auto-Submitted",
        "X-Auto-Response-Suppress",
    ]
    assert message["To"] == "awa@example.org"
    assert "\n" not in message["Subject"]
    assert len(message["Subject"]) <= 181
    assert parts(message)[1:4] == ["multipart/alternative", "text/plain", "multipart/related"]
    assert message.defects == []
    assert max(map(len, data.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("words", ["a\r\nBcc: voleur@example.org", "=?utf-8?q?a=0D=0ABcc:_voleur@example.org?="])
def test_what_slips_past_the_first_guard_meets_the_second(ledger, folder, run, tmp_path, monkeypatch, words):
    from press_briefing.model.errors import BriefingError
    from press_briefing.service.post import message

    monkeypatch.setattr(message, "one_line", lambda text, longest: text)
    with pytest.raises((BriefingError, ValueError)):
        post.deliver(run, folder, table(subject=words), ledger=ledger, dry_run=tmp_path / "eml")
    assert not list((tmp_path / "eml").iterdir())


def test_lines_that_begin_with_a_dot_cross_the_wire(inbox):
    from press_briefing.service.post.checks import load
    from press_briefing.service.post.secret import Secret
    from press_briefing.service.post.smtp import Server

    text = b"Subject: x\r\n\r\n.\r\n..a\r\n.b\r\nfin\r\n"
    with Server(load(table(inbox)), Secret(WORD)) as server:
        assert server.send(text, "v@example.org", ["a@example.org"]) == {"a@example.org": None}
    assert inbox.received[0][1] == text


def test_a_line_that_is_a_dot_arrives_whole(inbox, ledger, tmp_path):
    folder = briefing(tmp_path / "out" / "x-1", sentences=[". Un point.", ".", "Fin."], pdf=b"\r\n.\r\n..\r\n")
    deliver(completed(ledger, folder), folder, ledger, table(inbox))
    assert next(inbox.messages[0].iter_attachments()).get_content() == b"\r\n.\r\n..\r\n"
    assert "Fin." in said(inbox.messages[0])


@pytest.mark.parametrize(
    "told",
    [
        "a@b\nBcc: c@d",
        "a b@example.org",
        "@example.org",
        "a@",
        "a@exa mple.org",
        "a,b@c.org",
        "<a@b.org>, c@d.org",
        "a@b..org",
        "a" * 65 + "@b.org",
        "a@-b.org",
        "a@[127.0.0.1]",
        '"x\ny" <a@b.org\r\nBcc: c@d.org>',
    ],
)
def test_an_address_that_is_none(told):
    assert any("is not a mail address" in line for line in post.check(table(to=[told]), "x"))


def test_an_accent_before_the_at_needs_a_server_that_knows(inbox, authority, ledger, folder, run):
    told = table(inbox, to=["zoé@example.org"])
    assert states(deliver(run, folder, ledger, told)) == {"zoé@example.org": "sent"}
    inbox.stop()
    inbox.smtputf8 = False
    inbox.start()
    found = deliver(completed(ledger, folder, day=1), folder, ledger, told)
    assert (found[0].state, "SMTPUTF8" in found[0].reason) == ("failed", True)


def test_a_large_pdf_is_left_out_and_said(inbox, ledger, tmp_path):
    folder = briefing(tmp_path / "out" / "x-1", pdf=b"%PDF" + bytes(3_000_000))
    deliver(completed(ledger, folder), folder, ledger, table(inbox, max_pdf_bytes=2_000_000))
    assert "application/pdf" not in parts(inbox.messages[0])
    assert "Le PDF (3 Mo) dépasse la taille permise" in " ".join(said(inbox.messages[0]).replace("\u202f", " ").split())


def test_a_server_that_takes_less_gets_less(inbox, ledger, tmp_path):
    inbox.stop()
    inbox.size = 1_000_000
    inbox.start()
    folder = briefing(tmp_path / "out" / "x-1", pdf=b"%PDF" + bytes(1_000_000))
    assert states(deliver(completed(ledger, folder), folder, ledger, table(inbox))) == {"awa@example.org": "sent"}
    assert "application/pdf" not in parts(inbox.messages[0])


def test_without_figure_and_without_sentences(inbox, ledger, tmp_path):
    folder = briefing(tmp_path / "out" / "x-1", sentences=[], figure=False, pdf=b"")
    deliver(completed(ledger, folder), folder, ledger, table(inbox))
    assert parts(inbox.messages[0]) == ["multipart/alternative", "text/plain", "text/html"]


def test_a_dry_run_writes_the_same_bytes_twice(ledger, folder, run, tmp_path):
    told = table(to=["a@example.org", "b@example.org"])
    first = post.deliver(run, folder, told, ledger=ledger, dry_run=tmp_path / "one")
    again = post.deliver(run, folder, told, ledger=ledger, dry_run=tmp_path / "two")
    assert [one.path.read_bytes() for one in first] == [one.path.read_bytes() for one in again]
    assert len(first) == 2
    assert ledger.deliveries() == []


def test_when(inbox, ledger, tmp_path):
    """new: an article once; changed: not what they got last; always: each run."""
    first = briefing(tmp_path / "out" / "a-1")
    other = briefing(tmp_path / "out" / "b-1", sentences=["Autre chose."])
    days = [
        (first, "always"),
        (first, "changed"),
        (first, "new"),
        (other, "changed"),
        (first, "changed"),
        (first, "new"),
    ]
    found = []
    for day, (folder, when) in enumerate(days):
        run = completed(ledger, folder, day=day)
        found.append(deliver(run, folder, ledger, table(inbox, when=when))[0].state)
        assert deliver(run, folder, ledger, table(inbox, when=when))[0].state in ("already", "skipped")
    assert found == ["sent", "skipped", "skipped", "sent", "sent", "skipped"]


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"mentions": ["minusma"]}, "written"),
        ({"mentions": ["Mission des Nations Unies"]}, "written"),
        ({"mentions": ["kayes"]}, "written"),
        ({"mentions": ["kaye", "Dakar"]}, "skipped"),
        ({"mentions": ["L'ÉTÉ"]}, "written"),
        ({"min_articles": 2}, "skipped"),
        ({"min_articles": 1}, "written"),
    ],
)
def test_conditions(ledger, folder, run, tmp_path, told, state):
    found = post.deliver(run, folder, table(**told), ledger=ledger, dry_run=tmp_path / "eml")
    assert found[0].state == state
    assert bool(found[0].reason) == (state == "skipped")


def test_the_owner_hears_of_the_first_failure_and_of_the_first_success(inbox, ledger, folder, clock):
    told = table(inbox, owner="Chef <owner@example.org>")
    outcomes = []
    for day, state in enumerate(["completed", "failed", "timeout", "failed", "completed", "completed"]):
        run = ledger.claim("matinale", MORNING + timedelta(days=day), "")
        run = ledger.finish(
            run,
            state,
            error="ValueError: chiffres absents\nBcc: x" if state == "failed" else "",
            briefing_id=folder.name,
            folder=folder.name,
        )
        for _ in range(2):
            deliver(run, folder, ledger, told)
        outcomes.append(inbox.recipients.count("owner@example.org"))
    assert outcomes == [0, 1, 1, 1, 2, 2]
    assert inbox.recipients.count("awa@example.org") == 3
    notices = [message for message in inbox.messages if "owner" in message["To"]]
    assert [str(message["Subject"]) for message in notices] == [
        "Échec du rapport « matinale »",
        "Le rapport « matinale » fonctionne à nouveau",
    ]
    assert "ValueError: chiffres absents Bcc: x" in said(notices[0])
    assert "18 novembre" not in said(notices[0])
    assert "20 novembre 2025" in said(notices[0])


def test_a_failure_that_may_mend_itself_is_told_when_it_lasts(inbox, ledger, folder, clock):
    told = table(inbox, owner="owner@example.org")
    for attempt in (1, 2, 3):
        run = ledger.claim("matinale", MORNING, "", attempts=9, again=("failed",))
        run = ledger.finish(run, "failed", error="the feed cannot be reached", retry_at=clock())
        found = [outcome.channel for outcome in deliver(run, folder, ledger, told)]
        assert found == (["notice:run-failed"] if attempt == 3 else [])
    article = ledger.finish(ledger.claim("matinale", MORNING, "a1"), "completed", briefing_id=folder.name, folder="x")
    assert [outcome.channel for outcome in deliver(article, folder, ledger, told)] == ["mail"]  # one article is not all
    run = ledger.finish(ledger.claim("matinale", MORNING, "", attempts=9, again=("failed",)), "completed")
    assert [outcome.channel for outcome in deliver(run, folder, ledger, told)] == ["notice:run-mended"]


def test_the_owner_hears_of_a_lost_delivery(inbox, ledger, folder):
    told = table(inbox, owner="owner@example.org", to=["a@example.org", "b@example.org"])
    bad = {"b@example.org"}
    inbox.script = lambda step, whom: "550 no such mailbox" if whom in bad else None
    for day in range(4):
        bad = {"b@example.org"} if day < 2 else {"a@example.org"} if day == 2 else set()
        deliver(completed(ledger, folder, day=day), folder, ledger, told)
    assert [str(message["Subject"]) for message in inbox.messages if message["To"] == "owner@example.org"] == [
        "Échec d’un envoi du rapport « matinale »",
        "Échec d’un envoi du rapport « matinale »",
        "Les envois du rapport « matinale » fonctionnent à nouveau",
    ]


def test_the_owner_hears_of_a_lost_webhook_from_the_date(inbox, ledger, folder):
    """The articles of a date are runs of their own; a webhook has no owner, so the date's notice tells of it."""
    told = table(inbox, owner="owner@example.org")
    hook = {"channel": "webhook", "url": "http://127.0.0.1:1/x", "format": "slack", "wait": 0}  # a private address
    found = []
    for day in range(3):
        moment = MORNING + timedelta(days=day)
        article = ledger.finish(
            ledger.claim("matinale", moment, f"a{day}"), "completed", briefing_id=folder.name, folder=folder.name
        )
        deliver(article, folder, ledger, told)
        if day < 2:
            assert states(deliver(article, folder, ledger, hook)) == {"http://127.0.0.1:1/…" + HOOK: "failed"}
        else:
            ledger.settle(ledger.prepare(article.id, "webhook", "http://127.0.0.1:1/…" + HOOK), "sent")
        date = ledger.finish(ledger.claim("matinale", moment, ""), "completed")
        found.append([outcome.channel for outcome in post.notice(date, told, ledger=ledger)])
    assert found == [["notice:delivery-failed"], [], ["notice:delivery-mended"]]
    assert "private or local network" in " ".join(said(inbox.messages[1]).split())


def test_a_notice_waits_while_the_server_is_down(inbox, ledger, folder):
    told = table(inbox, owner="owner@example.org")
    inbox.stop()
    run = ledger.claim("matinale", MORNING, "")
    run = ledger.finish(run, "failed", error="x")
    assert post.notice(run, told, ledger=ledger, sleep=lambda seconds: None)[0].state == "pending"
    assert [one.id for one in post.waiting(ledger)] == [run.id]
    inbox.start()
    assert post.notice(run, told, ledger=ledger)[0].state == "sent"
    assert post.notice(run, told, ledger=ledger) == []


def test_only_finished_briefings_are_sent(ledger, tmp_path, folder, run):
    with pytest.raises(OutputError, match="holds no briefing"):
        post.deliver(run, tmp_path, table(), ledger=ledger)
    with pytest.raises(OutputError, match="ended as failed"):
        post.deliver(run, briefing(tmp_path / "bad", state="failed"), table(), ledger=ledger)
    with pytest.raises(SettingsError, match="keeps a secret"):
        post.deliver(run, folder, table(password="x"), ledger=ledger)
