"""One conversation with a mail server, step by step, so that after any failure we know whether the mail was taken."""

from __future__ import annotations

import base64
import re
import smtplib
import ssl
from collections.abc import Mapping, Sequence
from types import TracebackType

from .faults import Fault, Refused, Temporary, Unknown, Waiting
from .options import SECURITY, Mail
from .secret import Secret, masked
from .words import one_line

_LEADING_DOT = re.compile(rb"(?m)^\.")
_LONGEST_REASON = 300


class Server:
    """A mail server for the length of a `with` block: connected when first needed, again after a failure."""

    def __init__(self, options: Mail, password: Secret | None) -> None:
        self.options, self.password = options, password
        self.gone = ""  # why nobody could be reached when last tried
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Server:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.leave(politely=kind is None)

    def leave(self, politely: bool = False) -> None:
        """End the conversation."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            if politely:
                connection.quit()
        except (OSError, smtplib.SMTPException):
            pass
        connection.close()

    def largest(self) -> int | None:
        """The size in bytes the server says it takes (RFC 1870), None when it does not say."""
        told = self._connected().esmtp_features.get("size", "")
        return int(told) if told.isdigit() and int(told) else None

    def send(self, data: bytes, sender: str, recipients: Sequence[str]) -> Mapping[str, Fault | None]:
        """Hand over one message; what became of each recipient, None for taken.

        Raises nothing but what a programmer did wrong: every failure is an answer, for all recipients alike where
        the conversation broke.
        """
        try:
            return self._sent(data, sender, recipients)
        except Fault as fault:
            self.leave()
            return dict.fromkeys(recipients, fault)

    def _sent(self, data: bytes, sender: str, recipients: Sequence[str]) -> Mapping[str, Fault | None]:
        connection = self._connected()
        wide = not "".join([sender, *recipients]).isascii()
        if wide and not connection.has_extn("smtputf8"):
            raise Refused("the server takes no addresses with accents (SMTPUTF8)")
        options = ["SMTPUTF8", "BODY=8BITMIME"] if wide else []
        size = [f"SIZE={len(data)}"] if connection.has_extn("size") else []
        try:
            self._answer(connection.mail(sender, [*options, *size]), "the sender")
            answers = {one: self._told(connection.rcpt(one)) for one in recipients}
            if all(answers.values()):
                connection.rset()
                return answers
            self._answer(connection.docmd("DATA"), "the message", good=3)
        except (OSError, smtplib.SMTPException) as error:
            raise self._fault(error) from None
        return {**answers, **dict.fromkeys([one for one in recipients if not answers[one]], self._handed(data))}

    def _handed(self, data: bytes) -> Fault | None:
        """The message itself. Past the first byte a broken connection no longer means that it was not taken."""
        connection = self._connected()
        try:
            connection.send(_LEADING_DOT.sub(b"..", data).removesuffix(b"\r\n") + b"\r\n.\r\n")
            return self._told(connection.getreply())
        except (OSError, smtplib.SMTPException) as error:
            self.leave()
            return Unknown(self._safe(f"the connection broke before the server's answer ({_named(error)})"))

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None:
            try:
                self._connection = self._opened()
                self.gone = ""
            except (OSError, smtplib.SMTPException) as error:
                fault = self._fault(error)
                self.gone = str(fault)
                raise fault from None
        return self._connection

    def _opened(self) -> smtplib.SMTP:
        """Connected, encrypted with a verified certificate, logged in. Raises what smtplib raises."""
        told, context = self.options, _context(self.options)
        port = told.port or SECURITY[told.security]
        connection: smtplib.SMTP
        if told.security == "tls":
            connection = smtplib.SMTP_SSL(told.host, port, timeout=told.timeout, context=context)
        else:
            connection = smtplib.SMTP(told.host, port, timeout=told.timeout)
        try:
            if told.security == "starttls":
                connection.starttls(context=context)  # raises where the server has none: never in the clear
            connection.ehlo_or_helo_if_needed()
            if told.user and self.password is not None:
                _log_in(connection, told.user, self.password.reveal())
        except BaseException:
            connection.close()
            raise
        return connection

    def _answer(self, answer: tuple[int, bytes], to: str, good: int = 2) -> None:
        fault = self._told(answer, good)
        if fault is not None:
            raise type(fault)(f"{to}: {fault}")

    def _told(self, answer: tuple[int, bytes], good: int = 2) -> Fault | None:
        """The fault a server's answer tells of, None for a good one."""
        code, words = answer
        if code // 100 == good:
            return None
        line = self._safe(f"the server says {code} {words.decode('utf-8', 'replace')}")
        return Refused(line) if code // 100 == 5 else Temporary(line)

    def _fault(self, error: Exception) -> Fault:
        """What a failure before the message was handed over means."""
        if isinstance(error, smtplib.SMTPAuthenticationError):
            kind = Temporary if error.smtp_code // 100 == 4 else Waiting
            return kind(
                self._safe(
                    f"the server refuses user or password ({error.smtp_code}); "
                    "check user and the variable or keyring entry named in the settings"
                )
            )
        if isinstance(error, smtplib.SMTPResponseException):
            return self._told((error.smtp_code, _bytes(error.smtp_error))) or Temporary("the server ended it")
        if isinstance(error, ssl.SSLCertVerificationError):
            return Waiting(self._safe(f"its certificate cannot be trusted: {error.verify_message}"))
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return Waiting(self._safe(f"the server does not offer what is asked for: {error}"))
        if isinstance(error, FileNotFoundError):
            return Waiting(self._safe(f"ca_file {self.options.ca_file} is not there"))
        return Temporary(self._safe(f"{self.options.host} cannot be reached ({_named(error)})"))

    def _safe(self, text: str) -> str:
        return one_line(masked(text, [self.password], self.options.user), _LONGEST_REASON)


def _log_in(connection: smtplib.SMTP, user: str, password: str) -> None:
    """Log in, with PLAIN where the server has it, since the connection is encrypted.

    smtplib would offer a wrong password once a mechanism, and knows no accents in it (RFC 4616 does).
    """
    if "PLAIN" not in connection.esmtp_features.get("auth", "").upper().split():
        connection.login(user, password)
        return
    token = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
    code, words = connection.docmd("AUTH", f"PLAIN {token}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, words)


def _context(options: Mail) -> ssl.SSLContext:
    """Certificates and host name are verified; there is no setting that turns this off."""
    return ssl.create_default_context(cafile=options.ca_file or None)


def _bytes(told: bytes | str) -> bytes:
    return told if isinstance(told, bytes) else told.encode("utf-8", "replace")


def _named(error: Exception) -> str:
    """What went wrong on the network, without addresses of this machine."""
    told = getattr(error, "strerror", None)
    return str(told) if isinstance(told, str) and told else type(error).__name__
