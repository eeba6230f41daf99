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
    assert "| `OutcomeUnknown` | It may have run." in page
