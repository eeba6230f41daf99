"""The fifth act: a refund that had succeeded comes back, and so does the money."""

import pytest

from panel_refunds.testing.demo import late_failure as act
from panel_refunds.testing.demo.card_side import CardSide
from panel_refunds.testing.demo.late_failure import late_failure


def test_the_money_is_back_and_the_ticket_open(stage, screen, figures, capsys):
    late_failure(stage, screen, figures)

    assert figures.wrong == []
    assert [refund["status"] for refund in stage.cards.refunds_of("zoe")] == ["failed"]
    assert "40.00 is on her balance again" in capsys.readouterr().out


@pytest.mark.parametrize("fails", [True, False])
def test_at_stripe_itself_it_is_asked_for_a_while_and_told_as_it_is(stage, screen, figures, monkeypatch, capsys, fails):
    def send_back(cards, customer, at):
        if fails:
            cards.fake.set_refund_status(cards.refunds_of(customer)[0]["id"], "failed", "expired_or_canceled_card")

    monkeypatch.setattr(CardSide, "send_back", send_back)
    monkeypatch.setattr(act, "_SECONDS_AT_STRIPE", 1)

    late_failure(stage, screen, figures)

    assert figures.wrong == []
    assert ("Stripe says so when it is asked" in capsys.readouterr().out) is fails
