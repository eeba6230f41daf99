"""The play: seven acts and, unless it is to end there, an open service that everybody can try."""

from __future__ import annotations

from panel_refunds.testing.demo.books_in_order import books_in_order
from panel_refunds.testing.demo.deposit_back import deposit_back
from panel_refunds.testing.demo.figures import Figures
from panel_refunds.testing.demo.front_door import stay_open, turn_away
from panel_refunds.testing.demo.late_failure import late_failure
from panel_refunds.testing.demo.lost_answer import lost_answer
from panel_refunds.testing.demo.money_in import pay_in
from panel_refunds.testing.demo.month.play_month import Lived, play_month
from panel_refunds.testing.demo.orders_fail import orders_fail
from panel_refunds.testing.demo.screen import Screen
from panel_refunds.testing.demo.serving import open_service
from panel_refunds.testing.demo.stage import Stage, set_stage


def play(*, once: bool = False, plain: bool = False, database: str | None = None) -> bool:
    """Tell the whole story; whether every figure came out as promised. Stays open after it unless ``once``."""
    screen, figures = Screen(plain=plain), Figures()
    with set_stage(database) as stage:
        screen.opening(stage.desk.tenant.name, str(stage.service.store), fake=stage.cards.fake is not None)
        request_id = _acts(stage, screen, figures)
        lived = [] if once else _month(stage, screen)
        with open_service(stage, with_worker=not once) as service:
            screen.act(7, "The service", stage.clock.shown())
            turn_away(service, screen, figures, request_id)
            _verdict(screen, figures)
            if not once:
                stay_open(stage, service, screen, request_id, lived)
    return not figures.wrong


def _acts(stage: Stage, screen: Screen, figures: Figures) -> str:
    """The first six acts; returns the id of Maya's request."""
    screen.act(1, "Two customers pay in and buy", stage.clock.shown())
    bought = pay_in(stage, screen, figures)
    screen.act(2, "Orders fail, and the money comes back by itself", stage.clock.shown())
    orders_fail(stage, screen, figures, bought)
    stage.clock.stand("2025-09-03 09:30")
    screen.act(3, "Maya takes her deposit back", stage.clock.shown())
    request = deposit_back(stage, screen, figures)
    stage.clock.stand("2025-09-04 16:00")
    screen.act(4, "An answer is lost, and the money still goes once", stage.clock.shown())
    lost_answer(stage, screen, figures)
    screen.act(5, "A refund comes back from the bank", stage.clock.shown())
    late_failure(stage, screen, figures)
    screen.act(6, "The books", stage.clock.shown())
    books_in_order(stage, screen, figures)
    return request.request_id


def _month(stage: Stage, screen: Screen) -> list[Lived]:
    """Four more weeks at two brands, so that there is something to see on the pages."""
    screen.gap()
    screen.say("Four weeks go by at two brands: invented customers, so that the pages have something to show …")
    lived = play_month(stage)
    for each in lived:
        screen.good(str(each))
    return lived


def _verdict(screen: Screen, figures: Figures) -> None:
    screen.gap()
    for wrong in figures.wrong:
        screen.trouble(wrong)
    if not figures.wrong:
        screen.good(f"all {figures.right} figures of this story came out right")
