"""Deliveries: how far each message came with each notifier, and which are dead letters."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, tuple_

from panel_refunds.errors import Refused
from panel_refunds.store.chapter import Chapter
from panel_refunds.store.records import Delivery, OutboxMessage
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, number_param, such_as, text_param, the_tenant
from panel_refunds.store.tables import DeliveryRow
from panel_refunds.store.upkeep import OUTBOX

DELIVERIES = Shape(Delivery, DeliveryRow)

_DELIVERY, _MESSAGE = DELIVERIES.table.c, OUTBOX.table.c
_ONE = Statement(
    DELIVERIES.select(_DELIVERY.message_id == text_param("message"), _DELIVERY.notifier == text_param("notifier"))
)
_OF_MESSAGE = Statement(DELIVERIES.select(_DELIVERY.message_id == text_param("message")).order_by(_DELIVERY.notifier))
_DEAD = Statement(
    select(*(_DELIVERY[name] for name in DELIVERIES.own), *(_MESSAGE[name] for name in OUTBOX.own))
    .join(
        OUTBOX.table,
        (_MESSAGE.tenant_id == _DELIVERY.tenant_id) & (_MESSAGE.message_id == _DELIVERY.message_id),
    )
    .where(
        _DELIVERY.tenant_id == the_tenant(),
        _MESSAGE.tenant_id == the_tenant(),
        such_as("delivery.state = 'dead'"),
        tuple_(_DELIVERY.message_id, _DELIVERY.notifier) > tuple_(text_param("message"), text_param("notifier")),
    )
    .order_by(_DELIVERY.message_id, _DELIVERY.notifier)
    .limit(number_param("many"))
)
_LAST_DEATH = Statement(
    DELIVERIES.select(such_as("delivery.state = 'dead'"), _DELIVERY.notifier == text_param("notifier"))
    .order_by(_DELIVERY.ended_at.desc())
    .limit(1)
)
_WAITING_FOR = Statement(
    select(_DELIVERY.notifier, func.count())
    .where(_DELIVERY.tenant_id == the_tenant(), such_as("delivery.state = 'waiting'"))
    .group_by(_DELIVERY.notifier)
    .order_by(_DELIVERY.notifier)
)
_WAITING = Statement(
    DELIVERIES.select(such_as("delivery.state = 'waiting'"), _DELIVERY.notifier == text_param("notifier"))
    .order_by(_DELIVERY.message_id)
    .limit(number_param("many"))
)


class DeliveryChapter(Chapter):
    """Deliveries of one transaction."""

    def save_delivery(self, delivery: Delivery) -> None:
        """Write a delivery, new or changed."""
        self._save(DELIVERIES, delivery)

    def find_delivery(self, message_id: str, notifier: str) -> Delivery | None:
        """How far the message came with this notifier; None when it was never meant for it."""
        return self._find(DELIVERIES, _ONE, message=message_id, notifier=notifier)

    def get_delivery(self, key: str) -> Delivery:
        """The delivery of that id (``out_…:notifier``); Refused ``not_found``."""
        message_id, _, notifier = key.partition(":")
        found = self.find_delivery(message_id, notifier)
        if found is None:
            raise Refused("not_found", f"There is no delivery {key[:80]}.", field="delivery")
        return found

    def deliveries_of(self, message_id: str) -> list[Delivery]:
        """The deliveries of a message, by notifier."""
        return self._records(DELIVERIES, _OF_MESSAGE, message=message_id)

    def dead_letters(self, *, after: str | None = None, limit: int = 50) -> list[tuple[Delivery, OutboxMessage]]:
        """A page of what will not arrive unless a person does something, oldest first; ``after`` is the last id."""
        message_id, _, notifier = (after or "").partition(":")
        rows = self._rows(_DEAD, message=message_id, notifier=notifier, many=limit)
        dialect, many = self._link.dialect, len(DELIVERIES.own)
        return [(DELIVERIES.read(row, dialect), OUTBOX.read(row[many:], dialect)) for row in rows]

    def last_death_at(self, notifier: str) -> datetime | None:
        """When the newest of this notifier's dead letters died; None when it has none."""
        found = self._find(DELIVERIES, _LAST_DEATH, notifier=notifier)
        return found.ended_at if found else None

    def notifiers_waited_for(self) -> dict[str, int]:
        """The notifiers for which something waits, and how much."""
        return {str(name): int(many) for name, many in self._rows(_WAITING_FOR)}

    def waiting_for(self, notifier: str, limit: int) -> list[Delivery]:
        """What waits for this notifier, oldest first."""
        return self._records(DELIVERIES, _WAITING, notifier=notifier, many=limit)
