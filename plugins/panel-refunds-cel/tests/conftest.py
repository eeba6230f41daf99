"""Wallets to look at, and rules built as the host builds them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from panel_refunds.errors import Refused
from panel_refunds.money import Money, parse_units
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.settings import OrderRules, PolicyVersion
from panel_refunds.policy.snapshot import DepositFacts, LotFacts, OrderFacts, Snapshot, TiedBonus
from panel_refunds.ports import Rule, Surroundings
from panel_refunds_cel import rules
from panel_refunds_cel.expression import parse_expression

SATURDAY = datetime(2026, 3, 7, 23, 30, tzinfo=UTC)
POLICY = PolicyVersion("default", date(2025, 1, 1))
GIVEN = {"effect": "review", "cap": "", "code": "house_rule", "clause": "5", "text": "A person looks."}


def deposit_of(
    amount: str = "50.00", *, left: str | None = None, age: timedelta = timedelta(days=3), **facts: object
) -> DepositFacts:
    units = parse_units(amount)
    number = facts.pop("number", 1)
    given = {
        "deposit_id": f"dep_{number}",
        "payment": f"pay_{number}",
        "gateway": "stripe",
        "method": "card",
        "amount": units,
        "credited_at": SATURDAY - age,
        "version": POLICY,
        "governed_by": POLICY,
        "fee": parse_units("1.75"),
        "lots": (LotFacts(f"lot_{number}", "deposit", units if left is None else parse_units(left)),),
        **facts,
    }
    return DepositFacts(**given)


def wallet_of(*deposits: DepositFacts, **facts: object) -> Snapshot:
    shown = deposits or (deposit_of(),)
    given = {
        "customer": "maya",
        "currency": "USD",
        "at": SATURDAY,
        "account": "open",
        "cash": sum(deposit.left for deposit in shown),
        "bonus": 0,
        "held": 0,
        "deposits": shown,
        **facts,
    }
    return Snapshot(**given)


@pytest.fixture(scope="session")
def deposit() -> Callable[..., DepositFacts]:
    return deposit_of


@pytest.fixture(scope="session")
def wallet() -> Callable[..., Snapshot]:
    return wallet_of


@pytest.fixture
def order() -> OrderFacts:
    placed_at = SATURDAY - timedelta(hours=30)
    return OrderFacts("ord_1", "partial", placed_at, OrderRules(), parse_units("10.00"), parse_units("2.50"))


@pytest.fixture
def bonus() -> TiedBonus:
    return TiedBonus("bon_1", parse_units("5.00"), 0)


@pytest.fixture
def build() -> Callable[..., Rule]:
    """Build a rule through the plugin's factory."""

    def built(when: str, **settings: str) -> Rule:
        (factory,) = rules()
        around = Surroundings("acme", "rule", lambda: SATURDAY, None, None)
        return factory.build({**GIVEN, "when": when, **settings}, around)

    return built


@pytest.fixture
def holds() -> Callable[..., bool]:
    """Whether a condition holds of a wallet in which ``asked`` (an amount, or None for all) is asked for."""

    def held(when: str, snapshot: Snapshot | None = None, asked: str | None = "20.00") -> bool:
        snapshot = snapshot or wallet_of()
        money = None if asked is None else Money.of(asked, snapshot.currency)
        return parse_expression(when, "bool", key="when").evaluate(snapshot, money)

    return held


@pytest.fixture
def refusal() -> Callable[..., str]:
    """What is said of an expression that is refused at start."""

    def told(source: str, result: str = "bool") -> str:
        with pytest.raises(Refused) as refused:
            parse_expression(source, result, key="when")
        assert (refused.value.code, refused.value.field) == ("field_invalid", "when")
        return refused.value.text

    return told


@pytest.fixture
def say() -> Callable[..., list[Finding]]:
    """What a rule says of a wallet."""

    def said(rule: Rule, snapshot: Snapshot | None = None, asked: str | None = "20.00") -> list[Finding]:
        snapshot = snapshot or wallet_of()
        return list(rule.evaluate(snapshot, None if asked is None else Money.of(asked, snapshot.currency)))

    return said
