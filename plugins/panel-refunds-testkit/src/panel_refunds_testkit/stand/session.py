"""A whole session of one account: everything that a core asks of a gateway, the good and the bad.

What the adapter let be heard meanwhile is in ``built.heard``: its answers as text, its exceptions with their causes,
its log. The checks of secrets, of other tenants' facts and of what was done besides all live through one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from panel_refunds.money import Money, minor_unit
from panel_refunds.ports import WatchesPayments
from panel_refunds_testkit.checks.gateway.sending import stranger_to
from panel_refunds_testkit.peer.gateway_peer import Account
from panel_refunds_testkit.stand.adapter_stand import hear
from panel_refunds_testkit.stand.gateway_stand import BuiltGateway, GatewayStand


def live_through(stand: GatewayStand, built: BuiltGateway, account: Account) -> list[str]:
    """Ask everything, raw; the names of the payments and refunds that it was about."""
    raw, peer = built.raw, stand.peer
    payments = [stand.pay(account=account) for _ in range(4)]
    part = stand.amount(1000) if stand.capabilities.partial else stand.amount()
    refs = [*payments, peer.refund_outside(payments[0], part)]
    orders = [
        stand.order(payments[1], part),
        stand.order(payments[2], stand.amount()),
        stand.order(payments[1], stand.amount() + Money(minor_unit(peer.currency), peer.currency)),
        stand.order(payments[3], Money(0, peer.currency)),
        stand.order(stranger_to(payments[0]), stand.amount()),
    ]
    for order in orders:
        hear(built, partial(raw.create_refund, order))
    refs += [refund.ref for payment in payments for refund in peer.refunds_of(payment)]
    questions: list[Callable[[], object]] = [
        *(partial(raw.get_payment, payment) for payment in (*payments, stranger_to(payments[0]), "", "é")),
        *(partial(raw.find_refunds, payment) for payment in (*payments, stranger_to(payments[0]))),
        *(partial(raw.get_refund, ref) for ref in (*refs[4:], "no such refund")),
        partial(raw.available_float, peer.currency),
        partial(raw.list_changes, peer.clock(), None),
        partial(raw.capabilities, peer.method),
    ]
    for delivery in peer.deliveries():
        questions += [
            partial(raw.parse_webhook, delivery.raw, delivery.headers),
            partial(raw.parse_webhook, delivery.raw + b" ", delivery.headers),
        ]
    if isinstance(raw, WatchesPayments):
        questions += [partial(raw.get_dispute, payments[0]), partial(raw.find_warnings, payments[0])]
    for question in questions:
        hear(built, question)
    built.heard.add(f"{raw!r} {raw!s}")
    return list(dict.fromkeys(refs))
