"""The desk: a word that the tenant's file does not have is refused with where to add it."""

from __future__ import annotations

import pytest
from tests.flows.shop import Shop

from panel_refunds.errors import Refused


def test_an_order_provider_that_is_not_there_is_refused_with_what_to_add(shop: Shop) -> None:
    with pytest.raises(Refused) as caught:
        shop.desk.provider("backup")

    told = "There is no order provider 'backup' here; add [order_providers.backup] to tenants/smmpanelus/tenant.toml."
    assert (caught.value.code, caught.value.text, caught.value.field) == ("not_found", told, "provider")


def test_a_gateway_that_is_not_there_is_refused(shop: Shop) -> None:
    with pytest.raises(Refused, match="There is no gateway 'safe' here"):
        shop.desk.gateway("safe")
