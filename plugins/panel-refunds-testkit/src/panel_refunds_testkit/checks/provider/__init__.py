"""What an order provider has to show."""

from panel_refunds_testkit.checks.provider.broken_replies import BrokenReplyChecks
from panel_refunds_testkit.checks.provider.figures import FigureChecks
from panel_refunds_testkit.checks.provider.placements import PlacementChecks
from panel_refunds_testkit.checks.provider.reading import ReadingChecks
from panel_refunds_testkit.checks.provider.webhooks import OrderWebhookChecks
from panel_refunds_testkit.checks.provider.wishes import WishChecks
from panel_refunds_testkit.checks.static import AnyKindChecks


class ProviderChecks(
    AnyKindChecks,
    ReadingChecks,
    FigureChecks,
    BrokenReplyChecks,
    WishChecks,
    PlacementChecks,
    OrderWebhookChecks,
):
    """All checks of an order provider."""
