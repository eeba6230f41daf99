"""The desk at which every flow works: one tenant with its books, its clock and its plugins' objects.

A flow is a function whose first argument is the desk. It opens its transactions with ``desk.begin`` and calls
gateways and providers only outside of them. API, command line, worker and stories all come through here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from panel_refunds.errors import Refused
from panel_refunds.flows.sealing import NO_KEY, Sealing
from panel_refunds.flows.sign_in_elsewhere import SignInService
from panel_refunds.flows.token_keys import TokenKeys
from panel_refunds.money import Money
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds.ports import FraudContext, Gateway, Notifier, OrderProvider
from panel_refunds.refunds.verdict import CheckVerdict
from panel_refunds.store import Books, Files, Owner, Store
from panel_refunds.tenants.tenant import Tenant
from panel_refunds.tickets.audience import Audience

EVERYBODY = Audience()
NOWHERE = Files(Path(os.devnull))
"""No file can be kept at a desk that nobody gave a folder."""


@dataclass(frozen=True, slots=True)
class Once:
    """An idempotency key of a write: the same key with the same request is the same write.

    ``answer`` makes the HTTP status and body of what a flow made, so that the flow can store it in its own transaction.
    """

    scope: str
    key: str
    request_hash: str
    answer: Callable[[object], tuple[int, bytes]] | None = None


class Replayed(Exception):  # noqa: N818 - not an error: the write was done before
    """This write was done before, under the same key; ``subject`` is the id of what it made or changed."""

    def __init__(self, subject: str) -> None:
        self.subject = subject
        super().__init__(subject)


def _nothing_in_dry_run(snapshot: Snapshot, asked: Money | None) -> Sequence[Finding]:  # noqa: ARG001 - nobody is asked
    return ()


@dataclass(frozen=True, slots=True)
class PluginUsed:
    """The plugin behind an object, its version, and how that stands with the conformance kit.

    ``certificate`` is ``certified``, ``stale`` (``why`` says what changed), ``none``, or ``built in``, which needs
    none.
    """

    plugin: str
    version: str = ""
    certificate: str = "none"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """One tenant at work.

    ``gateways``, ``providers`` and ``notifiers`` are keyed by the tenant's own words. ``ask_fraud_checks`` and
    ``ask_rules`` ask all of them and never raise, ``ask_dry_runs`` asks the rules whose answer is only for the record;
    without ``has_checks`` there is no check to ask. ``poll_every`` says how often a provider is asked for its orders,
    where the tenant's file says so. ``customer_keys`` are the gateways whose events credit payments, each with the key
    under which a payment names its customer. ``audiences`` says which messages a notifier takes; one that is not there
    takes all. ``redact`` takes secrets and addresses out of a text that is to be kept. ``plugin_of`` names the plugin
    behind each object (``gateways.till``), and ``plugins_used`` which version of it that is. ``once`` is set for one
    write of the API, ``door`` says how who asks came in: ``page``, ``api`` or ``cli``. ``sealing`` keeps secrets that
    have to be read again, ``files`` the files of conversations. ``token_keys`` are those of the panel's own tokens,
    ``sign_in_service`` is where the staff signs in besides; both are None where the tenant's file names none.
    """

    tenant: Tenant
    store: Store
    now: Callable[[], datetime]
    new_id: Callable[[str], str]
    gateways: Mapping[str, Gateway]
    providers: Mapping[str, OrderProvider]
    notifiers: Mapping[str, Notifier]
    ask_fraud_checks: Callable[[FraudContext], Sequence[CheckVerdict]]
    ask_rules: Callable[[Snapshot, Money | None], Sequence[Finding]]
    log: Any
    ask_dry_runs: Callable[[Snapshot, Money | None], Sequence[Finding]] = _nothing_in_dry_run
    poll_every: Mapping[str, timedelta] = field(default_factory=lambda: MappingProxyType({}))
    customer_keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    audiences: Mapping[str, Audience] = field(default_factory=lambda: MappingProxyType({}))
    redact: Callable[[str], str] = str
    has_checks: bool = True
    plugin_of: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    plugins_used: Mapping[str, PluginUsed] = field(default_factory=lambda: MappingProxyType({}))
    once: Once | None = None
    door: str | None = None
    sealing: Sealing = NO_KEY
    files: Files = NOWHERE
    token_keys: TokenKeys | None = None
    sign_in_service: SignInService | None = None

    def begin(
        self, *wallets: str, owner: Owner | None = None, looks_for_key: bool = True
    ) -> AbstractContextManager[Books]:
        """One transaction; the named wallets are locked first, in the order of their ids, or the one of ``owner``.

        ``looks_for_key``: the idempotency key will be asked for, and is, in the same trip.
        """
        reply = (self.once.scope, self.once.key) if self.once and looks_for_key else None
        return self.store.begin(
            self.tenant.id, wallets=wallets, owner=owner, reply=reply, door=self.door, new_id=self.new_id
        )

    def read(self) -> AbstractContextManager[Books]:
        """A look without locks, for what no money hangs on."""
        return self.store.read(self.tenant.id, new_id=self.new_id)

    def with_once(self, once: Once | None) -> Desk:
        """The same desk for one write with an idempotency key."""
        return replace(self, once=once)

    def stop_if_replayed(self, books: Books) -> None:
        """Raise ``Replayed`` when this write was done before; refuse a key that was used for something else."""
        if self.once is None:
            return
        earlier = books.find_reply(self.once.scope, self.once.key)
        if earlier is None:
            return
        if earlier.request_hash != self.once.request_hash:
            raise Refused("idempotency_key_reused")
        raise Replayed(earlier.subject)

    def remember(self, books: Books, subject: str, made: object = None) -> None:
        """Note, in the same transaction, that this write is done, what it was about, and the answer if it is known."""
        once = self.once
        if once is None:
            return
        status, body = once.answer(made) if once.answer and made is not None else (None, None)
        books.add_reply(once.scope, once.key, once.request_hash, subject, self.now(), status=status, body=body)

    def at_door(self, door: str) -> Desk:
        """The same desk for who comes in through that door."""
        return replace(self, door=door)

    def gateway(self, name: str) -> Gateway:
        """The tenant's gateway of that name; refused when there is none."""
        if name not in self.gateways:
            raise Refused("not_found", f"There is no gateway {name[:40]!r} here.", field="gateway")
        return self.gateways[name]

    def audience(self, notifier: str) -> Audience:
        """Which messages the notifier takes."""
        return self.audiences.get(notifier, EVERYBODY)

    def provider(self, name: str) -> OrderProvider:
        """The tenant's order provider of that name; refused when there is none."""
        if name not in self.providers:
            file = f"{self.tenant.folder.parent.name}/{self.tenant.slug}/tenant.toml"
            text = f"There is no order provider {name[:40]!r} here; add [order_providers.{name[:40]}] to {file}."
            raise Refused("not_found", text, field="provider")
        return self.providers[name]


def wallet_ids(wallets: Iterable[str]) -> list[str]:
    """Each id once, in the order in which wallets are locked."""
    return sorted(set(wallets))
