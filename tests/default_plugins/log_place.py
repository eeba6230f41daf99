"""The log as a place that messages are brought to: every line that the notifier writes arrives there.

A tenant's lines carry its name, so each tenant has a part of its own. Nobody is asked, so nothing there can refuse, break
off or be misconfigured.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from panel_refunds.default_plugins import log
from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, Notifier, Surroundings
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.clock import PeerClock
from panel_refunds_testkit.peer.notifier_peer import Arrived, NotifierPeer


@dataclass(frozen=True)
class Listened:
    """The host's logger, listened to."""

    log: Any
    take: Callable[[Mapping[str, Any]], None]

    def info(self, event: str, **facts: Any) -> None:
        self.log.info(event, **facts)
        self.take({"event": event, **facts})


class LogPlace(NotifierPeer):
    use = "log"
    replies = ()

    def __init__(self) -> None:
        self.clock = PeerClock()
        self.lines: list[Arrived] = []
        (factory,) = log.notifiers()

        def notifiers(_: object) -> Sequence[Factory[Notifier]]:
            return [replace(factory, build=self._build)]

        # Whatever reads a plugin's source finds that of the module.
        made = type("Plugin", (), {"notifiers": hookimpl(notifiers), "__module__": log.__name__})
        self.plugin = made()

    def _build(self, settings: Mapping[str, Any], around: Surroundings) -> Notifier:
        account: Account = "first" if around.tenant == "tenant-first" else "second"

        def take(line: Mapping[str, Any]) -> None:
            self.lines.append(Arrived(line["key"], str(line), account=account))

        return log.build(settings, replace(around, log=Listened(around.log, take)))

    @property
    def url(self) -> str:
        return ""

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        return {}

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        return {}

    def requests_seen(self) -> Sequence[str]:
        return ()

    def arrived(self) -> Sequence[Arrived]:
        return tuple(self.lines)

    def next_reply(self, reply: str) -> None:
        raise AssertionError(f"a log does not say {reply}")

    def start(self) -> None:
        pass

    def stop(self) -> None:
        pass
