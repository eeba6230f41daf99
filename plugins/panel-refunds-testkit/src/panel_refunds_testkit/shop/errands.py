"""What a worker process does: opens the installation, as any worker, and runs what is due; perhaps it dies on the way.

The product has no hooks for dying. The process puts itself around one step of the flow, in its own memory, and ends
itself with SIGKILL when it gets there: nothing is flushed, no ``finally`` runs.
"""

from __future__ import annotations

import logging
import os
import signal
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

from panel_refunds.app.composition import Service
from panel_refunds.flows import follow_refund, pay_refund
from panel_refunds.worker import run_due
from panel_refunds_testkit.shop.installation import SLUG
from panel_refunds_testkit.shop.nursery import Errand, Point
from panel_refunds_testkit.shop.shop import KINDS


def run(errand: Errand) -> None:
    """Do it. The clock of this process stands still: it is the one of whoever sent it."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    if errand.dies_at is not None:
        die_at(errand.dies_at)
    now = datetime.fromisoformat(errand.now)
    service = Service.open(Path(errand.folder), database=errand.database, now=lambda: now)
    run_due(service.desk(SLUG), kinds=KINDS)
    service.close()


def die_at(point: Point) -> None:
    """From now on this process ends when it comes to that step."""

    def die(*_: Any, **__: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    for module in (pay_refund, follow_refund):
        setattr(module, point, die)
