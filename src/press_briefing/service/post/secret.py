"""Passwords: named in settings, kept elsewhere, read when used, and never shown."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable
from typing import Any

from ...model.errors import SettingsError

HIDDEN = "•••"


class Secret:
    """A password. Its text comes out of `reveal()` only: printing, logging or pickling it shows nothing."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"Secret({HIDDEN})"

    __str__ = __repr__

    def __format__(self, _: str) -> str:
        return repr(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return Secret, ("",)


def from_environment(name: str, *, where: str) -> Secret:
    """The value of an environment variable. Raises `SettingsError` when it is not set; its value is never told."""
    value = os.environ.get(name)
    if not value:
        raise SettingsError(
            f"the environment variable {name} is not set",
            where=where,
            cure=f"set {name} for whoever runs press-briefing",
        )
    return Secret(value)


def from_keyring(service: str, user: str, *, where: str) -> Secret:
    """A password of the system's keyring. Raises `SettingsError` without the package, or without the password."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise SettingsError(
            "password_keyring needs the package keyring",
            where=where,
            cure="pip install 'press-briefing[delivery]', or use password_env",
        ) from None
    try:
        found = keyring.get_password(service, user)
    except KeyringError as error:
        raise SettingsError(
            f"the keyring cannot be read ({type(error).__name__})", where=where, cure="unlock it, or use password_env"
        ) from None
    if not found:
        raise SettingsError(
            f"the keyring holds no password of {user!r} for {service!r}",
            where=where,
            cure=f"store it: keyring set {service} {user}",
        )
    return Secret(found)


def masked(text: str, secrets: Iterable[Secret | None], user: str = "") -> str:
    """The text without any of the secrets, plain or as SMTP and HTTP send them (base64, with or without the user).

    Parameters
    ----------
    secrets: those of the channel; None is none.
    user: the name that a password is sent with.
    """
    for secret in secrets:
        if secret is not None and secret.reveal():
            for form in _forms(secret.reveal(), user):
                text = text.replace(form, HIDDEN)
    return text


def _forms(plain: str, user: str) -> list[str]:
    raw = (plain, f"\0{user}\0{plain}", f"{user}\0{user}\0{plain}", f"{user}:{plain}")
    coded = [base64.b64encode(form.encode()).decode().rstrip("=") for form in raw]
    return sorted({plain, *coded}, key=len, reverse=True)
