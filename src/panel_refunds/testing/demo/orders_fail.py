"""Act two: the upstream panel answers, oddly at first; what failed comes back to the balances, once."""

from __future__ import annotations

from panel_refunds.flows.decide_order import resolve_word
from panel_refunds.flows.poll_provider import Polled, poll_provider
from panel_refunds.testing.demo.balance import balance_of, money
from panel_refunds.testing.demo.figures import Figures
from panel_refunds.testing.demo.money_in import Bought
from panel_refunds.testing.demo.screen import Screen
from panel_refunds.testing.demo.stage import PROVIDER, Stage
from panel_refunds.testing.upstream_panel import OddReply, odd


def orders_fail(stage: Stage, screen: Screen, figures: Figures, bought: Bought) -> None:
    """Odd replies that touch nothing, then real ones, then the word nobody knew."""
    _odd_replies(stage, screen, figures)
    _real_reply(stage, screen, figures, bought)
    _unknown_word(stage, screen, figures)


def _odd_replies(stage: Stage, screen: Screen, figures: Figures) -> None:
    for reply, why in (
        (odd.html(), "an HTML page instead of an answer"),
        (odd.flat("Canceled"), 'one flat "Canceled" in answer to a question about five orders'),
        (odd.half(), "half an answer"),
    ):
        polled = _poll(stage, reply)
        figures.check(f"orders touched by {why}", polled.answered, 0)
        screen.trouble(f"{why}: {polled.error}, {polled.answered} of {polled.asked} orders touched")
    screen.gap()


def _real_reply(stage: Stage, screen: Screen, figures: Figures, bought: Bought) -> None:
    words = {
        "followers": ("In progress", 1000, "0.00"),
        "comments": ("Partial", 157, "0.04367583"),
        "views": ("Cancelled", 5000, "3.20"),
        "likes": ("In moderation", 500, "0.00"),
        "saves": ("Completed", 0, "0.00"),
    }
    with stage.desk.read() as books:
        refs = {name: books.get_order(order_id).provider_ref or "" for name, order_id in bought.orders.items()}
    for name, (word, remains, _) in words.items():
        stage.panel.set_status(refs[name], word, remains=remains)
    polled = _poll(stage)
    figures.check("orders that gave something back", polled.refunded, 2)
    rows = []
    for name, (word, remains, back) in words.items():
        with stage.desk.read() as books:
            order = books.get_order(bought.orders[name])
        figures.check(f"given back by {name}", money(order.refunded), back)
        given = "a person decides" if order.review else money(order.refunded)
        rows.append((name, money(order.charge), word, f"{remains} of {order.quantity}", given))
    columns = ("order", "charged", "the provider says", "undelivered", "given back")
    screen.table(columns, rows, right=("charged", "undelivered", "given back"))
    again = _poll(stage)
    figures.check("paid by the same words again", again.refunded, 0)
    screen.good("the same words once more: nothing is paid twice (0.27819 × 157 / 1000 = 0.04367583, rounded down)")


def _unknown_word(stage: Stage, screen: Screen, figures: Figures) -> None:
    with stage.desk.read() as books:
        (word,) = books.unknown_words()
    replayed = resolve_word(stage.desk, word.word_id, status="canceled", by="operator-li")
    figures.check("orders replayed", len(replayed), 1)
    figures.check("given back by the replay", money(replayed[0].refunded), "1.00")
    screen.good(
        'nobody knew "In moderation": it paid nothing, support mapped it to canceled, the replay gave back 1.00'
    )
    leo = figures.check("cash of leo", money(balance_of(stage.desk, "leo").cash), "17.26548583")
    screen.gap()
    screen.total(f"Leo's balance: 13.02181 + 0.04367583 + 3.20 + 1.00 = {leo}")


def _poll(stage: Stage, reply: OddReply | None = None) -> Polled:
    """Ask the panel about every open order, a little later than the last time."""
    stage.clock.wait(90)
    if reply is not None:
        stage.panel.next_reply(reply)
    return poll_provider(stage.desk, PROVIDER)
