"""Ids that are the same each time the pictures are taken, so that a picture changes when its page does."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import count
from uuid import UUID

_BEGIN = 0x01990000_0000_7000_8000_000000000000


def ids_that_stay() -> Callable[[], UUID]:
    """Makes what ``uuid7`` makes, in the same order each time."""
    numbers, chance = count(1), random.Random(7)
    return lambda: UUID(int=_BEGIN + (next(numbers) << 80) + chance.getrandbits(60))
