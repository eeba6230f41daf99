"""Whoever wrote an expression is told what to write instead."""

import pytest

from panel_refunds_cel.wording import in_our_words


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("asked > 20", '`>` cannot take an amount together with a plain number; write the amount as money("20.00")'),
        ("20 == asked", '`==` cannot take an amount together with a plain number; write the amount as money("20.00")'),
        ("asked > '20'", '`>` cannot take an amount together with a text; write the amount as money("20.00")'),
        (
            "asked + 1 > cash",
            '`+` cannot take an amount together with a plain number; write the amount as money("20.00")',
        ),
        ("hour in [1] || asked in [1]", "`in` cannot take an amount and a list(int)"),
        ("asked % 2 == 0", "`%` cannot take an amount and a plain number"),
        ("asked ? true : false", "`? :` cannot take an amount and a bool and a bool"),
        ("size(asked) > 3", "`size` cannot take an amount"),
        ("weekday == 'saturday'", "`==` cannot take a weekday and a text"),
        ("weekday == saturdy", "there is no `saturdy` here; did you mean `saturday`?"),
        ("askd > cash", "there is no `askd` here; did you mean `asked`?"),
        ("som(deposits.map(d, d.left)) > cash", "there is no `som` here; did you mean `sum`?"),
        ("dyn(asked) > cash", "there is no `dyn` here; "),
        ("asked > money", "money takes an amount in quotes"),
        ("asked.units > 2", "an amount has no parts, so no `.units`"),
        ("deposits.exists(d, d.amuont > cash)", "a deposit has no `amuont`; did you mean `amount`?"),
        ("order.zzz > cash", "an order has no `zzz`; it has id, status, reason, charge, "),
        ("asked >", "it cannot be read as CEL: mismatched input '<EOF>'"),
    ],
)
def test_a_mistake_is_told_with_what_to_write(refusal, source, says):
    assert says in refusal(source)


@pytest.mark.parametrize(
    ("source", "place"),
    [("askd > cash", "; column 1."), ("asked > cash\n && askd", "; line 2, column 5."), ("'ü' == askd", "; column 8.")],
)
def test_the_place_is_told(refusal, source, place):
    assert refusal(source).endswith(place)


def test_what_has_no_place_is_passed_on():
    assert (
        in_our_words("x", "INTERNAL: deep inside [INTERNAL]", ()) == "it cannot be read as CEL: INTERNAL: deep inside"
    )
