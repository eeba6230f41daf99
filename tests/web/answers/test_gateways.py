"""A gateway as operators see it."""

from __future__ import annotations

import pytest
from tests.web.panel import Installed

from panel_refunds.cli.as_json import AtTheDesk
from panel_refunds.errors import Refused
from panel_refunds.flows.stop_gateway import stop_gateway
from panel_refunds.web.answers.gateways import show_gateway, show_gateways


def test_each_gateway_of_the_tenant_is_shown_once_with_its_state(installed: Installed) -> None:
    desk = installed.service.desk("smmpanelus")
    stop_gateway(desk, "manual", by="operator-ana", text="the key leaked")

    shown = {each.name: each.state for each in show_gateways(AtTheDesk(desk)).gateways}
    assert shown == {name: "stopped" if name == "manual" else "running" for name in desk.gateways}
    assert show_gateway(AtTheDesk(desk), "manual").stopped_at == installed.at


def test_a_gateway_that_is_not_the_tenants_is_not_shown(installed: Installed) -> None:
    with pytest.raises(Refused) as refused:
        show_gateway(AtTheDesk(installed.service.desk("smmpanelus")), "nothing")
    assert refused.value.code == "not_found"
