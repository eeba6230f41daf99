"""What came instead of an answer: a code of the core's vocabulary and a sentence, raised by whatever reads."""

from __future__ import annotations

from panel_refunds.ports import ProviderError


class FaultError(Exception):
    """A reply, or a part of one, that is no answer; ``error`` is what the core is told."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.error = ProviderError(code, text)


def fault_of_status(http_status: int) -> FaultError | None:
    """What an HTTP status alone says about a whole reply; None for the ones with an answer in the body."""
    if 200 <= http_status < 300:  # noqa: PLR2004 - the successes
        return None
    text = f"The upstream answered with HTTP {http_status}."
    if http_status in (401, 403):
        return FaultError("auth", text)
    if http_status == 429:  # noqa: PLR2004 - too many requests
        return FaultError("rate_limited", text)
    if http_status == 503:  # noqa: PLR2004 - service unavailable
        return FaultError("service_unavailable", text)
    return FaultError("server_error" if http_status >= 500 else "unreadable", text)  # noqa: PLR2004 - its own faults
