"""An expression says exactly what it means, in bounded time, or gives no answer."""

import threading
import time
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panel_refunds.errors import Refused
from panel_refunds.money import MAX_UNITS, Money, format_units, parse_units
from panel_refunds.policy.snapshot import LotFacts
from panel_refunds_cel.expression import MOST_DEPOSITS, NoAnswerError, parse_expression

LARGE = st.integers(min_value=0, max_value=MAX_UNITS)
NEAR = st.integers(min_value=-3, max_value=3)
CASH = parse_expression("asked > cash", "bool", key="when")
SUM = parse_expression("cash + bonus", "money", key="cap")


@given(LARGE, NEAR)
def test_two_amounts_compare_to_the_last_digit(wallet, units, near):
    other = min(max(units + near, 0), MAX_UNITS)

    assert CASH.evaluate(wallet(cash=other), Money(units, "USD")) is (units > other)


@settings(max_examples=40)  # each reads an expression of its own
@given(LARGE, NEAR, st.sampled_from([">", ">=", "<", "<=", "==", "!="]))
def test_a_written_amount_compares_to_the_last_digit(wallet, units, near, sign):
    other = min(max(units + near, 0), MAX_UNITS)
    expression = parse_expression(f'asked {sign} money("{format_units(other)}")', "bool", key="when")

    means = {
        ">": units > other,
        ">=": units >= other,
        "<": units < other,
        "<=": units <= other,
        "==": units == other,
        "!=": units != other,
    }
    assert expression.evaluate(wallet(), Money(units, "USD")) is means[sign]


@given(LARGE, LARGE)
def test_a_sum_is_exact_or_no_answer(wallet, cash, bonus):
    facts = wallet(cash=cash, bonus=bonus)

    if cash + bonus <= MAX_UNITS:
        assert SUM.evaluate(facts, None) == cash + bonus
    else:
        with pytest.raises(NoAnswerError, match="overflow"):
            SUM.evaluate(facts, None)


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ('asked > money("20.00")', False),
        ('asked >= money("20.00")', True),
        ('asked > money("19.99999999")', True),
        ('asked < money("20.00000001")', True),
        ("weekday == saturday && hour == 23", True),
        ("weekday in [saturday, sunday]", True),
        ("at.getHours('Europe/Berlin') == 0 && at.getDayOfWeek('Europe/Berlin') == 0", True),
        ("deposits.exists(d, d.age_days <= 3 && d.amount == money('50'))", True),
        ("sum(deposits.map(d, d.amount)) == money('50.00')", True),
        ("order == null || order.status == 'partial'", True),
        ("order != null && order.charge > asked", False),
        ("deposits.all(d, has(d.fee) && d.fee * 4 < asked)", True),
        ("cash / 3 == money('16.66666666')", True),
        ("min(asked, cash) == asked && max(asked, cash) == cash", True),
        ("everything", False),
        ('asked >= money("20.00 USD")', True),
        ('currency == "EUR" && asked > money("20.00 EUR")', False),
    ],
)
def test_what_it_says_of_twenty_asked_on_a_saturday(holds, when, says):
    assert holds(when) is says


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ('asked > money("20.00 EUR")', "an amount in EUR is no amount of this wallet, which is in USD"),
        ("hour != 23 || order.charge > asked", "SELECT"),
        ("hour != 23 || deposits[7].left > asked", "Index error"),
        ("hour == 23 && deposits.exists(d, d.fee > asked)", "fee"),
        ("100 / (hour - 23) > 1", "divi"),
        ("cash * 1100 > asked", "overflow"),
        ("sum(deposits.map(d, d.amount * 1000000000)) > asked", "overflow"),
    ],
)
def test_what_has_no_answer_raises_with_the_reason(holds, wallet, deposit, when, why):
    with pytest.raises(NoAnswerError, match=why):
        holds(when, wallet(deposit("90000000.00", fee=None)))


def test_an_error_that_does_not_matter_is_none(holds):
    assert holds("order == null || order.charge > asked")
    assert not holds("order != null && order.charge > asked")


