"""The channel `webhook`: a briefing told to a program, or to a chat, as signed JSON.

The signature is that of Standard Webhooks (standardwebhooks.com), for which libraries exist in most languages:

    webhook-id: <message-id>            the same for every attempt: whoever has it already ignores the second
    webhook-timestamp: 1763535600       seconds since 1970 of this attempt; refuse what is older than five minutes
    webhook-signature: v1,BASE64        HMAC-SHA256 of "{id}.{timestamp}.{body}" with the secret
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ...model.errors import BriefingError, SourceError, UsageError
from ...model.settings import Settings
from ..ledger import Ledger, Run
from .condition import seen_before
from .content import Content, sha256
from .faults import DeliveryOutcome, Fault, Refused, Temporary, Unknown
from .letter import web_address
from .message import fingerprint
from .options import Webhook
from .record import DeliveryBook, answer
from .secret import Secret, from_environment, from_keyring, masked
from .words import one_line, slug

CHANNEL = "webhook"
SCHEMA = "press-briefing/webhook/1"
# A redirect that keeps the method and the body; the others turn a POST into a GET.
REDIRECTS, MOST_REDIRECTS = (307, 308), 3
# Answers that mean later, not never.
LATER = frozenset((408, 409, 425, 429))
ANSWER_BYTES = 2_000


@dataclass(frozen=True)
class WebhookRequest:
    """One request, ready to be made: where to, what with, and what must not show in an error."""

    url: str
    secret: Secret | None
    hidden: tuple[Secret, ...]
    options: Webhook


def deliver_webhook(
    run: Run,
    content: Content,
    options: Webhook,
    ledger: Ledger,
    *,
    where: str,
    sleep: Callable[[float], None] = time.sleep,
) -> list[DeliveryOutcome]:
    """Post the briefing to the table's address.

    Parameters
    ----------
    sleep: waits so many seconds before another attempt.

    Returns
    -------
    What became of the one recipient, the address.
    """
    recipient = shown(options)
    reason = seen_before(ledger, run, content, CHANNEL, recipient, options.when)
    if reason:
        return [DeliveryOutcome(CHANNEL, recipient, "skipped", reason)]

    def send(whom: Sequence[str], identifier: str) -> Mapping[str, Fault | None]:
        return dict.fromkeys(
            whom, answer(lambda: post(call_of(options, where), body(run, content, options), identifier, ledger.now()))
        )

    told = fingerprint(run.report, run.logical_date.isoformat(), run.key, content.id, CHANNEL, recipient)
    return DeliveryBook(ledger, run, CHANNEL, options, sleep).carry([recipient], f"msg_{told}", send)


def shown(options: Webhook) -> str:
    """The address as ledger and log may show it: never the path, which is the password of most chat tools."""
    if options.url_env:
        return f"${options.url_env}"
    parts = urlsplit(options.url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/…{sha256(options.url.encode())[:8]}"


def call_of(options: Webhook, where: str) -> WebhookRequest:
    """Address and secret, read where the settings say. Raises `SettingsError`."""
    url = from_environment(options.url_env, where=where) if options.url_env else Secret(options.url)
    secret = None
    if options.secret_env:
        secret = from_environment(options.secret_env, where=where)
    elif options.secret_keyring:
        secret = from_keyring(options.secret_keyring, "webhook", where=where)
    path = urlsplit(url.reveal()).path
    hidden = (url, *([secret] if secret else []), *([Secret(path)] if len(path) > 1 else []))
    return WebhookRequest(url.reveal(), secret, hidden, options)


def body(run: Run, content: Content, options: Webhook) -> bytes:
    """What is posted, as JSON in UTF-8."""
    told = {"json": _generic, "slack": _slack, "mattermost": _mattermost}[options.format](run, content, options)
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")


def _generic(run: Run, content: Content, options: Webhook) -> dict[str, Any]:
    pdf = content.pdf
    data = pdf.read_bytes() if pdf else b""
    return {
        "schema": SCHEMA,
        "event": "briefing.completed",
        "report": run.report,
        "run": run.id,
        "logical_date": run.logical_date.isoformat(),
        "briefing": content.id,
        "title": content.title,
        "author": content.author,
        "published": content.date,
        "certainty": content.certainty,
        "source": content.source,
        "language": content.language,
        "truncated": content.cut or None,
        "key_sentences": content.key_sentences,
        "counts": {label: count for count, label in content.counts},
        "address": web_address(content, options.base_url),
        "pdf": {"name": "briefing.pdf", "bytes": len(data), "sha256": sha256(data)} if data else None,
    }


def _slack(run: Run, content: Content, options: Webhook) -> dict[str, Any]:
    def safe(text: str) -> str:
        return one_line(text, 600).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    address = web_address(content, options.base_url)
    title = f"<{address}|{safe(content.title).replace('|', '/')}>" if address else f"*{safe(content.title)}*"
    return {"text": _chat(title, content, safe), "unfurl_links": False, "unfurl_media": False}


def _mattermost(run: Run, content: Content, options: Webhook) -> dict[str, Any]:
    def safe(text: str) -> str:
        return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|<>~@:" else c for c in one_line(text, 600))

    address = web_address(content, options.base_url)
    return {
        "text": _chat(f"[{safe(content.title)}]({address})" if address else f"**{safe(content.title)}**", content, safe)
    }


def _chat(title: str, content: Content, safe: Callable[[str], str]) -> str:
    """A title, a line of facts, and the points of the note: what a chat shows without scrolling."""
    facts = safe(" · ".join(filter(None, [content.author, content.date_words, content.cut_words])))
    return "\n".join(filter(None, [title, facts, *(f"• {safe(one)}" for one in content.points)]))


def signature(secret: Secret, identifier: str, timestamp: int, data: bytes) -> str:
    """`v1,` and the HMAC-SHA256 in base64. A secret that begins with `whsec_` is base64, any other is taken as text."""
    plain = secret.reveal()
    try:
        key = base64.b64decode(plain[6:], validate=True) if plain.startswith("whsec_") else plain.encode()
    except binascii.Error:
        raise Refused("the secret begins with whsec_ and is not base64") from None
    told = f"{identifier}.{timestamp}.".encode() + data
    return "v1," + base64.b64encode(hmac.new(key, told, hashlib.sha256).digest()).decode()


def post(call: WebhookRequest, data: bytes, identifier: str, moment: datetime) -> None:
    """Make the request, following redirects that keep it what it is. Raises a `Fault`."""
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "press-briefing",
        "webhook-id": identifier,
        "webhook-timestamp": str(int(moment.timestamp())),
    }
    if call.secret:
        headers["webhook-signature"] = signature(call.secret, identifier, int(moment.timestamp()), data)
    here, deadline = call.url, time.monotonic() + call.options.timeout
    for _ in range(MOST_REDIRECTS + 1):
        status, location, words = _asked(here, data, headers, call, deadline)
        if status not in REDIRECTS or not location:
            return _judged(status, words, call)
        there = _joined(here, location)
        if here.startswith("https://") and not there.startswith("https://"):
            raise Refused("it redirects from https to an address that is not")
        here = there
    raise Refused(f"it redirects more than {MOST_REDIRECTS} times")


def _judged(status: int, words: str, call: WebhookRequest) -> None:
    if 200 <= status < 300:
        return
    told = masked(one_line(f"the server says {status} {words}", 200), call.hidden)
    if status >= 500 or status in LATER:
        raise Temporary(told)
    raise Refused(told if status < 300 or status >= 400 else f"{told}: give the address it redirects to")


def _joined(here: str, location: str) -> str:
    from ...capture.read.fetch import joined

    try:
        return joined(here, location)
    except SourceError as error:
        raise Refused(f"it {error.what}") from None


def _asked(
    url: str, data: bytes, headers: Mapping[str, str], call: WebhookRequest, deadline: float
) -> tuple[int, str, str]:
    """Status, Location and the beginning of the answer, by the deadline, whatever the server sends.

    The connection goes to the very address that was checked.
    """
    import urllib3

    from ...capture.read.fetch import cut_off

    address, parts = _address(url, call, deadline), urlsplit(url)
    left = max(deadline - time.monotonic(), 0.001)
    host = (parts.hostname or "").encode("idna").decode()
    extra: dict[str, Any] = {"server_hostname": host, "assert_hostname": host} if parts.scheme == "https" else {}
    kind = urllib3.HTTPSConnectionPool if parts.scheme == "https" else urllib3.HTTPConnectionPool
    named = (f"[{host}]" if ":" in host else host) + (f":{parts.port}" if parts.port else "")
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    try:
        with kind(address, parts.port, timeout=left, retries=False, **extra) as pool, cut_off(pool, deadline):
            response = pool.urlopen(
                "POST",
                path,
                body=data,
                headers={**headers, "Host": named},
                redirect=False,
                preload_content=False,
                retries=False,
            )
            words = response.read(ANSWER_BYTES).decode("utf-8", "replace")
            return response.status, str(response.headers.get("Location", "")), words
    except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError) as error:
        raise Temporary(f"cannot be reached ({type(error).__name__})") from None
    except urllib3.exceptions.SSLError:
        raise Refused("its certificate cannot be trusted") from None
    except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        raise Unknown(f"the connection broke before the answer ({type(error).__name__})") from None


def _address(url: str, call: WebhookRequest, deadline: float) -> str:
    """The network address of the host, a public one unless the table allows others. Raises a `Fault`."""
    from ...capture.read.fetch import checked_address

    try:
        return checked_address(url, replace(Settings(), allow_private=call.options.allow_private), deadline)
    except UsageError as error:
        raise Refused(f"{masked(error.what, call.hidden)}; set allow_private if that is meant") from None
    except (SourceError, BriefingError) as error:
        raise Temporary(masked(error.what, call.hidden)) from None


def write_webhook(run: Run, content: Content, options: Webhook, folder: Path) -> list[DeliveryOutcome]:
    """A dry run: what would be posted, as a file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{slug(content.id)}--webhook-{slug(shown(options))}.json"
    path.write_bytes(body(run, content, options))
    return [DeliveryOutcome(CHANNEL, shown(options), "written", "", "", path)]
