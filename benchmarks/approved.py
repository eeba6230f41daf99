"""Ten thousand customers whose refund was approved, and a Stripe that took their payments.

One customer goes through the product: deposit, request, approval. The others are copies of the rows that this left,
written by SQL, because ten thousand requests would take longer than everything that is measured with them. The copies'
hashes are no chain: an audit of these books would say so.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.request import Request, urlopen

from benchmarks.panel import analyse, open_desk
from benchmarks.run import ROOT
from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.request_refund import RefundAsked, request_refund
from panel_refunds.flows.review_refund import approve_refund
from panel_refunds.money import Money
from panel_refunds.store import Store
from panel_refunds.store.tables import METADATA

KEY = "sk_test_benchmarks"
PAID, FEE, ASKED = Money.of("50.00", "USD"), Money.of("1.75", "USD"), Money.of("20.00", "USD")
_COPIED = frozenset(
    {
        *("customer", "wallet", "journal_entry", "posting", "lot", "hold", "deposit"),
        *("refund_request", "decision", "refund", "work"),
    }
)
_IDS = frozenset(
    {
        *("customer_id", "wallet_id", "entry_id", "about", "lot_id", "deposit_id", "hold_id", "holder"),
        *("request_id", "decision_id", "refund_id", "ref"),
    }
)


@contextmanager
def fake_stripe() -> Iterator[str]:
    """The address of a fake Stripe in a process of its own."""
    command = [sys.executable, "-m", "panel_refunds", "fake-stripe", "--port", "0", "--key", KEY]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            if process.stdout is None or not (found := re.search(r"(http://\S+)", process.stdout.readline())):
                raise RuntimeError("the fake Stripe did not say where it is")
            _control(found.group(1), "set_balance", "usd", 10**12)
            yield found.group(1)
        finally:
            process.terminate()


def take_payments(url: str, many: int) -> list[str]:
    """So many people pay at Stripe; their charges."""
    return [_control(url, "add_charge", 5000, "usd")[0] for _ in range(many)]


def paid_back(url: str) -> int:
    """How many refunds Stripe has made."""
    return len(_control(url, "all_refunds"))


def queue_refunds(database: str, charges: Sequence[str]) -> None:
    """Fill an empty database with one approved refund for each charge, due now."""
    desk = open_desk(database)
    desk.store.create_schema()
    credit_deposit(desk, PaymentTaken("template", "manual", "template", PAID, fee=FEE))
    request = request_refund(
        desk, RefundAsked("template", "smmpanelus.com", "default", "20.00", subject="Refund Request")
    )
    approve_refund(desk, request.request_id, Approval(("finance-1",)))
    _copy(desk.store, charges)
    analyse(desk.store)
    desk.store.close()


def _copy(store: Store, charges: Sequence[str]) -> None:
    with store.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TEMPORARY TABLE copies (n int, charge text)")
        for start in range(0, len(charges), 1000):
            rows = ", ".join(f"({start + n}, '{charge}')" for n, charge in enumerate(charges[start : start + 1000]))
            connection.exec_driver_sql(f"INSERT INTO copies VALUES {rows}")
        connection.exec_driver_sql("DELETE FROM work WHERE kind <> 'pay'")
        for table in METADATA.sorted_tables:
            if table.name in _COPIED:
                names = [column.name for column in table.columns]
                into, values = ", ".join(f'"{name}"' for name in names), ", ".join(map(_value, names))
                where = "customer_id = 'template'" if "customer_id" in names else "1 = 1"
                connection.exec_driver_sql(
                    f"INSERT INTO {table.name} ({into}) SELECT {values} FROM {table.name}, copies WHERE {where}"
                )
        connection.exec_driver_sql("DELETE FROM work WHERE length(ref) = (SELECT min(length(ref)) FROM work)")


def _value(name: str) -> str:
    if name == "payment":
        return "charge"
    if name == "gateway":
        return "'stripe'"
    return f"\"{name}\" || '-' || n" if name in _IDS else f'"{name}"'


def _control(url: str, name: str, *args: object) -> list[str]:
    body = json.dumps({"args": args}).encode()
    with urlopen(Request(f"{url}/_control/{name}", body)) as answer:  # noqa: S310 - it is our own, on this machine
        found: list[str] = json.load(answer)["result"]
        return found
