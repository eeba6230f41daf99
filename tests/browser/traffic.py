"""What goes over the line while a page is opened, as the browser counts it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Response

MOST_BYTES = 60_000
"""Of the first visit: page, style sheets, scripts and pictures, compressed, with their headers."""


@dataclass
class Traffic:
    """``sizes`` by address; ``complaints`` are what the browser wrote to its console."""

    sizes: dict[str, int] = field(default_factory=dict)
    responses: list[Response] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """All bytes that came."""
        return sum(self.sizes.values())

    def strangers(self, host: str) -> list[str]:
        """Addresses elsewhere that were asked for something."""
        return [address for address in self.sizes if urlsplit(address).hostname != host]


@contextmanager
def counted(page: Page, *, first_visit: bool = True) -> Iterator[Traffic]:
    """Count until the block is left; ``first_visit``: nothing was there before."""
    traffic = Traffic()
    addresses: dict[str, str] = {}
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": first_visit})

    def ends(event: dict[str, object]) -> None:
        address = addresses.get(str(event["requestId"]), "")
        if not address.startswith("data:"):
            traffic.sizes[address] = traffic.sizes.get(address, 0) + int(str(event["encodedDataLength"]).split(".")[0])

    def says(message: ConsoleMessage) -> None:
        # That an answer was no 200 is said here too; which one it was, the test knows.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            traffic.complaints.append(message.text)

    def broke(error: Error) -> None:
        traffic.complaints.append(str(error))

    def came(response: Response) -> None:
        traffic.responses.append(response)

    line.on("Network.requestWillBeSent", lambda event: addresses.update({event["requestId"]: event["request"]["url"]}))
    line.on("Network.loadingFinished", ends)
    page.on("console", says)
    page.on("pageerror", broke)
    page.on("response", came)
    try:
        yield traffic
    finally:
        page.remove_listener("response", came)
        page.remove_listener("pageerror", broke)
        page.remove_listener("console", says)
        line.detach()
