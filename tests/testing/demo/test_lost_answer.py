"""The fourth act: an answer is lost, and the money goes once."""

from panel_refunds.testing.demo.card_side import CardSide
from panel_refunds.testing.demo.lost_answer import lost_answer
from panel_refunds.testing.demo.money_in import pay_in
from panel_refunds.testing.demo.orders_fail import orders_fail


def test_the_refund_is_adopted_and_never_sent_again(stage, screen, figures):
    orders_fail(stage, screen, figures, pay_in(stage, screen, figures))

    lost_answer(stage, screen, figures)

    assert figures.wrong == []
    assert stage.cards.fake.count("POST", "/v1/refunds") == 1
    assert len(stage.cards.refunds_of("leo")) == 1


def test_where_nothing_can_be_lost_on_purpose_it_says_so_and_pays(stage, screen, figures, monkeypatch, capsys):
    orders_fail(stage, screen, figures, pay_in(stage, screen, figures))
    monkeypatch.setattr(CardSide, "lose_next_answer", lambda _: False)

    lost_answer(stage, screen, figures)

    assert figures.wrong == []
    assert "At Stripe itself nobody can lose an answer on purpose" in capsys.readouterr().out
