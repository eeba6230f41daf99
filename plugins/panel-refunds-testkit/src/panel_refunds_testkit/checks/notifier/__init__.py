"""What a notifier has to show."""

from panel_refunds_testkit.checks.notifier.answers import AnswerChecks
from panel_refunds_testkit.checks.notifier.delivery import DeliveryChecks
from panel_refunds_testkit.checks.static import AnyKindChecks


class NotifierChecks(AnyKindChecks, DeliveryChecks, AnswerChecks):
    """All checks of a notifier."""
