"""Two tenants in one process: neither sees the other's payments, keys or webhooks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from panel_refunds.ports import WebhookRefusedError
from panel_refunds_testkit.checks.gateway.sending import needs_reading
from panel_refunds_testkit.demand import answers_of, demand, demand_equal, demand_raises
from panel_refunds_testkit.peer.gateway_peer import Account
from panel_refunds_testkit.stand import GatewayStand

_AT_ONCE = 8


class TenantChecks:
    """Two objects of one plugin, side by side."""

    def test_two_accounts_see_nothing_of_each_other(self, stand: GatewayStand) -> None:
        """One account's object read the other's payment: key, client or cache are shared between objects.

        Keep everything in ``self``; nothing at module level, on the class, or on a library.
        """
        needs_reading(stand)
        first, second = stand.build("first").gateway, stand.build("second").gateway
        mine, others = stand.pay(account="first"), stand.pay(account="second")
        for built, own, foreign in ((first, mine, others), (second, others, mine), (first, mine, others)):
            known = any(own in (facts.ref, *facts.refs) for facts in answers_of(partial(built.get_payment, own)))
            demand(known, "An account cannot read its own payment any more, now that there is a second one.")
            with demand_raises(LookupError, "One account read a payment of the other."):
                built.get_payment(foreign)

    def test_a_webhook_is_for_one_account(self, stand: GatewayStand) -> None:
        """A delivery for one account was taken by the other's object, although their secrets differ."""
        first, second = stand.build("first"), stand.build("second")
        stand.pay(account="first")
        for delivery in stand.peer.deliveries() if first.secrets.isdisjoint(second.secrets) else ():
            first.raw.parse_webhook(delivery.raw, delivery.headers)
            with demand_raises(WebhookRefusedError, "The delivery is for the other account."):
                second.raw.parse_webhook(delivery.raw, delivery.headers)

    def test_many_threads_read_at_once(self, stand: GatewayStand) -> None:
        """Two reads at once gave each other's answers, or an error: something in ``self`` changes with every call."""
        needs_reading(stand)
        accounts: tuple[Account, Account] = ("first", "second")
        payments = [(account, stand.pay(account=account)) for account in accounts for _ in range(_AT_ONCE)]
        built = {account: stand.build(account).gateway for account in accounts}
        with ThreadPoolExecutor(2 * _AT_ONCE) as pool:
            reads = [(ref, pool.submit(partial(built[account].get_payment, ref))) for account, ref in payments * 2]
        for ref, read in reads:
            facts = read.result()
            demand(ref in (facts.ref, *facts.refs), f"{ref!r} was asked for, and the facts are of {facts.ref!r}.")
            demand_equal(facts.amount, stand.amount(), "get_payment: the amount is wrong.")
