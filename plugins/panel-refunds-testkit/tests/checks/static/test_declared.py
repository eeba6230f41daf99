"""The checks of what a factory declares catch what they are there for."""

import pytest

from panel_refunds.ports import Setting
from panel_refunds_testkit.checks.static.declared import DeclaredChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import SETTINGS

CHECKS = DeclaredChecks()


@pytest.mark.parametrize(
    ("factory", "check", "told"),
    [
        ({"title": ""}, "the_factory_has_a_name_and_a_title", "title"),
        ({"settings": {**SETTINGS, "mode": Setting()}}, "every_setting_is_explained", "'mode'"),
        (
            {"settings": {**SETTINGS, "Shop": Setting(help="The shop it is.")}},
            "every_setting_is_explained",
            "like_this",
        ),
        ({"settings": {**SETTINGS, "signing_secret": Setting(help="A secret.")}}, "secrets_are_marked", "mark it"),
        (
            {"settings": {**SETTINGS, "url": Setting(default="http://pay.example", help="Where.")}},
            "the_address_is_a_setting",
            "https",
        ),
    ],
)
def test_a_careless_declaration_is_caught(spoilt, factory, check, told):
    with pytest.raises(BrokenContractError, match=told):
        getattr(CHECKS, f"test_{check}")(spoilt(factory=factory))


def test_public_names_are_no_secrets(spoilt):
    CHECKS.test_secrets_are_marked(
        spoilt(factory={"settings": {**SETTINGS, "public_key": Setting(help="A public one.")}})
    )


def test_a_method_that_takes_something_else_is_caught(spoilt):
    with pytest.raises(BrokenContractError, match="list_changes does not take"):
        CHECKS.test_it_has_every_method_of_a_gateway(spoilt(list_changes=lambda self, since: ([], None)))
    with pytest.raises(BrokenContractError, match="has no get_refund"):
        CHECKS.test_it_has_every_method_of_a_gateway(spoilt(get_refund=None))


def test_a_misspelt_setting_is_the_hosts_to_refuse(stand):
    CHECKS.test_a_misspelt_setting_is_refused(stand)
