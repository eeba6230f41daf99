"""An adapter on the stand: built from its plugin's hook and its peer's settings, exactly as the host would.

``raw`` is the author's object. What the core has of it, under a deadline and held against the types of the contract,
each kind adds. Every check says which of the two it means.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

import httpx2
import pluggy

from panel_refunds import hookspecs
from panel_refunds.plugins.bounded import Caller
from panel_refunds.plugins.candidates import Candidate
from panel_refunds.plugins.deadline import Patience
from panel_refunds.plugins.kinds import Kind
from panel_refunds.plugins.registration import Plugin, register_all
from panel_refunds.plugins.secrets import Redactor, UnreadSecrets
from panel_refunds.plugins.settings import ReadsSecrets, check_settings
from panel_refunds.plugins.surroundings import HttpClients, make_surroundings
from panel_refunds.ports import Factory
from panel_refunds_testkit.demand import broken
from panel_refunds_testkit.peer.adapter_peer import Account, AdapterPeer
from panel_refunds_testkit.stand.heard import Heard, HeardLog
from panel_refunds_testkit.stand.settings import as_use, reader, secret_texts

SOON = timedelta(seconds=2)
AT_ONCE = 0.7


class HastyClients(HttpClients):
    """HTTP clients that give up after less than a second, whatever they were asked to wait."""

    def __call__(self, *, timeout: object = AT_ONCE, **given: Any) -> httpx2.Client:
        """A new client."""
        del timeout
        return super().__call__(timeout=AT_ONCE, **given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One object of one tenant; ``secrets`` are the values that must never be seen."""

    raw: Any
    caller: Caller
    tenant: str
    settings: Mapping[str, Any]
    secrets: frozenset[str]
    redact: Redactor
    heard: Heard = field(default_factory=Heard)


PeerT = TypeVar("PeerT", bound=AdapterPeer)
BuiltT = TypeVar("BuiltT", bound=Built)


class AdapterStand(ABC, Generic[PeerT, BuiltT]):
    """One peer and the adapter for it; ``close`` it when the check is over."""

    kind: ClassVar[Kind]
    made: ClassVar[type[Built]] = Built
    """The class of what ``build`` gives, which knows what the core has of an object of this kind."""

    def __init__(self, peer: PeerT) -> None:
        self.peer = peer
        self.http_clients = HttpClients()
        self._hasty_clients = HastyClients()
        self._patience = Patience()

    def close(self) -> None:
        """Close all connections of everything that was built."""
        self.http_clients.close()
        self._hasty_clients.close()

    @property
    def over_http(self) -> bool:
        """Whether the adapter asks somebody over HTTP."""
        return bool(self.peer.url)

    def told_of_itself(self, built: BuiltT) -> object:
        """What an object says that it can do; of most kinds no more than what it is."""
        return repr(built.raw)

    @property
    def methods(self) -> tuple[str, ...]:
        """The ways of paying that a certificate speaks of."""
        return ()

    @abstractmethod
    def live_through(self, built: BuiltT, account: Account) -> list[str]:
        """Ask everything that a core asks, raw, and hear what it says; the references that it was about."""

    @cached_property
    def plugin(self) -> Plugin:
        """The plugin as the host registers it."""
        manager = pluggy.PluginManager(hookspecs.PROJECT)
        manager.add_hookspecs(hookspecs)
        plugins, faults = register_all(manager, [Candidate("tried", "conformance kit", None, lambda: self.peer.plugin)])
        if faults or plugins["tried"].error:
            broken(f"The host does not take the plugin: {plugins['tried'].error}. {' '.join(map(str, faults))}".strip())
        return plugins["tried"]

    @cached_property
    def factory(self) -> Factory[Any]:
        """The factory of the peer's ``use``."""
        named = self.plugin.factories.get(self.kind, {})
        if self.peer.use not in named:
            broken(f"The plugin's hook {self.kind}() gives {sorted(named)}, and not {self.peer.use!r}.")
        return named[self.peer.use]

    def build(
        self,
        account: Account = "first",
        *,
        base_url: str | None = None,
        given: Mapping[str, Any] | None = None,
        now: Callable[[], datetime] | None = None,
        read_secrets: bool = True,
        impatient: bool = False,
    ) -> BuiltT:
        """The adapter for one of the peer's accounts (or for the settings ``given``), as the host builds it.

        ``impatient`` has its HTTP clients give up at once, and the host soon after them.
        """
        if given is None:
            given = self.peer.settings(base_url or self.peer.url, account)
        schema, redact, heard = self.factory.settings, Redactor(), Heard()
        use, environ = as_use(f"{self.peer.use}_{account}", self.peer.use, schema, given)
        secrets: ReadsSecrets = reader(environ, redact) if read_secrets else UnreadSecrets()
        values, faults = check_settings(self.kind, use, "tried", self.factory, secrets)
        if faults:
            broken(f"The host refuses the peer's settings: {' '.join(map(str, faults))}")
        tenant = f"tenant-{account}"
        around = make_surroundings(
            tenant,
            use.name,
            now=now or self.peer.clock,
            http_clients=self._hasty_clients if impatient else self.http_clients,
            redact=redact,
            folder=self.peer.folder_of(account),
        )
        around = replace(around, log=HeardLog(heard, tenant=tenant, plugin=use.name))
        raw = self.factory.build(values, around)
        caller = Caller(f"{self.kind}.{use.name}", self._patience, redact)
        made: Any = self.made(
            raw=raw,
            caller=replace(caller, deadline=SOON) if impatient else caller,
            tenant=tenant,
            settings=values,
            secrets=secret_texts(schema, given) if read_secrets else frozenset(),
            redact=redact,
            heard=heard,
        )
        return made  # type: ignore[no-any-return]  # of the class that the kind's stand names

    @cached_property
    def built(self) -> BuiltT:
        """The adapter for the first account."""
        return self.build()

    @property
    def raw(self) -> Any:
        """The author's object for the first account."""
        return self.built.raw


AnyStand = AdapterStand[Any, Any]


def hear(built: Built, question: Callable[[], object]) -> None:
    """Ask, and hear the answer or what was raised."""
    try:
        built.heard.add(repr(question()))
    except Exception as error:  # noqa: BLE001 - what it raises is heard too
        built.heard.add_error(error)
