"""What a `[[report.deliver]]` table may hold: one frozen object a channel, each default with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

# How a connection is made safe, and the port that goes with it.
SECURITY = {"starttls": 587, "tls": 465, "none": 25}
# What the file calls a field whose name Python keeps for itself.
TOLD_AS = {"sender": "from"}


@dataclass(frozen=True, kw_only=True)
class Common:
    """What every channel knows."""

    channel: str = ""
    when: str = "always"  # always, new (never sent to them), changed (since what they last got)
    min_articles: int = 0  # fewer articles than this: nothing is sent
    mentions: tuple[str, ...] = ()  # none of these names or words in the article: nothing is sent
    semantics: str = "at-most-once"  # what a crash between sending and recording means: see docs/delivery.md
    retries: int = 3  # attempts within one call, before the next call takes it up
    wait: float = 2.0  # seconds before the second attempt; each further one waits four times that
    give_up_days: float = 3.0  # as long as mail servers themselves keep trying (RFC 5321: 4-5 days)
    timeout: float = 60.0  # seconds for each answer of a mail server; for a webhook in all
    base_url: str = ""  # where the folder of briefings is on the web; links lead there


@dataclass(frozen=True, kw_only=True)
class Mail(Common):
    """`channel = "mail"`."""

    host: str = ""
    port: int = 0  # 0: 587, 465 or 25, as `security` has it
    security: str = "starttls"  # starttls, tls, or none (this machine only, or `allow_plain`)
    allow_plain: bool = False
    ca_file: str = ""  # certificates of a mail server with an authority of its own
    user: str = ""
    password_env: str = ""  # name of an environment variable
    password_keyring: str = ""  # name of a service in the system's keyring
    sender: str = ""  # written `from` in the file
    to: tuple[str, ...] = ()
    reply_to: str = ""
    owner: str = ""  # who hears of failures
    mode: str = "each"  # each: one message a recipient; together: one to all, who see each other
    subject: str = "{title}"
    intro: str = ""  # a sentence of yours above the rest
    attach: bool = True  # the PDF
    figure: bool = True  # the first figure, in the message
    max_pdf_bytes: int = 10_000_000  # larger ones are linked: many servers stop at 20 MB, base64 adds a third
    unsubscribe: str = ""  # mailto: or https: address for List-Unsubscribe


@dataclass(frozen=True, kw_only=True)
class Folder(Common):
    """`channel = "folder"`: any fsspec address, WebDAV and object stores among them."""

    url: str = ""
    name: str = "{briefing}"  # folder of one briefing below `url`
    files: tuple[str, ...] = ("*",)  # patterns of what is copied
    user: str = ""
    password_env: str = ""
    password_keyring: str = ""
    options: dict[str, Any] = field(default_factory=dict)  # passed to the filesystem; no secrets
    options_env: dict[str, Any] = field(default_factory=dict)  # option = name of an environment variable


@dataclass(frozen=True, kw_only=True)
class Webhook(Common):
    """`channel = "webhook"`."""

    url: str = ""
    url_env: str = ""  # for addresses that are a secret themselves
    secret_env: str = ""
    secret_keyring: str = ""
    format: str = "json"  # json, slack, mattermost
    allow_private: bool = False  # post to private and local networks


KINDS: dict[str, type[Common]] = {"mail": Mail, "folder": Folder, "webhook": Webhook}


def known(kind: type[Common]) -> dict[str, Any]:
    """The keys a table of this kind may hold, as the file writes them, with their defaults."""
    usual = kind()
    return {TOLD_AS.get(one.name, one.name): getattr(usual, one.name) for one in fields(kind)}


def made(kind: type[Common], table: Mapping[str, Any]) -> Any:
    """The table, whose keys and types were checked, as one object; a text where a list is wanted is a list of one."""
    usual, own = known(kind), {told: name for name, told in TOLD_AS.items()}
    return kind(**{own.get(name, name): _shaped(value, usual[name]) for name, value in table.items()})


def _shaped(value: Any, usual: Any) -> Any:
    if not isinstance(usual, tuple):
        return value
    return (value,) if isinstance(value, str) else tuple(value)
