"""A desk has its tenant's own objects, and nobody else's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from panel_refunds.app.composition import Service
from panel_refunds.testing.scripted_gateway import ScriptedGateway
from panel_refunds.tickets.audience import Audience


def test_each_tenant_has_the_objects_of_its_file_under_its_own_words(root: Path) -> None:
    service = Service.open(root, database="sqlite://")

    first, third = service.desk("smmpanelus"), service.desk("lumenreach")
    assert set(first.providers) == {"main"}
    assert set(third.providers) == {"north", "south"}
    assert set(first.gateways) == {"manual", "stripe"}
    assert (set(first.notifiers), set(third.notifiers)) == (set(), {"log"})
    service.close()


def test_a_provider_is_polled_as_often_as_the_file_says(root: Path) -> None:
    service = Service.open(root, database="sqlite://")

    assert service.desk("lumenreach").poll_every == {
        "north": timedelta(seconds=45),
        "south": timedelta(seconds=120),
    }
    service.close()


def test_a_notifier_takes_the_messages_that_the_file_says(root: Path) -> None:
    file = root / "tenants" / "lumenreach" / "tenant.toml"
    file.write_text(file.read_text().replace("[notifiers.log]", '[notifiers.log]\naudience = "staff"'))
    service = Service.open(root, database="sqlite://")

    desk = service.desk("lumenreach")
    assert (desk.audience("log"), desk.audience("other")) == (Audience("staff"), Audience())
    assert desk.redact("the-lumenreach_north_key of ada@example.com") == "[secret] of [e-mail]"
    service.close()


def test_a_gateway_may_be_put_in_the_place_of_the_configured_one(root: Path) -> None:
    scripted = ScriptedGateway(now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    service = Service.open(root, database="sqlite://", gateways={"manual": scripted, "card": scripted})

    for desk in service.desks().values():
        assert desk.gateways["manual"] is scripted
        assert desk.gateways["card"] is scripted
    service.close()


def test_no_secret_of_a_tenant_shows_in_its_desk(root: Path) -> None:
    service = Service.open(root, database="sqlite://")

    assert "the-smmpanelus_provider_key" not in repr(service.desk("smmpanelus"))
    service.close()
