"""The first act: deposits, orders at the upstream panel, and one that the panel refused."""

from panel_refunds.testing.demo.balance import balance_of, money
from panel_refunds.testing.demo.money_in import pay_in
from panel_refunds.testing.demo.stage import PROVIDER


def test_both_have_paid_in_and_bought(stage, screen, figures):
    bought = pay_in(stage, screen, figures)

    assert figures.wrong == []
    assert len(stage.panel.orders) == len(bought.orders) == 5
    assert money(balance_of(stage.desk, "leo").cash) == "13.02181"
    with stage.desk.read() as books:
        assert books.get_deposit(bought.deposit).display == "Visa •••• 4242"


def test_the_refused_order_was_never_placed_and_is_not_asked_about(stage, screen, figures):
    pay_in(stage, screen, figures)

    with stage.desk.read() as books:
        due = books.orders_to_poll(PROVIDER, stage.clock(), 100)
    assert len(due) == 5
