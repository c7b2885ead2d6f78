"""A `[[report.deliver]]` table checked whole, every problem told at once, with the cure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from ...model.errors import SettingsError, UsageError
from .options import KINDS, SECURITY, Common, Folder, Mail, Webhook, known, made
from .words import address, ascii_domain

CHOICES = {
    "when": ("always", "new", "changed"),
    "semantics": ("at-most-once", "at-least-once"),
    "mode": ("each", "together"),
    "security": tuple(SECURITY),
    "format": ("json", "slack", "mattermost"),
}
LEAST = {"retries": 1, "wait": 0, "give_up_days": 0, "timeout": 1, "max_pdf_bytes": 0, "min_articles": 0, "port": 0}
SUBJECT_FIELDS = ("title", "author", "date", "report", "source", "due")
FOLDER_FIELDS = ("briefing", "report", "date", "due")
KIND_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false", dict: "a table"}
# Names of secrets; their values have no place in a file that is copied, mailed and committed.
_SECRETS = re.compile(r"(?:^|_)(?:password|passwd|pass|pwd|secret|token|key|apikey|credentials?)$", re.IGNORECASE)
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_FIELD = re.compile(r"\{([^{}]*)\}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Problem = tuple[str, str]  # what is wrong, and the cure


def check(table: Mapping[str, Any], where: str) -> list[str]:
    """Every problem of one `[[report.deliver]]` table, a line each with `where` and the cure; none: it will do.

    Nothing is connected to, and no password is read: neither may be there on the machine that checks.
    """
    return [str(SettingsError(what, where=where, cure=cure)) for what, cure in problems(table)]


def load(table: Mapping[str, Any], where: str = "delivery") -> Any:
    """The table as `Mail`, `Folder` or `Webhook`. Raises `SettingsError` with its first problem."""
    for what, cure in problems(table):
        raise SettingsError(what, where=where, cure=cure)
    return made(KINDS[table["channel"]], table)


def problems(table: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with the keys of a table; where nothing is, what is wrong with their values."""
    channel = table.get("channel")
    if not isinstance(channel, str) or channel not in KINDS:
        told = "a delivery names no channel" if channel is None else f"unknown channel {channel!r}"
        return [(told, f'write channel = "{" or ".join(KINDS)}"')]
    kind = KINDS[channel]
    found = [problem for name, value in table.items() if (problem := _key(kind, name, value))]
    if found:
        return found
    ready = made(kind, table)
    return [*_common(ready), *_OWN[channel](ready)]


def _key(kind: type[Common], name: str, value: Any) -> Problem | None:
    """What is wrong with one key; the value of one that looks like a secret is never repeated."""
    keys = known(kind)
    if name in keys:
        return _value(name, value, keys[name])
    if _SECRETS.search(name):
        like = "secret_env" if kind is Webhook else "password_env"
        return (
            f"{name!r} keeps a secret in the file",
            f'remove it, put it into an environment variable, and name that: {like} = "NAME"',
        )
    near = get_close_matches(name, keys, n=1)
    return f"unknown key {name!r}", f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(sorted(keys))}"


def _value(name: str, value: Any, usual: Any) -> Problem | None:
    """What is wrong with the type or the range of a value."""
    if isinstance(usual, tuple):
        texts = [value] if isinstance(value, str) else value
        fits = isinstance(texts, list) and all(isinstance(one, str) for one in texts)
        return None if fits else (f"{name} must be a list of texts", f'write {name} = ["…"]')
    wanted = type(usual)
    fits = isinstance(value, wanted) or (wanted is float and isinstance(value, int))
    if not fits or (isinstance(value, bool) and wanted is not bool):
        return f"{name} must be {KIND_NAMES[wanted]}, got {type(value).__name__}", "change the value"
    if name in CHOICES and value not in CHOICES[name]:
        return f"{name} cannot be {value!r}", f"use {' or '.join(CHOICES[name])}"
    if name in LEAST and not value >= LEAST[name]:
        return f"{name} must be at least {LEAST[name]}, got {value}", "change the value"
    return None


def _common(ready: Common) -> Iterator[Problem]:
    if ready.base_url and not ready.base_url.startswith(("https://", "http://")):
        yield f"base_url is no web address: {ready.base_url!r}", "write https://…"
    for name in ("password_env", "secret_env", "url_env"):
        told = getattr(ready, name, "")
        if told and not _VARIABLE.fullmatch(told):
            # Not repeated: whoever mistakes the name for the value has written a password here.
            yield f"{name} is not the name of an environment variable", f'write {name} = "PRESS_MAIL_PASSWORD"'


