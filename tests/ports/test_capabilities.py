"""What the core may conclude from what a gateway says it can."""

from dataclasses import replace

import pytest

from panel_refunds.ports import Capabilities

AUTOMATIC = Capabilities()


@pytest.mark.parametrize(
    "wanting",
    [
        {"refund": "manual"},
        {"refund": "payout"},
        {"destination": "gateway_decides"},
        {"destination": "caller_supplied"},
        {"dedupe": "none", "lookup": "none"},
    ],
)
def test_what_is_not_native_original_and_recognised_is_not_automatic(wanting):
    assert AUTOMATIC.automatic
    assert not replace(AUTOMATIC, **wanting).automatic


@pytest.mark.parametrize("enough", [{"dedupe": "none"}, {"lookup": "none"}, {"dedupe": "none", "lookup": "by_name"}])
def test_a_key_or_a_look_up_is_enough_to_recognise_a_refund(enough):
    assert replace(AUTOMATIC, **enough).automatic
