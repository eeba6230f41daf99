"""Exactly once: whatever is lost, late or dead between the core and the vendor, an approved refund is made one time."""

from panel_refunds_testkit.checks.gateway.exactly_once.by_hand import TaskChecks
from panel_refunds_testkit.checks.gateway.exactly_once.killed import KilledChecks
from panel_refunds_testkit.checks.gateway.exactly_once.later import LaterChecks
from panel_refunds_testkit.checks.gateway.exactly_once.lost import LostChecks
from panel_refunds_testkit.checks.gateway.exactly_once.mistaken import MistakenChecks
from panel_refunds_testkit.checks.gateway.exactly_once.outlived import OutlivedChecks
from panel_refunds_testkit.checks.gateway.exactly_once.repeated import RepeatedChecks
from panel_refunds_testkit.checks.gateway.exactly_once.retried import RetriedChecks
from panel_refunds_testkit.checks.gateway.exactly_once.used_key import UsedKeyChecks


class ExactlyOnceChecks(
    RepeatedChecks,
    UsedKeyChecks,
    LaterChecks,
    LostChecks,
    MistakenChecks,
    RetriedChecks,
    OutlivedChecks,
    TaskChecks,
    KilledChecks,
):
    """Everything about doing it once."""
