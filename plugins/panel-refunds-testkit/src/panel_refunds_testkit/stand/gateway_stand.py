"""A gateway on the stand: built from its plugin's hook and its peer's settings, exactly as the host would.

``raw`` is the author's object; ``gateway`` is what the core has of it: under a deadline, its answers held against the
types of the contract, its errors without secrets. Every check says which of the two it means.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any
from uuid import uuid4

import httpx2
import pluggy

from panel_refunds import hookspecs
from panel_refunds.ids import PREFIXES, encode
from panel_refunds.money import Money, minor_unit
from panel_refunds.plugins.bounded import BoundedGateway, Caller
from panel_refunds.plugins.candidates import Candidate
from panel_refunds.plugins.deadline import Patience
from panel_refunds.plugins.registration import Plugin, register_all
from panel_refunds.plugins.secrets import Redactor, UnreadSecrets
from panel_refunds.plugins.settings import ReadsSecrets, check_settings
from panel_refunds.plugins.surroundings import HttpClients, make_surroundings
from panel_refunds.ports import Capabilities, Factory, Gateway, RefundOrder
from panel_refunds_testkit.demand import broken
from panel_refunds_testkit.peer.gateway_peer import Account, GatewayPeer
from panel_refunds_testkit.stand.heard import Heard, HeardLog
from panel_refunds_testkit.stand.settings import as_use, reader, secret_texts

SOME = 40
"""A payment is of forty main units where a check does not care."""
SOON = timedelta(seconds=2)
AT_ONCE = 0.7


class HastyClients(HttpClients):
    """HTTP clients that give up after less than a second, whatever they were asked to wait."""

    def __call__(self, *, timeout: object = AT_ONCE, **given: Any) -> httpx2.Client:
        """A new client."""
        del timeout
        return super().__call__(timeout=AT_ONCE, **given)


@dataclass(frozen=True, slots=True)
class BuiltGateway:
    """One object of one tenant; ``secrets`` are the values that must never be seen."""

    raw: Gateway
    gateway: BoundedGateway
    tenant: str
    settings: Mapping[str, Any]
    secrets: frozenset[str]
    redact: Redactor
    heard: Heard = field(default_factory=Heard)


class GatewayStand:
    """One peer and the adapter for it; ``close`` it when the check is over."""

    def __init__(self, peer: GatewayPeer) -> None:
        self.peer = peer
        self.http_clients = HttpClients()
        self._hasty_clients = HastyClients()
        self._patience = Patience()

    def close(self) -> None:
        """Close all connections of everything that was built."""
        self.http_clients.close()
        self._hasty_clients.close()

    # ------------------------------------------------------------ the adapter

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
    def factory(self) -> Factory[Gateway]:
        """The factory of the peer's ``use``."""
        named = self.plugin.factories.get("gateways", {})
        if self.peer.use not in named:
            broken(f"The plugin's hook gateways() gives {sorted(named)}, and not {self.peer.use!r}.")
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
    ) -> BuiltGateway:
        """The adapter for one of the peer's accounts (or for the settings ``given``), as the host builds it.

        ``impatient`` has its HTTP clients give up at once, and the host soon after them.
        """
        if given is None:
            given = self.peer.settings(base_url or self.peer.url, account)
        schema, redact, heard = self.factory.settings, Redactor(), Heard()
        use, environ = as_use(f"{self.peer.use}_{account}", self.peer.use, schema, given)
        secrets: ReadsSecrets = reader(environ, redact) if read_secrets else UnreadSecrets()
        values, faults = check_settings("gateways", use, "tried", self.factory, secrets)
        if faults:
            broken(f"The host refuses the peer's settings: {' '.join(map(str, faults))}")
        tenant = f"tenant-{account}"
        around = make_surroundings(
            tenant,
            use.name,
            now=now or self.peer.clock,
            http_clients=self._hasty_clients if impatient else self.http_clients,
            redact=redact,
        )
        around = replace(around, log=HeardLog(heard, tenant=tenant, plugin=use.name))
        raw = self.factory.build(values, around)
        caller = Caller(f"gateways.{use.name}", self._patience, redact)
        bounded = BoundedGateway(raw, replace(caller, deadline=SOON) if impatient else caller)
        hidden = secret_texts(schema, given) if read_secrets else frozenset[str]()
        return BuiltGateway(raw, bounded, tenant, values, hidden, redact, heard)

    @cached_property
    def built(self) -> BuiltGateway:
        """The adapter for the first account."""
        return self.build()

    @property
    def raw(self) -> Gateway:
        """The author's object for the first account."""
        return self.built.raw

    @property
    def gateway(self) -> BoundedGateway:
        """The first account as the core has it."""
        return self.built.gateway

    @cached_property
    def capabilities(self) -> Capabilities:
        """What the gateway can do with payments of the peer's method."""
        return self.gateway.capabilities(self.peer.method)

    # ------------------------------------------------------------ payments and orders

    def amount(self, hundredths: int = SOME * 100, currency: str | None = None) -> Money:
        """So many hundredths of a main unit, made large enough for the least refund, and as whole as the currency is.

        In a currency without digits a hundredth counts as one.
        """
        currency = currency or self.peer.currency
        least = self.capabilities.min_refund
        step = max(minor_unit(currency), 10**6)
        times = -(-least.units // step) if least is not None and least.currency == currency else 1
        return Money(hundredths * step * times, currency)

    def pay(self, amount: Money | None = None, *, account: Account = "first") -> str:
        """A customer paid, with a fee that is known; what the panel knows the payment by."""
        amount = amount or self.amount()
        return self.peer.take_payment(amount, fee=self.fee_of(amount), account=account)

    def fee_of(self, amount: Money) -> Money:
        """What the vendor keeps of a payment: a fortieth, in whole minor units, and at least one."""
        step = minor_unit(amount.currency)
        return Money(max(amount.units // 40 // step * step, step), amount.currency)

    def order(self, payment: str, amount: Money) -> RefundOrder:
        """An order as the core writes one, of a new attempt."""
        attempt = encode(PREFIXES["attempt"], uuid4().int)
        return RefundOrder(attempt, attempt, payment, self.peer.method, amount, "The customer asked for it.")

    # ------------------------------------------------------------ what reached the peer

    def refund_requests(self) -> int:
        """How many requests to make a refund reached the peer."""
        return sum(fnmatchcase(request, self.peer.refund_requests) for request in self.peer.requests_seen())
