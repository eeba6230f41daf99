"""The page of all hooks is the one the code itself writes."""

from pathlib import Path

from panel_refunds.plugins.reference import render_hooks_reference

PAGE = Path(__file__).parents[2] / "docs/reference/hooks.md"


def test_the_page_is_current():
    written = PAGE.read_text(encoding="utf-8")

    assert written == render_hooks_reference(), "python -m panel_refunds.plugins.reference > docs/reference/hooks.md"


def test_every_hook_and_every_method_of_its_objects_is_there():
    page = render_hooks_reference()

    for hook in ("gateways", "order_providers", "fraud_checks", "rules", "notifiers"):
        assert f"## `{hook}() -> Sequence[Factory[" in page
        assert f"(from `{hook}`)" in page
    assert "def create_refund(self, order: RefundOrder) -> Outcome: ..." in page
    assert "## `OutcomeUnknown`\n\nIt may have run." in page


def test_every_field_of_every_value_is_there_with_its_type_and_default():
    page = render_hooks_reference()

    for name in ("OrdersReply", "OrderState", "RefundsFound", "GatewayEvent", "FraudContext", "Verdict", "Message"):
        assert f"\n## `{name}`\n" in page
    assert "| `orders` | `Mapping[str, OrderState \\| ProviderError]` | empty |" in page
    assert "| `raw_status` | `str` | must be given |" in page
    assert "| `dedupe_lifetime` | `timedelta \\| None` | `timedelta(days=1)` |" in page
    assert "| `dedupe` | `Literal['key', 'client_ref', 'one_per_payment', 'none']` | `\"key\"` |" in page
    assert "`already_refunded`, `over_refund`" in page
    assert "LookupError" in page
