"""Which money an option names, and never two kinds at once."""

import pytest
import typer

from panel_refunds.cli.targets import chosen_target


@pytest.mark.parametrize(
    ("deposit", "order", "of_orders", "chosen"),
    [
        ("dep_1", None, False, ("deposit", "dep_1")),
        (None, "ord_1", False, ("order", "ord_1")),
        (None, None, True, ("order_refunds", None)),
        (None, None, False, (None, None)),
    ],
)
def test_each_option_names_its_money(deposit, order, of_orders, chosen):
    assert chosen_target(deposit, order, everything_of_orders=of_orders) == chosen


def test_two_of_them_are_a_usage_error():
    with pytest.raises(typer.BadParameter, match="exclude each other"):
        chosen_target("dep_1", None, everything_of_orders=True)
