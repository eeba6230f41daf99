"""``statement`` tells every entry of a customer's journal, and what the customer had after it."""

import json
from decimal import Decimal

import pytest

from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.money import Money


def test_a_person_reads_every_movement_and_the_balance_after_it(run, root, deposit):
    run("request", "maya", "--amount", "40.00", "--root", root)

    lines = run("statement", "maya", "--root", root).stdout.splitlines()

    assert lines[0] == "maya at My Panel, in USD:"
    assert lines[1].startswith("   1  ")
    assert lines[1].endswith(f"  deposit_credited  {deposit}")
    assert lines[2:4] == [
        "      gateway:manual −50.00, cash +50.00",
        "      → cash 50.00, bonus 0.00, set aside 0.00",
    ]
    assert "order_charged  ord_" in lines[7]
    assert lines[8:10] == ["      cash −10.00, sales +10.00", "      → cash 40.00, bonus 0.00, set aside 0.00"]
    assert "set_aside  rf_" in lines[10]
    assert lines[11:] == ["      cash −40.00, held +40.00", "      → cash 0.00, bonus 0.00, set aside 40.00"]


def test_a_program_can_add_it_up(run, root, deposit):
    (wallet,) = json.loads(run("statement", "maya", "--root", root, "--json").stdout)

    assert (wallet["customer"], wallet["currency"]) == ("maya", "USD")
    assert [entry["kind"] for entry in wallet["entries"]] == ["deposit_credited", "fee_known", "order_charged"]
    assert [entry["number"] for entry in wallet["entries"]] == [1, 2, 3]
    assert all(sum(Decimal(leg["amount"]) for leg in entry["postings"]) == 0 for entry in wallet["entries"])
    assert wallet["entries"][0]["postings"][0] == {"account": "gateway:manual", "amount": "-50.00", "lot": None}
    last = wallet["entries"][-1]
    assert (last["cash"], last["bonus"], last["set_aside"], len(last["hash"])) == ("40.00", "0.00", "0.00", 64)


def test_each_currency_has_a_wallet_of_its_own(run, root, deposit, with_desk):
    with_desk(lambda desk: credit_deposit(desk, PaymentTaken("maya", "manual", "pay_2", Money.of("7", "EUR"))))

    both = json.loads(run("statement", "maya", "--root", root, "--json").stdout)
    one = run("statement", "maya", "--currency", "EUR", "--root", root).stdout

    assert {wallet["currency"] for wallet in both} == {"USD", "EUR"}
    assert one.startswith("maya at My Panel, in EUR:")
    assert "USD" not in one


@pytest.mark.parametrize("words", [("nobody",), ("maya", "--currency", "JPY")])
def test_a_customer_without_a_balance_is_refused(run, root, deposit, words):
    done = run("statement", *words, "--root", root)

    assert done.exit_code == 1
    assert "has no balance" in done.stderr
    assert "(not_found)" in done.stderr
