"""The third act: from the quote to the money at the bank."""

from panel_refunds.testing.demo.deposit_back import deposit_back
from panel_refunds.testing.demo.money_in import pay_in


def test_maya_gets_what_the_policy_says_to_the_cent(stage, screen, figures, capsys):
    pay_in(stage, screen, figures)

    request = deposit_back(stage, screen, figures)

    assert figures.wrong == []
    assert request.state == "paid"
    assert request.decided_by == ("finance-ana",)
    assert str(stage.cards.paid_back("maya")) == "38.25 USD"
    assert "→ 50.00 − 10.00 spent − 1.75 fee = 38.25" in capsys.readouterr().out


def test_a_gateway_that_pays_something_else_is_noticed(stage, screen, figures):
    pay_in(stage, screen, figures)
    stage.cards.fake.script_refunds("failed")

    deposit_back(stage, screen, figures)

    assert "the request in the end: failed, and it should be paid" in figures.wrong
