"""One conversation with the server: every recipient is named before a word of the mail is said.

    connect, TLS, login  →  MAIL  →  RCPT, each  →  DATA  →  250: it is theirs now

What an answer means depends on where it stands. A server that says 5xx to a *recipient* or to the *mail* will say so
for ever: undeliverable. 5xx to our login or sender is our set-up, which somebody can mend: it is tried again. 4xx is
"later", 421 "later, whatever it is". A connection that breaks may have delivered; the next try carries the same
Message-ID.
"""

from __future__ import annotations

import contextlib
import smtplib
from collections.abc import Iterator, Sequence
from datetime import timedelta

from panel_refunds.ports import NotNowError, UndeliverableError
from panel_refunds_mail.settings import MailSettings

COME_LATER = timedelta(minutes=5)
_OK, _CLOSING, _PERMANENT, _LOG_IN = range(200, 300), 421, 500, 530
_NOT_ALLOWED = b"5.7."
"""How servers that speak enhanced codes begin an answer about *us*: no login, no relaying, no such sender here."""


class MailRefusedError(Exception):
    """The server did not take the mail now; the text has its code and answer."""


def send(settings: MailSettings, recipients: Sequence[str], mail: bytes) -> tuple[str, ...]:
    """Hand ``mail`` to the server; returns the recipients that it refused for good while it took the others.

    A recipient that is to come later keeps the mail back from all, so that nobody gets it twice. UndeliverableError
    when nobody is left or the mail itself is refused for good; NotNowError at 421; any other error means: again later.
    """
    with _connection(settings) as smtp:
        _expect("MAIL", *smtp.mail(settings.sender.addr_spec))
        refused = tuple(each for each in recipients if not _takes(smtp, each))
        if len(refused) == len(recipients):
            raise UndeliverableError("the server refuses every recipient for good")
        try:
            code, text = smtp.data(mail)
        except smtplib.SMTPDataError as error:
            code, text = error.smtp_code, _bytes(error.smtp_error)
        _expect("DATA", code, text, for_good=True)
    return refused


@contextlib.contextmanager
def _connection(settings: MailSettings) -> Iterator[smtplib.SMTP]:
    """A connection that may send; how it ends changes nothing of what was said on it."""
    smtp = _connect(settings)
    try:
        if settings.tls == "starttls":
            _expect("STARTTLS", *smtp.starttls(context=settings.context))
        if settings.user:
            smtp.login(settings.user, settings.password)
        smtp.ehlo_or_helo_if_needed()
        yield smtp
        with contextlib.suppress(smtplib.SMTPException, OSError):
            smtp.quit()
    except smtplib.SMTPResponseException as error:
        raise _meaning(type(error).__name__, error.smtp_code, _bytes(error.smtp_error)) from None
    finally:
        smtp.close()


def _connect(settings: MailSettings) -> smtplib.SMTP:
    # The name we greet with is the sender's, not that of the machine.
    known_as = settings.sender.domain
    try:
        if settings.tls == "tls":
            return smtplib.SMTP_SSL(
                settings.host, settings.port, known_as, timeout=settings.timeout, context=settings.context
            )
        return smtplib.SMTP(settings.host, settings.port, known_as, timeout=settings.timeout)
    except smtplib.SMTPConnectError as error:
        raise _meaning("the greeting", error.smtp_code, _bytes(error.smtp_error)) from None


def _takes(smtp: smtplib.SMTP, recipient: str) -> bool:
    """Whether the server takes this recipient; False when it never will, for a reason of the recipient's own."""
    code, text = smtp.rcpt(recipient)
    if code >= _PERMANENT and code != _LOG_IN and not text.startswith(_NOT_ALLOWED):
        return False
    _expect("RCPT", code, text)
    return True


def _expect(step: str, code: int, text: bytes, *, for_good: bool = False) -> None:
    if code not in _OK:
        raise _meaning(step, code, text, for_good=for_good)


def _meaning(step: str, code: int, text: bytes, *, for_good: bool = False) -> Exception:
    told = f"the server said {code} to {step}: {text.decode('ascii', 'replace')}"
    if code == _CLOSING:
        return NotNowError(COME_LATER, told)
    if for_good and code >= _PERMANENT:
        return UndeliverableError(told)
    return MailRefusedError(told)


def _bytes(answer: bytes | str) -> bytes:
    return answer.encode() if isinstance(answer, str) else answer
