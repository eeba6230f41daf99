"""What looks like an id of which kind."""

import pytest

from panel_refunds_stripe import refs


@pytest.mark.parametrize(
    ("check", "ref"),
    [
        (refs.is_intent, "pi_3abc"),
        (refs.is_charge, "ch_3abc"),
        (refs.is_charge, "py_3abc"),
        (refs.is_refund, "re_3abc"),
        (refs.is_refund, "pyr_3abc"),
        (refs.is_dispute, "du_3abc"),
        (refs.is_dispute, "dp_3abc"),
        (refs.is_warning, "issfr_3abc"),
        (refs.is_event, "evt_3abc"),
    ],
)
def test_an_id_is_known_by_its_beginning_and_nothing_may_hang_on_it(check, ref):
    assert check(ref)
    assert not any(
        check(wrong) for wrong in (f"{ref}/x", f"{ref}\n", f" {ref}", ref.upper(), ref.split("_")[0] + "_", "x" + ref)
    )


def test_a_payment_is_a_parameter_of_its_kind():
    assert refs.payment_param("pi_1") == {"payment_intent": "pi_1"}
    assert refs.payment_param("ch_1") == {"charge": "ch_1"}
    with pytest.raises(LookupError):
        refs.payment_param("re_1")
