"""A reference has letters and digits only, and leads back to its attempt, whatever is done to its letters."""

import pytest

from panel_refunds_paytr.references import find_attempt_id, is_order, order_of, ref_of, reference_of

ATTEMPT = "att_01jq8zxc9v4m2n7k5b3h6g1f0d"


def test_a_reference_leads_back():
    reference = reference_of(ATTEMPT)

    assert reference is not None
    assert reference.isalnum()
    assert len(reference) <= 64
    assert find_attempt_id(reference) == find_attempt_id(reference.upper()) == ATTEMPT


@pytest.mark.parametrize("attempt", ["", "x" * 32, "a b", "é"])
def test_what_does_not_fit_has_none(attempt):
    assert reference_of(attempt) is None


@pytest.mark.parametrize("reference", [None, "", "pr", "111111111111111", "prxyz", "prc3a9", "pr20", "pr" + "61" * 40])
def test_a_reference_of_somebody_else_is_of_no_attempt(reference):
    assert find_attempt_id(reference) is None


def test_a_refund_is_called_by_its_order_and_reference():
    assert order_of(ref_of("order1", "pr61")) == "order1"
    for ref in ("", "order1", "order1:", ":x", "or der:x"):
        with pytest.raises(LookupError):
            order_of(ref)
    assert not is_order("a/b")
