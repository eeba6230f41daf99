"""From a message to a mail: the same message under the same key is the same mail, letter by letter.

Subject and addresses are the only values that come near a header. A subject is one line whatever was in it, addresses
were read before; the standard library refuses what would still end a header.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from panel_refunds.ports import Letterhead, Message
from panel_refunds_mail.settings import MailSettings

_POLICY = SMTP.clone(cte_type="7bit")
_LONGEST_SUBJECT = 200
_HEAD = "color:{};font-size:1.4em;font-weight:bold"


def write_letter(message: Message, key: str, recipients: Sequence[str], settings: MailSettings) -> EmailMessage:
    """The mail that brings ``message`` to ``recipients``; ``message.at`` has to be there."""
    letter = EmailMessage(_POLICY)
    letter["From"] = settings.sender
    letter["To"] = [Address(addr_spec=recipient) for recipient in recipients]
    if settings.reply_to is not None:
        letter["Reply-To"] = settings.reply_to
    letter["Subject"] = _one_line(_subject(message, settings))
    if message.at is not None:
        letter["Date"] = format_datetime(message.at)
    letter["Message-ID"] = f"<{_name(key)}@{settings.sender.domain}>"
    if message.request_id:
        # All mails about one request are one conversation.
        letter["References"] = f"<{_name(message.request_id)}@{settings.sender.domain}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(_plain(_lines(message, settings.letterhead)), cte="quoted-printable")
    if settings.html:
        letter.add_alternative(_as_html(message, settings.letterhead), subtype="html", cte="quoted-printable")
        letter.set_boundary(f"=_{_name(key)}")
    return letter


def _subject(message: Message, settings: MailSettings) -> str:
    if message.customer is not None:
        return settings.subject
    about = f" ({message.request_id})" if message.request_id else ""
    return f"{message.tenant}: {message.kind.replace('_', ' ')}{about}"


def _plain(lines: Sequence[str]) -> str:
    # A half of a character cannot be sent; it would be tried for ever.
    return ("\n".join(lines) + "\n").encode("utf-8", "replace").decode()


def _lines(message: Message, letterhead: Letterhead) -> list[str]:
    """The whole text; what a customer reads ends with the brand, behind the line that mail programs know."""
    foot = _foot(message, letterhead)
    return [message.text.strip(), *_about(message), *(["", "-- ", *foot] if foot else [])]


def _foot(message: Message, letterhead: Letterhead) -> list[str]:
    if message.customer is None:
        return []
    return [line for line in (letterhead.name, letterhead.footer, letterhead.support_url) if line]


def _about(message: Message) -> list[str]:
    """Below the text: the request for the customer; for the staff also the figures."""
    lines = [f"Request: {message.request_id}"] if message.request_id else []
    if message.customer is None:
        lines += [f"{name.replace('_', ' ')}: {value}" for name, value in sorted(message.facts.items())]
    return ["", *lines] if lines else []


def _as_html(message: Message, letterhead: Letterhead) -> str:
    """The same words under the brand's name; each paragraph is read from the side where its language begins."""
    parts = _plain([message.text.strip(), *_about(message)]).strip().split("\n\n")
    paragraphs = "".join(f'<p dir="auto">{_broken(part.splitlines())}</p>' for part in parts)
    head, foot = "", _foot(message, letterhead)
    if foot:
        head = (
            f'<p dir="auto" style="{_HEAD.format(letterhead.colour or "inherit")}">{html.escape(letterhead.name)}</p>'
        )
    end = f'<hr><p dir="auto">{_broken(foot)}</p>' if foot else ""
    return f'<!doctype html><html><head><meta charset="utf-8"></head><body>{head}{paragraphs}{end}</body></html>\n'


def _broken(lines: Sequence[str]) -> str:
    return "<br>".join(html.escape(line) for line in lines)


def _one_line(text: str) -> str:
    visible = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(visible.split())[:_LONGEST_SUBJECT]


def _name(key: str) -> str:
    """A key as the left part of a Message-ID: letters, digits and a few signs."""
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "_-") else "." for letter in key)
