"""An order provider on the stand; ``raw`` is the author's object, ``provider`` what the core has of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from panel_refunds.plugins.bounded import BoundedProvider
from panel_refunds.ports import OrdersReply, OrderState, ProviderCapabilities, PushesOrders
from panel_refunds_testkit.demand import answers_of, demand
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.provider_peer import NEEDED, ProviderPeer
from panel_refunds_testkit.stand.adapter_stand import AdapterStand, Built, hear

LEFT = 157
"""What is not delivered of an order of a thousand, where a check does not care."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltProvider(Built):
    """One order provider of one tenant."""

    @property
    def provider(self) -> BoundedProvider:
        """As the core has it."""
        return BoundedProvider(self.raw, self.caller)


class ProviderStand(AdapterStand[ProviderPeer, BuiltProvider]):
    """One peer and the order provider for it."""

    kind = "order_providers"
    made = BuiltProvider

    @property
    def provider(self) -> BoundedProvider:
        """The first account as the core has it."""
        return self.built.provider

    @cached_property
    def capabilities(self) -> ProviderCapabilities:
        """What it can do."""
        return self.provider.capabilities()

    def told_of_itself(self, built: BuiltProvider) -> ProviderCapabilities:
        """What it can do."""
        return built.provider.capabilities()

    def place(self, status: str = "partial", *, account: Account = "first") -> str:
        """An order that stands at our ``status``, with something left where that means something."""
        demand(all(each in self.peer.words for each in NEEDED), f"The peer's words need {', '.join(NEEDED)}.")
        return self.peer.place(self.peer.words[status], remains=LEFT if status == "partial" else 0, account=account)

    def live_through(self, built: BuiltProvider, account: Account) -> list[str]:
        """Ask about orders that are there and orders that are not, wish, and read raw answers."""
        raw, peer = built.raw, self.peer
        able: ProviderCapabilities = raw.capabilities()
        refs = [self.place(account=account) for _ in range(3)]
        questions: list[Callable[[], object]] = [
            partial(raw.capabilities),
            partial(raw.get_orders, refs[: able.batch]),
            *(partial(raw.get_orders, [ref]) for ref in (*refs, "999999999", "", "é", "a b")),
            *(partial(raw.request_cancel, ref) for ref in (refs[0], "999999999")),
            *(partial(raw.request_refill, ref) for ref in (refs[0], "999999999")),
            partial(raw.refill_status, "999999999"),
            partial(raw.balance),
            *(partial(raw.read_status, word) for word in (*peer.words.values(), "no such word", "")),
        ]
        for raw_answer in (b"<html>", *(placement.raw for placement in peer.placements().values())):
            questions.append(partial(raw.read_placement, raw_answer, 200))
            questions.append(partial(raw.read_reply, raw_answer, action="status", asked=refs, http_status=200))
        if isinstance(raw, PushesOrders) and able.webhooks:
            peer.change(refs[0], peer.words["completed"])
            for delivery in peer.deliveries():
                questions.append(partial(raw.parse_webhook, delivery.raw, delivery.headers))
                questions.append(partial(raw.parse_webhook, delivery.raw + b" ", delivery.headers))
        for question in questions:
            hear(built, question)
        built.heard.add(f"{raw!r} {raw!s}")
        return [ref for ref in refs if not ref.isdigit() or len(ref) > 4]  # noqa: PLR2004 - a short number stands anywhere


def states_of(provider: object, refs: Sequence[str]) -> dict[str, OrderState]:
    """The orders whose state is told; none where the question ended in an error of any kind."""
    asked: Callable[[], OrdersReply] = partial(provider.get_orders, list(refs))  # type: ignore[attr-defined]  # a provider, raw or bounded
    for reply in answers_of(asked):
        if reply.reply_error is None:
            return {ref: said for ref, said in reply.orders.items() if isinstance(said, OrderState)}
    return {}
