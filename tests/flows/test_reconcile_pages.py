"""A comparison is a row of pages: it goes on where it stopped, and what fails hides nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.flows.card_shop import CardShop
from tests.flows.shop import Shop, usd

from panel_refunds.flows import reconcile as flow
from panel_refunds.flows.reconcile import reconcile, reconcile_page
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.plugins.bounded import BoundedGateway
from panel_refunds.refunds.reconcile.report import GatewayReport
from panel_refunds.store import Reconciliation
from panel_refunds_stripe.gateway import StripeGateway
from panel_refunds_stripe.settings import parse_settings


def known(shop: Shop, deposit: Deposit) -> Deposit:
    with shop.desk.read() as books:
        return books.get_deposit(deposit.deposit_id)


def found(report: GatewayReport) -> list[tuple[str, str]]:
    return sorted((each.difference.code, each.outcome) for each in report.findings)


def run_of(shop: Shop, gateway: str = "card") -> Reconciliation | None:
    with shop.desk.read() as books:
        return books.find_reconciliation(gateway)


class Failing:
    """A gateway that fails when it is asked about some payments, and counts what it was asked."""

    def __init__(self, inside: object, *payments: str) -> None:
        self.inside, self.payments, self.asked = inside, set(payments), []
        self.error: BaseException = ConnectionError("no answer")

    def __getattr__(self, name: str) -> object:
        return getattr(self.inside, name)

    def get_payment(self, ref: str) -> object:
        self.asked.append(ref)
        if ref in self.payments or "all" in self.payments:
            raise self.error
        return self.inside.get_payment(ref)  # type: ignore[attr-defined]  # a gateway, whatever it is


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "PAGE", 4)


@pytest.mark.usefixtures("small_pages")
def test_a_gateway_that_falls_silent_stops_its_run_which_goes_on_there(shop: Shop) -> None:
    deposits = [shop.deposit("5.00") for _ in range(10)]
    failing = shop.desk.gateways["manual"] = Failing(shop.gateway, deposits[6].payment)

    first = reconcile(shop.desk, "manual", repair=True)
    assert (first.compared, first.ok) == (6, False)
    assert found(first) == [("gateway_silent", "waiting")]
    assert first.stopped is not None
    assert deposits[5].deposit_id in first.stopped
    failing.payments.clear()
    failing.asked.clear()
    second = reconcile(shop.desk, "manual", repair=True)

    assert (second.compared, second.ok) == (10, True)
    assert failing.asked == [each.payment for each in deposits[6:]]
    run = run_of(shop, "manual")
    assert run is not None
    assert run.finished_at == shop.at


@pytest.mark.usefixtures("small_pages")
def test_a_worker_that_died_halfway_is_followed_by_one_that_goes_on(shop: Shop) -> None:
    deposits = [shop.deposit("5.00") for _ in range(10)]
    reconcile_page(shop.desk, "manual")  # and then nothing more: its process is gone
    counting = shop.desk.gateways["manual"] = Failing(shop.gateway)

    runs = [reconcile_page(shop.desk, "manual") for _ in range(2)]

    assert counting.asked == [each.payment for each in deposits[4:]]
    assert [run and run.at.finished_at for run in runs] == [None, shop.at]
    assert [run and run.at.compared for run in runs] == [8, 10]


class DeadProcessError(BaseException):
    """The process is gone in the middle of everything."""


@pytest.mark.usefixtures("small_pages")
def test_a_process_that_dies_in_the_middle_of_a_page_leaves_that_page_to_the_next(shop: Shop) -> None:
    deposits = [shop.deposit("5.00", fee=None) for _ in range(7)]
    for each in deposits:
        shop.gateway.tell_fee(each.payment, usd("0.30"))
    dying = shop.desk.gateways["manual"] = Failing(shop.gateway, deposits[5].payment)
    dying.error = DeadProcessError()
    with pytest.raises(DeadProcessError):
        reconcile(shop.desk, "manual", repair=True)
    run = run_of(shop, "manual")
    assert run is not None
    assert (run.after, run.compared) == (deposits[3].deposit_id, 4)

    dying.payments.clear()
    report = reconcile(shop.desk, "manual", repair=True)

    assert (report.compared, report.ok) == (7, True)
    assert {each.difference.deposit for each in report.findings} == {each.deposit_id for each in deposits[5:]}
    assert {known(shop, each).fee for each in deposits} == {usd("0.30").units}


def test_one_payment_that_always_fails_does_not_hide_the_others(shop: Shop) -> None:
    deposits = [shop.deposit("5.00") for _ in range(3)]
    shop.desk.gateways["manual"] = Failing(shop.gateway, deposits[1].payment)

    reports = [reconcile(shop.desk, "manual", repair=True) for _ in range(3)]

    assert [report.stopped is None for report in reports] == [False, False, True]
    assert found(reports[2]) == [("deposit_unreadable", "told")]
    assert reports[2].compared == 3
    shop.desk.gateways["manual"] = shop.gateway
    assert found(reconcile(shop.desk, "manual", repair=True)) == []


def test_a_gateway_that_is_silent_for_days_leaves_no_payment_out(shop: Shop) -> None:
    for _ in range(3):
        shop.deposit("5.00")
    failing = shop.desk.gateways["manual"] = Failing(shop.gateway, "all")

    reports = [reconcile(shop.desk, "manual", repair=True) for _ in range(6)]

    assert {report.compared for report in reports} == {0}
    assert all(found(report) == [("gateway_silent", "waiting")] for report in reports)
    failing.payments.clear()
    assert reconcile(shop.desk, "manual", repair=True).compared == 3


def test_who_only_looks_sees_the_others_at_once_and_a_silent_gateway_as_silent(shop: Shop) -> None:
    deposits = [shop.deposit("5.00") for _ in range(3)]
    shop.desk.gateways["manual"] = failing = Failing(shop.gateway, deposits[2].payment)

    assert found(reconcile(shop.desk, "manual")) == [("deposit_unreadable", "found")]
    failing.payments.add("all")
    silent = reconcile(shop.desk, "manual")
    assert (silent.compared, found(silent)) == (0, [("gateway_silent", "waiting")])


def test_a_revoked_key_is_told_once_and_is_over_when_it_works_again(card_shop: CardShop) -> None:
    card_shop.credited(fee=0)
    working = card_shop.desk.gateways["card"]
    key = card_shop.stripe.make_key(permissions=["charge_read"])
    card_shop.stripe.revoke_key(key)
    with_key(card_shop, key)

    first, second = (reconcile(card_shop.desk, "card", repair=True) for _ in range(2))
    assert found(first) == [("gateway_misconfigured", "told")]
    assert found(second) == [("gateway_misconfigured", "told_before")]
    assert key not in str(first)
    card_shop.desk.gateways["card"] = working  # type: ignore[index]  # a dict in the tests
    assert reconcile(card_shop.desk, "card", repair=True).ok
    with card_shop.desk.read() as books:
        assert books.told_of("card", "") == []


def with_key(shop: CardShop, key: str) -> None:

    bounded = shop.desk.gateways["card"]
    assert isinstance(bounded, BoundedGateway)
    inside = bounded.gateway
    assert isinstance(inside, StripeGateway)
    settings = parse_settings({"key": key, "mode": "test", "api_base": shop.stripe.url})
    other = replace(bounded, gateway=StripeGateway(settings, inside._surroundings))
    shop.desk.gateways["card"] = other  # type: ignore[index]  # a dict in the tests


def test_a_list_of_changes_that_never_answers_does_not_hide_the_deposits(card_shop: CardShop) -> None:
    _, paid = card_shop.credited(fee=0)
    card_shop.stripe.refund_in_dashboard(paid.charge, 1000)
    for _ in range(3):
        card_shop.stripe.faults.script("error_503", on="GET /v1/events")

    reports = [reconcile(card_shop.desk, "card", repair=True) for _ in range(4)]

    assert [found(report)[-1][0] for report in reports[:2]] == ["gateway_silent", "gateway_silent"]
    assert found(reports[2]) == [("changes_unreadable", "told"), ("external_refund", "repaired")]
    assert found(reports[3]) == []


def test_who_only_looks_sees_the_deposits_though_the_list_of_changes_does_not_answer(card_shop: CardShop) -> None:
    _, paid = card_shop.credited(fee=0)
    card_shop.stripe.refund_in_dashboard(paid.charge, 1000)
    card_shop.stripe.faults.script("error_503", on="GET /v1/events")

    report = reconcile(card_shop.desk, "card")

    assert found(report) == [("changes_unreadable", "found"), ("external_refund", "found")]
    assert report.stopped is None


@pytest.mark.usefixtures("small_pages")
def test_a_run_that_leaves_out_what_is_due_does_not_stand_for_it(shop: Shop) -> None:
    old = [shop.deposit("5.00", fee=None) for _ in range(5)]
    for each in old:
        shop.gateway.tell_fee(each.payment, usd("0.30"))
    shop.passes(days=10)
    reconcile_page(shop.desk, "manual")  # the run that is due has come to its first page

    young = reconcile(shop.desk, "manual", since=shop.at - timedelta(days=1), repair=True)
    due = reconcile(shop.desk, "manual", repair=True)
    whole = reconcile(shop.desk, "manual", since=shop.at - timedelta(days=300), repair=True)

    assert (young.compared, due.compared, whole.compared) == (0, 5, 5)
    assert found(due) == [("fee_learnt", "repaired")]
    run = run_of(shop, "manual")
    assert run is not None
    assert run.since == shop.at - timedelta(days=300)


def test_more_than_a_page_of_changes_and_refunds_are_read_to_their_end(card_shop: CardShop) -> None:
    deposit, paid = card_shop.credited(50_000, fee=0)
    for _ in range(105):
        card_shop.stripe.refund_in_dashboard(paid.charge, 100)

    report = reconcile(card_shop.desk, "card", repair=True)

    assert found(report) == [("external_refund", "repaired")]
    assert known(card_shop, deposit).external_refunded == usd("105.00").units
    assert card_shop.stripe.count("GET", "/v1/events") >= 3


@pytest.mark.usefixtures("small_pages")
def test_progress_is_told_after_every_page(shop: Shop) -> None:
    for _ in range(6):
        shop.deposit("5.00")
    seen: list[tuple[int, int]] = []

    reconcile(shop.desk, "manual", progress=lambda run, total: seen.append((run.compared, total)))

    assert seen == [(4, 6), (6, 6)]


def test_since_leaves_out_what_is_older(shop: Shop) -> None:
    shop.deposit("5.00")
    shop.passes(days=2)
    shop.deposit("5.00")

    assert reconcile(shop.desk, "manual", since=shop.at - timedelta(days=1)).compared == 1
    assert reconcile(shop.desk, "manual", since=shop.at - timedelta(days=3)).compared == 2
