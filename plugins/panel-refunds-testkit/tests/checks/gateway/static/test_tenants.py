"""The checks of two tenants catch what they are there for."""

import pytest

from panel_refunds_testkit import tinypay
from panel_refunds_testkit.checks.gateway.static.tenants import TenantChecks
from panel_refunds_testkit.checks.static import kept
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

CHECKS = TenantChecks()


def test_a_client_for_everybody_is_caught(spoilt):
    clients = []

    def shared(self, settings, surroundings):
        TinyGateway.__init__(self, settings, surroundings)
        clients.append(self._client)
        self._client = clients[0]

    with pytest.raises(BrokenContractError):
        CHECKS.test_two_accounts_see_nothing_of_each_other(spoilt(__init__=shared))


def test_answers_kept_for_everybody_are_caught(spoilt, monkeypatch):
    known = {}
    monkeypatch.setattr(tinypay, "KNOWN", known, raising=False)
    monkeypatch.setattr(kept, "package_of", lambda _: tinypay.__name__)

    def get_payment(self, ref):
        known[ref] = TinyGateway.get_payment(self, ref)
        return known[ref]

    with pytest.raises(BrokenContractError, match="keeps a reference"):
        kept.KeptChecks().test_nothing_of_a_tenant_is_kept_in_a_module(spoilt(get_payment=get_payment))


def test_the_last_question_kept_in_the_object_is_caught(spoilt):
    from threading import Barrier

    together = Barrier(2, timeout=5)

    def get_payment(self, ref):
        self.asked = ref
        together.wait()
        return TinyGateway.get_payment(self, self.asked)

    with pytest.raises(BrokenContractError, match="was asked for"):
        CHECKS.test_many_threads_read_at_once(spoilt(get_payment=get_payment))


def test_a_webhook_that_everybody_takes_is_caught(spoilt):
    def parse_webhook(self, raw, headers):
        return ()

    with pytest.raises(BrokenContractError, match="other account"):
        CHECKS.test_a_webhook_is_for_one_account(spoilt(parse_webhook=parse_webhook))
