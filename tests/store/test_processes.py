"""Real processes on the same wallets, some of them killed in the middle: the books are exactly right afterwards."""

from __future__ import annotations

import random
import signal
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from tests.forked import Forked
from tests.store.hammer import hammer

from panel_refunds.money import SCALE
from panel_refunds.store.audit import audit_tenant


@pytest.fixture
def wallets(till) -> list[str]:
    return [till.deposit(customer, amount=200).wallet_id for customer in ("c1", "c2")]


@contextmanager
def hammering(url, seed, times, wallets):
    """A process at work; killed if it is still there in the end."""
    process = Forked(hammer, url, seed, times, *wallets)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def lines_of(process) -> list[list[str]]:
    """What it committed, when it has come to its end by itself."""
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0, out
    return [line.split() for line in out.splitlines()]


def killed_after(process, lines: int) -> list[list[str]]:
    """What it committed for sure before it was killed, in the middle of what came next."""
    said = [process.stdout.readline() for _ in range(lines)]
    process.send_signal(signal.SIGKILL)
    said += process.communicate()[0].splitlines(keepends=True)
    return [line.split() for line in said if line.endswith("\n")]


def check(till, wallets, said) -> None:
    """Nothing that was said is lost, nothing is there twice or half, and every figure follows from the rows."""
    report = audit_tenant(till.store, till.tenant, now=datetime.now(UTC))
    assert report.ok, report.faults
    with till.read() as books:
        for kind, thing in said:
            if kind == "order":
                books.get_order(thing)
            if kind == "give_back":
                assert books.get_order(thing).refunded > 0
            if kind == "deposit":
                books.get_deposit(thing)
            if kind == "request":
                books.get_request(thing)
        for wallet_id in wallets:
            customer = books.wallet(wallet_id).customer_id
            came = sum(each.amount for each in books.list_deposits(customer_id=customer, limit=10_000))
            spent = sum(each.outstanding for each in books.list_orders(customer_id=customer, limit=10_000))
            balance = books.balance(wallet_id)
            assert balance.cash + balance.held == came - spent
            assert balance.held == SCALE * len(books.requests_of(customer))


def test_two_processes_on_the_same_wallets_leave_exact_books(till, database_url, wallets):
    with hammering(database_url, 1, 40, wallets) as one, hammering(database_url, 2, 40, wallets) as other:
        said = lines_of(one) + lines_of(other)

    assert len(said) == 80
    assert {kind for kind, _ in said} >= {"order", "give_back", "deposit", "request"}
    check(till, wallets, said)


@pytest.mark.parametrize("seed", [3])
def test_processes_killed_in_the_middle_leave_exact_books(till, database_url, wallets, seed):
    kill_some(till, database_url, wallets, seed, kills=3)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 106))
def test_many_processes_killed_in_the_middle_leave_exact_books(till, database_url, wallets, seed):
    kill_some(till, database_url, wallets, seed, kills=15)


def kill_some(till, url, wallets, seed, kills):
    chance, said = random.Random(seed), []
    with hammering(url, seed, 20 * kills, wallets) as survivor:
        for number in range(kills):
            with hammering(url, f"{seed}-{number}", 10_000, wallets) as victim:
                said += killed_after(victim, chance.randint(1, 12))
        said += lines_of(survivor)

    check(till, wallets, said)
