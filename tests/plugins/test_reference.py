"""The page of all hooks is the one the code itself writes."""

import re
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import get_args

import pytest

from panel_refunds import ports
from panel_refunds.plugins.reference import render_hooks_reference
from panel_refunds.ports.contract import SINCE

PAGE = Path(__file__).parents[2] / "docs/reference/hooks.md"


@pytest.fixture(scope="module")
def page() -> str:
    """The page as the code writes it; made once."""
    return render_hooks_reference()


def test_the_page_is_current(page):
    written = PAGE.read_text(encoding="utf-8")

    assert written == page, "python -m panel_refunds.plugins.reference > docs/reference/hooks.md"


def test_every_hook_and_every_method_of_its_objects_is_there(page):
    for hook in ("gateways", "order_providers", "fraud_checks", "rules", "notifiers"):
        assert f"## `{hook}() -> Sequence[Factory[" in page
        assert f"(from `{hook}`)" in page
    assert "def create_refund(self, order: RefundOrder) -> Outcome: ..." in page
    assert "## `OutcomeUnknown`\n\nIt may have run." in page


def test_every_field_of_every_value_is_there_with_its_type_and_default(page):
    for name in ("OrdersReply", "OrderState", "RefundsFound", "GatewayEvent", "FraudContext", "Verdict", "Message"):
        assert f"\n## `{name}`\n" in page
    assert "| `orders` | `Mapping[str, OrderState \\| ProviderError]` | empty |" in page
    assert "| `raw_status` | `str` | must be given |" in page
    assert "| `dedupe_lifetime` | `timedelta \\| None` | `timedelta(days=1)` |" in page
    assert "| `dedupe` | `Literal['key', 'client_ref', 'one_per_payment', 'none']` | `\"key\"` |" in page
    assert "| `folder` (since 1.1) | `Path \\| None` | `None` |" in page
    assert "| `over_refund` | More was ordered than is left of the payment. |" in page
    assert "LookupError" in page


@pytest.mark.parametrize("name", ports.__all__)
def test_everything_that_is_exported_is_there(name, page):
    assert any(f"`{name}{end}" in page for end in ("`", "(")), name
    kind = getattr(ports, name)
    if isinstance(kind, type) and name not in ("Factory", "Setting"):
        assert f"\n## `{name}`" in page, name


@pytest.mark.parametrize(
    "name", ["Answer", "Said", "ask", "in_path", "outcome_of_silence", "NoAnswerError", "LookupError"]
)
def test_the_tools_of_an_adapter_are_there(name, page):
    assert f"\n## `{name}" in page


def test_every_outcome_says_what_the_core_does_with_it(page):
    (table,) = [part for part in page.split("\n# ") if part.startswith("What the core does with")]

    assert all(f"\n| `{kind.__name__}` | " in table for kind in get_args(ports.Outcome))


def test_every_capability_says_what_it_means_and_what_to_say_in_doubt(page):
    (section,) = [part for part in page.split("\n## ") if part.startswith("`Capabilities`")]
    told = {row.split("`")[1]: row for row in section.splitlines() if row.startswith("| `")}

    assert list(told) == [each.name for each in fields(ports.Capabilities)]
    for name, row in told.items():
        assert " In doubt" in row, f"write below {name} what it means, with its unit, and what to say in doubt"
    assert len({row.rpartition(" | ")[2] for row in told.values()}) == len(told)


def test_money_says_how_main_and_minor_units_are_sent_and_read(page):
    (section,) = [part for part in page.split("\n## ") if part.startswith("`Money`")]

    for name in ("`minor`", "`from_minor(count: int, currency: str) -> Money`", "said.minor_money", "format_units"):
        assert name in section


def test_what_came_later_has_its_version_beside_it(page):
    for name in SINCE:
        whole, _, field = name.partition("=")[0].partition(".")
        head = {"asking": "Tools", "said": "Tools"}.get(whole, f"`{whole}")
        (section,) = [part for part in re.split(r"\n##? ", page) if part.startswith(head)]
        if field:
            (section,) = [row for row in section.splitlines() if row.startswith(f"| `{field}`")]
        assert "ince 1.1" in section or "ince contract 1.1" in section, name


@pytest.mark.parametrize("kind", [ports.Rejection, ports.RefundStatus])
def test_every_word_has_a_meaning_of_its_own(kind: type[StrEnum], page):
    (section,) = [part for part in page.split("\n## ") if part.startswith(f"`{kind.__name__}`")]
    meanings = [row.split("|")[2].strip() for row in section.splitlines() if row.startswith("| `")]

    assert len(meanings) == len(kind)
    assert len(set(meanings)) == len(kind)
    assert all(meanings)
