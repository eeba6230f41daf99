"""The settings of one bot: its token, the chat of the staff, and where the bots' server is."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from panel_refunds.errors import Refused
from panel_refunds.ports import Setting

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "token": Setting(required=True, secret=True, help="The bot's token, as @BotFather gave it."),
        "staff_chat": Setting(
            default="", help="The chat that gets the messages for the staff: its number or @channel."
        ),
        "api_base": Setting(
            default="https://api.telegram.org", help="Another bot server; https, or http to this machine."
        ),
        "timeout": Setting("integer", default=10, minimum=1, help="Seconds to wait for the answer, at most 25."),
    }
)
_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,100}")
_CHAT = re.compile(r"-?[0-9]{1,20}|@[A-Za-z][A-Za-z0-9_]{3,31}")
_CUSTOMERS_CHAT = re.compile(r"[0-9]{1,20}")
_LONGEST_WAIT = 25


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """The settings, read."""

    token: str = field(repr=False)
    staff_chat: str
    api_base: str
    timeout: int

    @property
    def usable(self) -> bool:
        """Whether the token looks like one; nothing is sent with a text that does not."""
        return _TOKEN.fullmatch(self.token) is not None


def parse_settings(given: Mapping[str, Any]) -> TelegramSettings:
    """The settings of one bot; ``Refused`` names the one that is wrong.

    A text that is no token is let through, because a tenant's file is also checked without its secrets; nothing is sent
    with it.
    """
    if given["timeout"] > _LONGEST_WAIT:
        raise _refused("timeout", f"it may be at most {_LONGEST_WAIT} seconds")
    if given["staff_chat"] and not _CHAT.fullmatch(given["staff_chat"]):
        raise _refused("staff_chat", "a chat is a number in quotes, like -1001234567890, or a channel like @refunds")
    return TelegramSettings(
        given["token"].strip(), given["staff_chat"], _base(given["api_base"].rstrip("/")), given["timeout"]
    )


def is_customers_chat(text: str) -> bool:
    """Whether it is the number of one person's chat; groups and channels are nobody's own."""
    return _CUSTOMERS_CHAT.fullmatch(text) is not None


def _base(url: str) -> str:
    parts = urlsplit(url)
    if not parts.hostname or parts.query or parts.fragment or parts.username is not None:
        raise _refused("api_base", "it is no address like https://api.telegram.org")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(parts.hostname)):
        raise _refused("api_base", "it has to begin with https://; http only to a program on this machine")
    return url


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _refused(key: str, text: str) -> Refused:
    return Refused("field_invalid", text, field=key)
