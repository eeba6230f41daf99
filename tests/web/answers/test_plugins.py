"""What is shown of a tenant's plugins, where nothing ever failed."""

from __future__ import annotations

from tests.web.panel import Installed

from panel_refunds.cli.as_json import AtTheDesk
from panel_refunds.web.answers.plugins import show_plugins


def test_objects_stand_in_order_of_their_names_without_a_failure(installed: Installed) -> None:
    view = show_plugins(AtTheDesk(installed.service.desk("smmpanelus")))

    names = [each.name for each in view.objects]
    assert names == sorted(names)
    assert {"gateways.manual", "gateways.stripe", "order_providers.main"} <= set(names)
    assert all(each.failed is None for each in view.objects)
