"""The fourth act: an answer is lost, and the money goes once."""

from panel_refunds.testing.demo.lost_answer import lost_answer
from panel_refunds.testing.demo.money_in import pay_in
from panel_refunds.testing.demo.orders_fail import orders_fail


def test_the_refund_is_adopted_and_never_sent_again(stage, screen, figures):
    orders_fail(stage, screen, figures, pay_in(stage, screen, figures))
    before = len(stage.gateway.asked)

    lost_answer(stage, screen, figures)

    assert [wrong for wrong in figures.wrong if "sent to the gateway" not in wrong] == []
    assert len(stage.gateway.asked) - before == 1
    assert len(stage.gateway.executed("ch_leo_1")) == 1