def _mail(ready: Mail) -> Iterator[Problem]:
    for name, told in (("host", ready.host), ("from", ready.sender), ("to", ready.to)):
        if not told:
            yield f"a mail needs {name!r}", f"add {name} = …"
    for name, told in (
        ("from", ready.sender),
        ("reply_to", ready.reply_to),
        ("owner", ready.owner),
        *(("to", one) for one in ready.to),
    ):
        yield from _address(name, told)
    yield from _connection(ready)
    yield from _fields("subject", ready.subject, SUBJECT_FIELDS)
    if ready.unsubscribe and not re.fullmatch(r"(?:mailto|https):[!-;=?-~]+", ready.unsubscribe):
        yield "unsubscribe is no address", "write mailto:name@example.org or https://…"


def _address(name: str, told: str) -> Iterator[Problem]:
    try:
        if told:
            address(told)
    except UsageError as error:
        yield f"{name} {error.what}", error.cure


def _connection(ready: Mail) -> Iterator[Problem]:
    local = ready.host.lower() in _LOOPBACK
    try:
        if ready.host.count(":") > 1:
            ip_address(ready.host)
        elif ready.host and not local:
            ascii_domain(ready.host)
    except ValueError:
        yield f"host is no name of a machine: {ready.host!r}", "write for instance smtp.example.org, the port apart"
    if ready.port > 65535:
        yield f"port must be at most 65535, got {ready.port}", "change the value"
    if ready.security == "none" and not local and not ready.allow_plain:
        yield (
            'security = "none" sends everything readable by anybody on the way',
            'use "starttls" or "tls", or set allow_plain = true for a server inside your own network',
        )
    if ready.security == "none" and ready.user and not local:
        yield "a password would cross the network in the clear", 'use security = "starttls" or "tls"'
    yield from _password(ready)


def _password(ready: Mail | Folder) -> Iterator[Problem]:
    given = [name for name in ("password_env", "password_keyring") if getattr(ready, name)]
    if len(given) == 2:
        yield "password_env and password_keyring are both given", "keep one"
    if bool(given) != bool(ready.user):
        yield (
            ("a user without a password", 'add password_env = "NAME" of an environment variable')
            if ready.user
            else ("a password without a user", "add user = …")
        )


def _folder(ready: Folder) -> Iterator[Problem]:
    if not ready.url:
        yield "a folder needs 'url'", "add url = …: a path, webdav://…, s3://…"
    if not ready.files:
        yield "files is empty", 'write files = ["*"]'
    yield from _no_password_in(ready.url)
    yield from _password(ready)
    yield from _fields("name", ready.name, FOLDER_FIELDS)
    parts = ready.name.split("/")
    if not all(part.strip(". ") for part in parts):
        yield f"name must stay below url, got {ready.name!r}", 'write for instance name = "{briefing}"'
    for name in ready.options:
        if _SECRETS.search(name):
            yield f"options.{name} keeps a secret in the file", f'write options_env.{name} = "NAME" of a variable'
    for name, told in ready.options_env.items():
        if not isinstance(told, str) or not _VARIABLE.fullmatch(told):
            yield f"options_env.{name} is not the name of an environment variable", "write its name"


def _webhook(ready: Webhook) -> Iterator[Problem]:
    if bool(ready.url) == bool(ready.url_env):
        yield "a webhook needs either 'url' or 'url_env'", "give one of them"
    if ready.url and not ready.url.startswith(("https://", "http://")):
        yield "url is no web address", "write https://…"
    yield from _no_password_in(ready.url)
    if ready.secret_env and ready.secret_keyring:
        yield "secret_env and secret_keyring are both given", "keep one"
    if ready.format == "json" and not (ready.secret_env or ready.secret_keyring):
        yield "a webhook is signed, and no secret is named", 'add secret_env = "NAME" of an environment variable'


def _no_password_in(url: str) -> Iterator[Problem]:
    try:
        hidden = urlsplit(url).password is not None
    except ValueError:
        yield "url cannot be read", "correct it"
        return
    if hidden:
        yield "url keeps a password in the file", "remove it, and give user and password_env"


def _fields(name: str, template: str, allowed: tuple[str, ...]) -> Iterator[Problem]:
    for told in _FIELD.findall(template):
        if told not in allowed:
            yield f"{name} has no field {{{told}}}", f"use {', '.join(f'{{{one}}}' for one in allowed)}"


def filled(template: str, values: Mapping[str, str]) -> str:
    """A template with its fields filled, once: a value that looks like a field stays as it is.

    Parameters
    ----------
    values: name of a field to its text.
    """
    return _FIELD.sub(lambda match: values.get(match[1], match[0]), template)


_OWN: dict[str, Callable[[Any], Iterator[Problem]]] = {"mail": _mail, "folder": _folder, "webhook": _webhook}
