"""The notifier *telegram*: messages from a bot, to a chat of the staff and to customers whose chat the panel told.

A bot cannot say the same thing twice under one name: when its answer is lost, the message comes again. The bot's token
is part of every address it calls, so no error and no log of this plugin has an address in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, Notifier, Surroundings
from panel_refunds_telegram.settings import SETTINGS, parse_settings

__all__ = ["notifiers"]


def _build(given: Mapping[str, Any], surroundings: Surroundings) -> Notifier:
    """One bot of one tenant; opens no connection. ``Refused`` names the setting that is wrong."""
    from panel_refunds_telegram.notifier import TelegramNotifier

    return TelegramNotifier(parse_settings(given), surroundings)


@hookimpl
def notifiers() -> Sequence[Factory[Notifier]]:
    """The one factory of this plugin: ``use = "telegram"``."""
    return [Factory("telegram", _build, settings=SETTINGS, contract="1.1", title="A Telegram bot")]
