"""A process of its own that charges, gives back and deposits on shared wallets, and says what it has committed.

It prints one line for every commit that it knows of: the kind and the
id, after the commit. Whoever kills it may trust every whole line, and nothing else.
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime

from tests.store.till import Till
from uuid_utils import uuid7

from panel_refunds.errors import Refused
from panel_refunds.ids import PREFIXES, encode
from panel_refunds.store import Store


def hammer(url: str, seed: int, times: int, *wallets: str) -> None:
    store = Store(url)
    till = Till(store, lambda noun: encode(PREFIXES[noun], uuid7().int), lambda: datetime.now(UTC))
    chance = random.Random(seed)
    with till.read() as books:
        customers = {wallet: books.wallet(wallet).customer_id for wallet in wallets}
    orders = []
    for _ in range(times):
        wallet = chance.choice(wallets)
        try:
            kind, thing = store.retrying(lambda wallet=wallet: act(till, chance, wallet, customers[wallet], orders))
        except Refused as refused:
            kind, thing = refused.code, "-"
        sys.stdout.write(f"{kind} {thing}\n")
        sys.stdout.flush()
    store.close()


def act(till: Till, chance: random.Random, wallet: str, customer: str, orders: list) -> tuple[str, str]:
    """One transaction."""
    what = chance.choice(["order", "order", "order", "give_back", "deposit", "request"])
    if what == "order":
        orders.append(till.order(wallet, chance.randint(1, 9)))
        return what, orders[-1].order_id
    if what == "give_back" and orders:
        order = orders.pop(chance.randrange(len(orders)))
        till.give_back(order, 1)
        return what, order.order_id
    deposit = till.deposit(customer, amount=chance.randint(1, 20))
    if what == "request":
        return what, till.request(deposit, 1)[0].request_id
    return "deposit", deposit.deposit_id
