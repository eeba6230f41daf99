"""One brand on its first days."""

from __future__ import annotations

import pytest

from panel_refunds.testing.demo.month.brand import Brand
from panel_refunds.testing.demo.month.play_month import with_cards
from panel_refunds.testing.demo.stage import Stage


@pytest.fixture
def brand(stage: Stage) -> Brand:
    """The brand that takes cards; nobody has come yet."""
    stage.clock.stand("2025-09-08 09:00")
    return with_cards(stage)
