"""Why a file, or a row of it, says nothing that money may move on."""

from __future__ import annotations

from datetime import timedelta


class UnreadableError(Exception):
    """The whole file cannot be used, now or at all; the text says why and is fit for a log.

    ``retry_after`` is given where waiting is what helps.
    """

    def __init__(self, text: str, retry_after: timedelta | None = None) -> None:
        super().__init__(text)
        self.retry_after = retry_after
