"""A notifier on the stand; ``deliver`` as the core calls it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import get_args

from panel_refunds.plugins.bounded import BoundedNotifier
from panel_refunds.ports import Message
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.notifier_peer import Arrived, NotifierPeer, Reply
from panel_refunds_testkit.samples.messages import TO_CUSTOMER, TO_STAFF
from panel_refunds_testkit.stand.adapter_stand import AdapterStand, Built, hear


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltNotifier(Built):
    """One notifier of one tenant."""

    @property
    def notifier(self) -> BoundedNotifier:
        """As the core has it."""
        return BoundedNotifier(self.raw, self.caller)


class NotifierStand(AdapterStand[NotifierPeer, BuiltNotifier]):
    """One peer and the notifier for it."""

    kind = "notifiers"
    made = BuiltNotifier

    def deliver(
        self, message: Message = TO_STAFF, key: str = "msg_1", built: BuiltNotifier | None = None
    ) -> Sequence[Arrived]:
        """Hand a message over as the core does; what arrived by that."""
        before = len(self.peer.arrived())
        (built or self.built).notifier.deliver(message, key)
        return self.peer.arrived()[before:]

    def live_through(self, built: BuiltNotifier, account: Account) -> list[str]:
        """Bring messages of every kind, while the place says everything that it can."""
        del account
        for number, message in enumerate((TO_STAFF, TO_CUSTOMER)):
            hear(built, partial(built.raw.deliver, message, f"msg_{number}"))
            for reply in get_args(Reply):
                if reply in self.peer.replies:
                    self.peer.next_reply(reply)
                    hear(built, partial(built.raw.deliver, message, f"msg_{number}_{reply}"))
        built.heard.add(f"{built.raw!r} {built.raw!s}")
        return [TO_CUSTOMER.contact["email"]]
