"""Ours: an order is charged to a random customer, in a process that is set up as the server is.

Options: ``url``, ``customers``.
"""

from __future__ import annotations

import random
from typing import Any

from benchmarks.clients import Work
from benchmarks.panel import charge, customer, open_desk
from panel_refunds.app.garbage import leave_alone_what_stays


def prepare(options: dict[str, Any]) -> Work:
    desk = open_desk(options["url"])
    dice = random.Random(f"{options['client']}/{options['thread']}")
    leave_alone_what_stays()

    def work() -> None:
        charge(desk, customer(dice.randrange(options["customers"])))

    return work
