"""The notifier *mail*: messages as e-mail, to customers whose address the panel told and to the staff in the settings.

It speaks SMTP through the standard library, once for each message. A mail may arrive twice, because nobody can say what
became of one whose server fell silent; its Message-ID is made of the message's key, so that it is the same mail.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, Notifier, Surroundings
from panel_refunds_mail.settings import SETTINGS, parse_settings

__all__ = ["notifiers"]


def _build(given: Mapping[str, Any], surroundings: Surroundings) -> Notifier:
    """One sender of one tenant; opens no connection. ``Refused`` names the setting that is wrong."""
    from panel_refunds_mail.notifier import MailNotifier

    return MailNotifier(parse_settings(given, surroundings.letterhead), surroundings)


@hookimpl
def notifiers() -> Sequence[Factory[Notifier]]:
    """The one factory of this plugin: ``use = "mail"``."""
    return [Factory("mail", _build, settings=SETTINGS, contract="1.1", title="E-mail by SMTP")]
