"""A till on each database."""

from __future__ import annotations

import pytest
from tests.store.till import Till


@pytest.fixture
def till(store, new_id, clock) -> Till:
    """A tenant that credits and charges without any rules."""
    return Till(store, new_id, clock)
