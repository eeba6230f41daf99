"""Over the wire: orders and reads against the peer, compared with what is true there."""

from panel_refunds_testkit.checks.gateway.wire.amounts import AmountChecks
from panel_refunds_testkit.checks.gateway.wire.finding import FindingChecks
from panel_refunds_testkit.checks.gateway.wire.misconfigured import ByHandChecks, MisconfiguredChecks
from panel_refunds_testkit.checks.gateway.wire.nonsense import NonsenseChecks
from panel_refunds_testkit.checks.gateway.wire.pages import PageChecks
from panel_refunds_testkit.checks.gateway.wire.payments import PaymentChecks
from panel_refunds_testkit.checks.gateway.wire.refunds import RefundChecks
from panel_refunds_testkit.checks.gateway.wire.statuses import StatusChecks


class WireChecks(
    RefundChecks,
    AmountChecks,
    PaymentChecks,
    StatusChecks,
    FindingChecks,
    MisconfiguredChecks,
    ByHandChecks,
    NonsenseChecks,
    PageChecks,
):
    """Everything over the wire."""
