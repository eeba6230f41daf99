"""kill -9 at every step between an approval and a card, through bad luck: each refund is made once, and known. (F1, F6, F7)

Real processes: a server, two workers that are killed over and over, a Stripe behind a proxy that loses, delays and
doubles. In the end two records that know nothing of each other, Stripe's and our journal, have to agree payment by
payment. How much happened is printed (``pytest -s``).
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from tests.app.cards.corner_shop import CornerShop, open_shop
from tests.app.cards.customers import Customers
from tests.app.cards.kill_points import POINTS
from tests.app.cards.processes import GATEWAY, SLUG
from tests.app.cards.proof import prove

from panel_refunds.app.composition import Service
from panel_refunds.flows.hear_gateway import hear_gateway
from panel_refunds.worker import run_due

BEFORE_THE_END = ("pending", "requires_action")


def words_from_the_bank(shop: CornerShop, service: Service, seed: int) -> None:
    """What is pending gets its last word, a few refunds fail after they had succeeded, and Stripe tells us of it."""
    chance = random.Random(seed)
    shop.control("webhooks/send_to", None)
    for each in shop.control.refunds():
        if each["status"] in BEFORE_THE_END:
            shop.control("set_refund_status", each["id"], chance.choice(("succeeded", "succeeded", "failed")))
        elif each["status"] == "succeeded" and chance.random() < 0.1:
            shop.control("set_refund_status", each["id"], "failed", reason="expired_or_canceled_card")
    desk = service.desk(SLUG)
    messages = shop.control("webhooks/pull", at=service.now().isoformat())
    chance.shuffle(messages)
    for message in messages:
        hear_gateway(desk, GATEWAY, message["body"].encode(), {"stripe-signature": message["signature"]})
    run_due(desk, limit=10**6, kinds={"pay", "follow", "notice"})


def weather(
    folder: Path, database: str, *, seed: int, customers: int, every_point: int = 1
) -> tuple[CornerShop, Customers]:
    with open_shop(folder, database, seed) as shop:
        people = shop.run(customers=customers, every_point=every_point)
        with shop.finish() as service:
            words_from_the_bank(shop, service, seed)
            proof = prove(service.desk(SLUG), shop.control, people)
        counts = f"killed {dict(shop.kills)}, bad luck with refunds {dict(shop.refund_luck.happened)}"
        sys.stdout.write(f"\nseed {seed}: {proof}, {counts}\n")
    return shop, people


def test_workers_killed_at_every_step_make_each_refund_once(tmp_path: Path, database_url: str) -> None:
    shop, people = weather(tmp_path, database_url, seed=1, customers=24)

    assert {point for point in POINTS if not shop.kills[point]} == set()
    assert len(people.approved) >= 24


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 22))
def test_the_same_twenty_times_in_a_row(tmp_path: Path, database_url: str, seed: int) -> None:
    shop, _ = weather(tmp_path, database_url, seed=seed, customers=80, every_point=2)

    assert {point for point in POINTS if shop.kills[point] < 2} == set()


@pytest.mark.long
def test_thousands_of_refunds(tmp_path: Path, database_url: str) -> None:
    _, people = weather(tmp_path, database_url, seed=99, customers=1600, every_point=8)

    assert sum(len(charges) for charges in people.approved.values()) >= 2000
