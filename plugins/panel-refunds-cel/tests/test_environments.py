"""What may be written, and what amounts may be calculated with."""

import pytest

from panel_refunds_cel.environments import FUNCTIONS, MACROS, OF_TIME, checking, running

GOOD = [
    "asked + cash - held > bonus * 2",
    "2 * asked > cash / 3",
    "-asked < min(cash, bonus)",
    "max(hour, 3) % 2 == 0",
    "asked == cash || asked != bonus",
    "asked in [money('1'), money('2')]",
    "sum(deposits.map(d, d.amount)) >= sum(deposits.filter(d, d.disputed).map(d, d.spent))",
    "sum(deposits.map(d, d.age_days)) > 3",
    "deposits.map(d, d.method).exists(m, m == 'card')",
    "deposits.exists_one(d, d.left > d.spent) && deposits.all(d, !d.requested)",
    "deposits.map(d, d.age_days > 3, d.amount).exists(a, a > asked)",
    "size(deposits) > 1 && deposits[1].age_hours < 48",
    "order != null && has(order.reason) && order.reason in ['a', 'b']",
    "customer.startsWith('test-') || customer.endsWith('x') || customer.contains('y') || size(customer) > 8",
    "weekday in [saturday, sunday] ? asked > cash : hour > 3",
    "at.getHours('Europe/Berlin') < 6 && at.getDayOfWeek() == 0 && at.getMonth() == 11 && at.getDayOfMonth() > 1",
    "at.getFullYear() > 2025 && at.getDate() > 3 && at.getMinutes() < 30",
    "'a' < 'b' && 1 < 2",
]


@pytest.mark.parametrize("good", GOOD)
def test_what_a_rule_may_say(good):
    assert checking().compile(good).return_type().name() == "BOOL"


@pytest.mark.parametrize(
    "wrong",
    [
        *("asked > 20", "asked > 20.0", "asked > 20u", "asked > '20'", "asked == 20", "20 != asked", "asked >= hour"),
        *("asked + 1 > asked", "asked - 1 > asked", "asked * asked > asked", "asked / asked > 1", "asked % 2 == 0"),
        *("sum([1, 2]) > asked", "min(asked, 3) > asked", "asked in [1, 2]", "true ? asked : 20", "asked > hour * 2"),
        *("dyn(asked) > 20", "int(asked) > 20", "double(asked) > 2.0", "string(asked) == '2'", "uint(asked) > 2u"),
        *("type(asked) == int", "customer.matches('(a+)+b')", "duration('1h') > duration('2h')", "asked.units > 2"),
        *("timestamp('2026-01-01T00:00:00Z') < at", "bytes('x') == b'x'", "weekday == 'saturday'", "weekday == 6"),
        *("weekday < saturday", "deposits.exists(d, d.amount > 3)", "deposits.exists(d, d.amuont > cash)", "nope"),
        *("order.amount > cash", "order == 3", "deposits[0] > cash", "deposits['x'].left > cash", "asked[0] > cash"),
        *("customer + 'x' == 'x'", "cel.bind(x, 1, x > 0)", "math.greatest(1, 2) > 1", "optional.none() == 1"),
        *("!asked", "asked && true", "1.5 < 2.5", "hour > 1.5"),
    ],
)
def test_what_a_rule_may_not_say(wrong):
    with pytest.raises(RuntimeError, match="INVALID_ARGUMENT"):
        checking().compile(wrong)


def test_every_function_that_is_named_is_used_above():
    said = " ".join(GOOD)

    assert [name for name in (*FUNCTIONS, *MACROS, *OF_TIME) if f"{name}(" not in said] == []


def test_running_arithmetic_is_exact_and_an_overflow_is_an_error():
    program = running().compile("cash + bonus")

    assert program.eval(data={"cash": 2**63 - 2, "bonus": 1}).value() == 2**63 - 1
    assert "overflow" in str(program.eval(data={"cash": 2**63 - 1, "bonus": 1}).value())
