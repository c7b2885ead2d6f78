"""What the tests of `post` share: a small briefing folder, a ledger with a clock of its own, a real mail server."""

from __future__ import annotations

import csv
import hashlib
import json
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from press_briefing.service.ledger import Ledger, Run

TITLE = "Au Mali, l’« accord » d’Alger : où en est-on ?"
SENTENCES = [
    "Le ministre a réclamé le départ de la mission <b>MINUSMA</b> & de ses hommes.",
    "Le blocus de Kayes dure depuis l’été.",
    "Une loi a été promulguée.",
]
WORD = "cheval exact & pile"  # what user « veille » says to the server: an ampersand, spaces, nothing guessable
MORNING = datetime(2025, 11, 19, 6, 30, tzinfo=UTC)
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400pt" height="100pt" viewBox="0 0 400 100">'
    '<rect width="200" height="50" fill="#0b5a8a"/></svg>'
)


def briefing(
    folder: Path,
    *,
    title: str = TITLE,
    author: str = "Awa Traoré",
    sentences: list[str] | None = None,
    state: str = "completed",
    pdf: bytes = b"%PDF-1.7 small",
    figure: bool = True,
) -> Path:
    """A folder as `build` leaves it, of a few kilobytes, made without a language model."""
    told = SENTENCES if sentences is None else sentences
    text, spans = "", []
    for sentence in told:
        spans.append({"start": len(text), "end": len(text) + len(sentence), "paragraph": 0})
        text += sentence + " "
    (folder / "data").mkdir(parents=True)
    _json(
        folder / "manifest.json",
        {
            "briefing": folder.name,
            "state": state,
            "parameters": {"language": "fr"},
            "article": {
                "title": title,
                "sha256": hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
                "published": {"value": "2025-11-18"},
            },
            "capture": {"name": "article.txt"},
        },
    )
    _json(
        folder / "data" / "analysis.json",
        {
            "article": {"text": text},
            "sentences": spans,
            "key_sentences": list(range(len(told))),
            "entity_index": [{"name": "Mission des Nations unies", "forms": ["MINUSMA"]}],
        },
    )
    points = [{"text": one, "sentence": at, "tags": ["auteur"]} for at, one in enumerate(told, 1)]
    rows = [["", f"{one['text']} §{one['sentence']} (auteur)"] for one in points]
    lead = {"title": "", "rows": [["Quoi", "Le ministre a réclamé le départ §1"], ["Quand", "18 novembre 2025 §1"]]}
    strip = ["article (genre déduit)", author, "18 novembre 2025"]
    sections = [lead, {"title": "Ce que dit l’article", "rows": rows}] if told else []
    _json(
        folder / "data" / "note.json",
        {"title": title, "strip": strip, "cut": "", "points": points, "sections": sections},
    )
    markup = (
        f"<figure><img src='data:image/svg+xml,{DRAWING.replace('#', '%23').replace(chr(34), '%22')}' "
        "alt='Frise : &quot;un fait&quot;'><figcaption>Les faits</figcaption></figure>"
    )
    _json(
        folder / "briefing.ipynb",
        {
            "metadata": {"press_briefing": {"author": author, "title": title}},
            "cells": [{"cell_type": "code", "outputs": [{"data": {"text/html": markup}}] if figure else []}],
        },
    )
    for name, columns, rows in (
        ("entities", ["label"], [["PER"], ["LOC"]]),
        ("actors", ["named", "doubtful"], [["True", "False"], ["False", "False"]]),
        ("quotes", ["words"], [["oui"]]),
    ):
        with (folder / "data" / f"{name}.csv").open("w", newline="", encoding="utf-8") as stored:
            csv.writer(stored).writerows([columns, *rows])
    if pdf:
        (folder / "briefing.pdf").write_bytes(pdf)
    return folder


def _json(path: Path, told: Any) -> None:
    path.write_text(json.dumps(told, ensure_ascii=True), encoding="utf-8")


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    at: datetime = MORNING

    def __call__(self) -> datetime:
        return self.at

    def on(self, **told: float) -> None:
        self.at += timedelta(**told)


def completed(ledger: Ledger, folder: Path, report: str = "matinale", day: int = 0, **told: Any) -> Run:
    """A run of the report that made the briefing in `folder`."""
    run = ledger.claim(report, MORNING + timedelta(days=day), "")
    assert run is not None
    return ledger.finish(run, "completed", briefing_id=folder.name, folder=folder.name, **told)


def table(server: Inbox | None = None, **told: Any) -> dict[str, Any]:
    """A mail table that leads to `server`."""
    made = {
        "channel": "mail",
        "host": "localhost",
        "from": "Veille <veille@example.org>",
        "to": ["awa@example.org"],
        "wait": 0,
        "security": "none",
    }
    if server is not None:
        made |= {
            "port": server.port,
            "security": "starttls",
            "ca_file": server.ca_file,
            "user": "veille",
            "password_env": "TEST_MAIL_WORD",
        }
    return {**made, **told}


Script = Callable[[str, str], str | None]


@dataclass
class Inbox:
    """A mail server on this machine: encryption, login, and a script of what it answers otherwise than « 250 »."""

    certificate: Any
    ca_file: str
    script: Script = lambda step, whom: None
    received: list[tuple[list[str], bytes]] = field(default_factory=list)
    connections: int = 0
    smtputf8: bool = True
    word: str = WORD
    size: int = 33_554_432
    controller: Controller | None = None
    port: int = 0

    def start(self) -> Inbox:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.certificate.configure_cert(context)
        self.controller = Controller(
            self,
            hostname="127.0.0.1",
            port=self.port,
            tls_context=context,
            require_starttls=True,
            auth_required=True,
            authenticator=self.let_in,
            enable_SMTPUTF8=self.smtputf8,
            data_size_limit=self.size,
            server_hostname="localhost",
        )
        if not self.port:
            self.controller.port = _free_port()
        self.controller.start()
        self.port = self.controller.port
        return self

    def stop(self) -> None:
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    def let_in(self, server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
        self.connections += 1
        return AuthResult(success=data.password == self.word.encode(), handled=False)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        answer = self.script("rcpt", address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = self.script("data", envelope.rcpt_tos[0])
        if answer is None or answer.startswith("taken"):
            self.received.append((list(envelope.rcpt_tos), envelope.content))
        if answer == "taken, then silence":
            server.transport.abort()
        return answer or "250 taken"

    @property
    def messages(self) -> list[EmailMessage]:
        """What was received, as a mail program reads it."""
        return [parsed(data) for _, data in self.received]

    @property
    def recipients(self) -> list[str]:
        return [one for whom, _ in self.received for one in whom]


def parsed(data: bytes) -> EmailMessage:
    found = BytesParser(policy=policy.default).parsebytes(data)
    assert isinstance(found, EmailMessage)
    return found


def parts(message: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in message.walk()]


def said(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def states(outcomes: list[Any]) -> Mapping[str, str]:
    return {outcome.recipient: outcome.state for outcome in outcomes}


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
