"""What holds for every test, the core's and the plugins' alike."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """Whoever sets up logging in a test writes to a stream that is gone after it: the next test starts afresh."""
    yield
    structlog.reset_defaults()