@pytest.mark.parametrize(
    ("source", "result", "says"),
    [
        ("asked", "bool", "it must be a condition"),
        ("cash > asked", "money", "it must be an amount"),
        ("hour", "money", "it must be an amount"),
        ("at.getHours('Europe/Berln') < 6", "bool", "made-up facts and gave no answer: Invalid timezone"),
        ("100 / (hour - 12) > 3", "bool", "divide by zero"),
        ("order.charge > asked", "bool", "about no order it gives no answer; begin with order != null && …"),
        (
            "deposits.exists(d, d.fee > asked)",
            "bool",
            "where no fee is known it gives no answer; ask first, like has(d.fee)",
        ),
        ("deposits[1].left > asked", "bool", "made-up facts and gave no answer: Index error"),
        ("", "bool", "cannot be read as CEL"),
        ("true)", "bool", "cannot be read as CEL"),
        ("\x00", "bool", "cannot be read as CEL"),
        ("asked > money('20,00')", "bool", "plain decimal number"),
    ],
)
def test_what_cannot_be_used_is_refused_at_start(refusal, source, result, says):
    assert says in refusal(source, result)


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=60), st.text(alphabet="()[]!-.&|<>= asked20d,'\"money?:", max_size=60)))
def test_whatever_is_written_is_read_or_refused(source):
    """CEL's runtime is C++: no text may bring the process down."""
    refused = None
    try:
        parse_expression(source, "bool", key="when")
    except Refused as error:
        refused = error
    assert refused is None or (refused.field == "when" and refused.text)


def test_the_most_a_rule_can_cost_is_a_moment(wallet, deposit):
    """CEL stops after ten thousand steps; the dearest expressions that are read at all take far less than a second."""
    many = wallet(*(deposit(number=number) for number in range(MOST_DEPOSITS)))
    dear = [
        "deposits.all(d, deposits.all(e, d.left + e.left + d.spent + e.spent > money('0') || d.method != e.method))",
        "size(deposits.map(d, d.left)) + size(deposits.filter(d, d.left > cash || true)) > 3",
        "deposits.all(d, sum(deposits.map(e, e.left)) > d.left)",
        "deposits.all(d, size(deposits.filter(e, e.left > d.left || true)) > 3)",
        " && ".join(["deposits.all(d, d.left > money('0'))"] * 20),
    ]
    for when in dear:
        expression = parse_expression(when, "bool", key="when")
        began = time.process_time()
        with suppress(NoAnswerError):
            expression.evaluate(many, Money.of("20", "USD"))
        assert time.process_time() - began < 1, when


def test_loops_beyond_the_budget_get_no_answer(holds, wallet, deposit):
    many = wallet(*(deposit(number=number) for number in range(200)))

    with pytest.raises(NoAnswerError, match="Iteration budget exceeded"):
        holds("deposits.all(d, deposits.all(e, d.left >= e.left))", many)


def test_more_deposits_than_can_be_looked_through_get_no_answer(holds, wallet, deposit):
    many = wallet(*(deposit(number=number) for number in range(MOST_DEPOSITS + 1)))

    with pytest.raises(NoAnswerError, match="501 deposits"):
        holds("deposits.exists(d, d.disputed)", many)
    assert holds("asked < cash", many)


def test_threads_do_not_disturb_each_other(wallet):
    expression = parse_expression("asked > cash", "bool", key="when")
    wrong = []

    def ask(number):
        wrong.extend(
            (number, units)
            for units in range(200)
            if expression.evaluate(wallet(cash=number), Money(units, "USD")) is not (units > number)
        )

    threads = [threading.Thread(target=ask, args=(number * 20,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_the_same_facts_always_get_the_same_answer(wallet, deposit):
    facts = wallet(deposit(age=timedelta(hours=30), lots=(LotFacts("l", "order_refund", parse_units("7")),)))
    expression = parse_expression("sum(deposits.map(d, d.left_from_orders)) * 2 + asked", "money", key="cap")

    assert {expression.evaluate(facts, Money.of("1", "USD")) for _ in range(5)} == {parse_units("15")}
