"""The other side of an adapter that asks nobody: only what it is tried with.

@pytest.fixture
def case(self):
    return RuleCase(my_plugin, "my_rule", {"most": "20.00"})
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

from panel_refunds_testkit.peer.adapter_peer import Account, AdapterPeer
from panel_refunds_testkit.peer.clock import PeerClock
from panel_refunds_testkit.peer.server import PeerReply, PeerRequest, PeerServer

_NOTHING: Mapping[str, Any] = MappingProxyType({})
Aspect = Literal["requests", "refunds", "shared_accounts", "disputes", "warnings", "asked"]
"""What may grow about a request, so that a check or a rule can only become stricter."""


class Case(AdapterPeer):
    """A plugin, the name of its factory, and the settings of a tenant.

    ``stricter_with`` names what may grow without the answer ever becoming milder; the author promises that, and the kit
    tries it.
    """

    def __init__(
        self,
        plugin: Any,
        use: str,
        given: Mapping[str, Any] = _NOTHING,
        *,
        stricter_with: Collection[Aspect] = (),
    ) -> None:
        self.plugin = plugin
        self.use = use
        self.given = given
        self.stricter_with = frozenset(stricter_with)
        self.clock = PeerClock()

    @property
    def url(self) -> str:
        """Nobody is asked."""
        return ""

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        """The same for both accounts."""
        del base_url, account
        return self.given

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        """There is no key that could be wrong."""
        return self.settings(base_url)

    def requests_seen(self) -> Sequence[str]:
        """Nobody is asked."""
        return ()

    def start(self) -> None:
        """Nothing listens."""

    def stop(self) -> None:
        """Nothing listens."""


class RuleCase(Case):
    """A rule to try."""


class FraudCheckCase(Case):
    """A fraud check to try; one that asks a service has a subclass of this, with ``url``, ``settings`` and ``say``."""

    def say(self, answer: str, reasons: Sequence[str]) -> None:
        """What the service answers from now on; only called where the case has an address."""
        del answer, reasons
        raise RuntimeError("a case of a check that asks a service needs say")


class ServiceCase(FraudCheckCase):
    """A fraud check that asks a service over HTTP; write ``answer``, ``settings`` and ``wrong_settings``.

    ``said`` is what the service has to answer, in its own words: one of allow, review, deny, abstain, and reasons.
    """

    def __init__(self, plugin: Any, use: str) -> None:
        super().__init__(plugin, use)
        self.server = PeerServer(self.answer)
        self.said: tuple[str, tuple[str, ...]] = ("allow", ())

    @abstractmethod
    def answer(self, request: PeerRequest) -> PeerReply:
        """What the service answers to one request; called by many threads at once."""

    @property
    def url(self) -> str:
        """Where the service listens."""
        return self.server.url

    def say(self, answer: str, reasons: Sequence[str]) -> None:
        """What it answers from now on."""
        self.said = (answer, tuple(reasons))

    def requests_seen(self) -> Sequence[str]:
        """Every request that reached it."""
        return [f"{request.method} {request.path}" for request in self.server.seen]

    def start(self) -> None:
        """Listen."""
        self.server.start()

    def stop(self) -> None:
        """Stop listening."""
        self.server.stop()
