"""One day at one brand, from the morning to the evening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from panel_refunds.testing.demo.clock import DemoClock
from panel_refunds.testing.demo.month import customers, staff, upstream
from panel_refunds.testing.demo.month.brand import Brand
from panel_refunds.worker import run_due

SATURDAY = 5
COMES, ASKS = 0.6, 0.5
"""How likely somebody pays in, or asks, at each hour at which somebody may."""
ASKS_ON_THE_LAST = 0.95


@dataclass(frozen=True, slots=True)
class Day:
    """``reads_words``: whether the operator reads new words. ``is_last``: the month ends before anybody answers."""

    date: date
    reads_words: bool = True
    is_last: bool = False

    @property
    def is_worked(self) -> bool:
        """Whether the staff is there."""
        return self.date.weekday() < SATURDAY and not self.is_last


def live(clock: DemoClock, brand: Brand, day: Day) -> None:
    """Let the day happen; the clock stands at its evening afterwards."""
    for hour in ("08:10", "12:40", "14:20"):
        clock.stand(f"{day.date} {hour}")
        if brand.chance.random() < COMES:
            customers.pay_in(brand)
    for minute in range(brand.chance.randrange(3, 9)):
        clock.stand(f"{day.date} 15:{minute:02}")
        customers.buy(brand)
    clock.stand(f"{day.date} 16:00")
    upstream.work(brand)
    if day.is_worked:
        _work(clock, brand, day)
    clock.stand(f"{day.date} 20:15")
    customers.answer(brand)
    for minute in (20, 35, 50):
        clock.stand(f"{day.date} 20:{minute}")
        if brand.chance.random() < (ASKS_ON_THE_LAST if day.is_last else ASKS):
            customers.ask(brand)
    clock.stand(f"{day.date} 21:00")
    run_due(brand.desk)


def _work(clock: DemoClock, brand: Brand, day: Day) -> None:
    clock.stand(f"{day.date} 16:10")
    staff.answer(brand)
    clock.stand(f"{day.date} 16:40")
    staff.pay_by_hand(brand)
    if day.reads_words:
        staff.read_words(brand)
    run_due(brand.desk)
