"""The last use of a key is written once an hour, and never stands in the way of a call."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tests.web.panel import Installed

from panel_refunds.store import TryAgain
from panel_refunds.web.key_use import note_key_use


@pytest.fixture
def front(installed: Installed):
    return SimpleNamespace(now=lambda: installed.at, store=installed.service.store)


def kept(installed: Installed):
    return installed.service.store.list_api_keys(installed.service.desk("smmpanelus").tenant.id)[0]


def test_it_is_written_once_an_hour(installed: Installed, front) -> None:
    installed.new_key("smmpanelus")
    fresh = kept(installed)
    note_key_use(front, fresh)
    first = installed.at
    assert kept(installed).used_at == first

    installed.passes(minutes=59)
    note_key_use(front, kept(installed))
    note_key_use(front, fresh)  # as another process knows it, that looked before
    assert kept(installed).used_at == first
    installed.passes(minutes=1)
    note_key_use(front, kept(installed))
    assert kept(installed).used_at == installed.at


def test_a_busy_database_refuses_nobody(installed: Installed) -> None:
    def busy(*_: object) -> bool:
        raise TryAgain("busy")

    installed.new_key("smmpanelus")
    note_key_use(SimpleNamespace(now=lambda: installed.at, store=SimpleNamespace(note_key_use=busy)), kept(installed))
    assert kept(installed).used_at is None
