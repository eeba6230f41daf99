"""Work that is due: claimed with a lease, run by one flow each, finished or put off."""

from panel_refunds.worker.rounds import keep_reconciling, keep_tidying
from panel_refunds.worker.run_due import run_due
from panel_refunds.worker.worker import Worker

__all__ = ["Worker", "keep_reconciling", "keep_tidying", "run_due"]
