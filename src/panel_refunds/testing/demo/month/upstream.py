"""What the upstream panel does on a day: it works on orders, and some of them fail."""

from __future__ import annotations

from panel_refunds.flows.poll_provider import poll_provider
from panel_refunds.testing.demo.month.brand import Brand

NEW_WORDS = ("Held for moderation", "Paused by the owner", "Link under review")
"""What nobody has met before; once the operator has said what one means it is a word like any other."""
WORDS = (*["Completed"] * 24, *["Partial"] * 5, *["Canceled"] * 4, "Refunded", *NEW_WORDS)
"""How orders end, as often as they do."""
BUSY = 0.35
"""How many orders it leaves for tomorrow."""


def work(brand: Brand) -> None:
    """Some orders come to an end, and the service asks about all that are open."""
    left = []
    for ref in brand.orders:
        if brand.chance.random() < BUSY:
            left.append(ref)
            continue
        word = brand.chance.choice(WORDS)
        remains = {"Completed": 0, "Partial": brand.chance.randrange(20, 90)}.get(word)
        brand.panel.set_status(ref, word, remains=remains)
    brand.orders[:] = left
    poll_provider(brand.desk, brand.provider)
