"""The checks of what is done besides catch what they are there for."""

import pytest

from panel_refunds_testkit.checks.static.quiet import QuietChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

CHECKS = QuietChecks()


def test_another_address_is_caught(spoilt):
    with pytest.raises(BrokenContractError, match=r"192\.0\.2\.7"):
        CHECKS.test_it_speaks_to_the_address_in_its_settings_only(spoilt(__init__=fixed_address))


def fixed_address(self, settings, surroundings):
    TinyGateway.__init__(self, {**settings, "url": "http://192.0.2.7"}, surroundings)


def test_a_file_is_caught(spoilt, tmp_path):
    def get_payment(self, ref):
        (tmp_path / "cache").write_text(ref)
        return TinyGateway.get_payment(self, ref)

    with pytest.raises(BrokenContractError, match="cache"):
        CHECKS.test_it_writes_no_file(spoilt(get_payment=get_payment))


def test_a_request_while_building_is_caught(spoilt):
    def build(settings, surroundings):
        made = TinyGateway(settings, surroundings)
        made.available_float("USD")
        return made

    with pytest.raises(BrokenContractError, match="Building"):
        CHECKS.test_importing_it_does_nothing(spoilt(factory={"build": build}))


def test_a_factory_that_needs_its_secrets_is_caught(spoilt):
    def build(settings, surroundings):
        if not settings["api_key"].startswith("key_"):
            raise ValueError("that is no key")
        return TinyGateway(settings, surroundings)

    with pytest.raises(ValueError, match="no key"):
        CHECKS.test_it_can_be_built_without_its_secrets(spoilt(factory={"build": build}))
