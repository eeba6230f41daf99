"""What a flow may tell of an adapter's exception."""

from __future__ import annotations

from panel_refunds.flows.adapter_errors import LONGEST, told_of
from panel_refunds.ports import AdapterError


def test_what_the_host_wrote_is_told_and_never_too_much_of_it() -> None:
    assert told_of(AdapterError("gateways.main: ValueError: no")) == "gateways.main: ValueError: no"
    assert len(told_of(AdapterError("x" * 1000))) == LONGEST


def test_of_any_other_exception_only_its_kind_is() -> None:
    assert told_of(ValueError("the key is sk_live_1")) == "ValueError"
