"""Unknown parameters are refused, and the names known are those of the installed library."""

import pytest

from panel_refunds.testing.fake_stripe import parameters
from panel_refunds.testing.fake_stripe.known_parameters import KNOWN
from panel_refunds.testing.fake_stripe.operations import OPERATIONS


def test_a_misspelt_parameter_is_refused_and_nothing_runs(fake, api, refused):
    charge, _ = fake.add_charge(5000)

    error = refused(api.refunds.create, {"charge": charge, "amout": 1})

    assert (error.code, error.param, error.http_status) == ("parameter_unknown", "amout", 400)
    assert fake.refunds_of(charge) == ()


def test_it_is_refused_in_a_query_and_inside_a_range_too(api, refused):
    assert refused(api.refunds.list, {"charges": "ch_1"}).param == "charges"
    assert refused(api.events.list, {"created": {"since": 1}}).param == "created[since]"


@pytest.mark.parametrize("operation", sorted({operation.params for operation in OPERATIONS}))
def test_the_names_checked_in_are_the_librarys(operation):
    assert set(KNOWN[operation].split()) == parameters.read_from_library(operation)


def test_without_the_library_the_names_checked_in_are_used(monkeypatch):
    def missing(_operation):
        raise ImportError

    monkeypatch.setattr(parameters, "read_from_library", missing)
    parameters.known_parameters.cache_clear()
    try:
        assert "payment_intent" in parameters.known_parameters("RefundCreateParams")
    finally:
        parameters.known_parameters.cache_clear()
