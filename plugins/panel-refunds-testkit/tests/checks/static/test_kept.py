"""A cache for everybody is found from the plugin's modules."""

import pytest

from panel_refunds_testkit.checks.static.kept import KeptChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay import gateway
from panel_refunds_testkit.tinypay.gateway import TinyGateway


def test_what_is_kept_at_module_level_is_found(stand, monkeypatch):
    kept = []
    monkeypatch.setattr(gateway, "KEPT", kept, raising=False)

    def get_payment(self, ref):
        kept.append(ref)
        return good(self, ref)

    good = TinyGateway.get_payment
    monkeypatch.setattr(TinyGateway, "get_payment", get_payment)
    with pytest.raises(BrokenContractError, match="keeps a reference of a tenant"):
        KeptChecks().test_nothing_of_a_tenant_is_kept_in_a_module(stand)
