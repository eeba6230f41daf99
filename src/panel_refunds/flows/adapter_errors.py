"""What a flow may tell of an adapter's exception: the whole text is fit for a log only when the host wrote it."""

from __future__ import annotations

from panel_refunds.ports import AdapterError

LONGEST = 300


def told_of(error: Exception) -> str:
    """A sentence for the log, the attempt or the operator."""
    return str(error)[:LONGEST] if isinstance(error, AdapterError) else type(error).__name__
