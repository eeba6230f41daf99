"""The checks of secrets catch what they are there for."""

import base64

import pytest

from panel_refunds_testkit.checks.static.secrets import SecretChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

CHECKS = SecretChecks()


def keeping(self, settings, surroundings):
    TinyGateway.__init__(self, settings, surroundings)
    self.key, self.log = str(settings["api_key"]), surroundings.log


def in_the_log(self, ref):
    self.log.info("asking", headers={"authorization": f"Bearer {self.key}"})
    return TinyGateway.get_payment(self, ref)


def in_base_64(self, ref):
    self.log.info("asking", header=base64.b64encode(f"{self.key}:".encode()).decode())
    return TinyGateway.get_payment(self, ref)


def in_a_cause(self, ref):
    raise RuntimeError("it did not work") from ValueError(f"refused {self.key}")


@pytest.mark.parametrize(
    "careless",
    [
        {"get_payment": in_the_log},
        {"get_payment": in_base_64},
        {"get_payment": in_a_cause},
        {"__repr__": lambda self: f"<tinypay {self.key}>"},
    ],
)
def test_a_secret_that_can_be_seen_is_caught_and_not_shown(spoilt, careless):
    stand = spoilt(__init__=keeping, **careless)
    with pytest.raises(BrokenContractError, match="can be seen") as caught:
        CHECKS.test_no_secret_can_be_seen(stand)
    assert stand.peer.keys["first"] not in str(caught.value)
