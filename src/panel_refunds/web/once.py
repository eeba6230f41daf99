"""A write is done once, however often it is sent with the same key.

    done before?  →  do it; the key is stored in the flow's own transaction  →  answer, and keep the answer

The same key with another request is refused. Two at once: one does it, the other hears ``in_progress``, or, from
another process, gets the answer of the first. A flow whose commit nobody can vouch for is simply run again: if it did
happen, the key is there.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk, Once, Replayed
from panel_refunds.store import CommitUnknownError, StoredReply
from panel_refunds.web.fields import Given
from panel_refunds.web.operation import Write
from panel_refunds.web.reply import Reply
from panel_refunds.web.strict_json import canonical
from panel_refunds.web.tenancy import Call

SCOPE = "api"
REPLAYED = MappingProxyType({"idempotent-replayed": "true"})
_KEY = re.compile(r"[!-~]{8,200}")


class UnderWay:
    """The keys that this process is working on at this moment."""

    def __init__(self) -> None:
        self._keys: set[tuple[UUID, str]] = set()
        self._lock = threading.Lock()

    @contextmanager
    def only(self, tenant: UUID, key: str) -> Iterator[None]:
        """Be the only one at work with this key; refused with ``in_progress`` otherwise."""
        with self._lock:
            if (tenant, key) in self._keys:
                raise Refused("in_progress", "The same request is being worked on; ask again in a moment.")
            self._keys.add((tenant, key))
        try:
            yield
        finally:
            with self._lock:
                self._keys.discard((tenant, key))


def read_key(given: str | None) -> str:
    """The ``Idempotency-Key`` header; refused when it is missing or is not 8 to 200 visible ASCII characters."""
    if given is None:
        raise Refused("idempotency_key_missing", "Send an Idempotency-Key header with 8 to 200 visible characters.")
    if not _KEY.fullmatch(given):
        raise Refused(
            "field_invalid", "An Idempotency-Key is 8 to 200 visible ASCII characters.", field="Idempotency-Key"
        )
    return given


@dataclass(frozen=True, slots=True)
class OneWrite:
    """One write on its way: what shall be done, with which body, under which key."""

    call: Call
    operation: Write
    body: Given
    key: str
    request_hash: str

    def run(self) -> Reply:
        """Do it, or find that it was done.

        A flow that stores its answer itself looks for its key in its own transaction: asking before would be one more
        trip for every write that is new. What such a flow refuses before it gets there may still have been done.
        """
        asks_itself = self.operation.again is None
        if not asks_itself and (earlier := self._find(self.call.desk)) is not None:
            return self._again(earlier)
        stored: list[Reply] = []
        try:
            made = self._do(stored)
        except Replayed as replayed:
            return self._again_about(replayed.subject)
        except Refused:
            if asks_itself and (earlier := self._find(self.call.desk)) is not None:
                return self._again(earlier)
            raise
        if stored:
            return stored[0]
        reply = self._reply(made)
        self._keep(reply, "")
        return reply

    def _do(self, stored: list[Reply]) -> Any:
        """Run the flow; ``stored`` gets the answer when the flow has stored it itself."""

        def answer(made: object) -> tuple[int, bytes]:
            reply = self._reply(made)
            stored[:] = [reply]
            return reply.status, reply.body

        at_once = answer if self.operation.again is None else None
        desk = self.call.desk.with_once(Once(SCOPE, self.key, self.request_hash, at_once))
        call = replace(self.call, desk=desk)

        def work() -> Any:
            stored.clear()
            return self.operation.run(call, self.body)

        try:
            return desk.store.retrying(work)
        except CommitUnknownError:
            return desk.store.retrying(work)

    def _find(self, desk: Desk) -> StoredReply | None:
        earlier = desk.store.find_reply(desk.tenant.id, SCOPE, self.key)
        if earlier is not None and earlier.request_hash != self.request_hash:
            raise Refused("idempotency_key_reused")
        return earlier

    def _again(self, earlier: StoredReply) -> Reply:
        if earlier.status is not None and earlier.body is not None:
            return Reply(earlier.status, earlier.body, headers=REPLAYED)
        return self._again_about(earlier.subject)

    def _again_about(self, subject: str) -> Reply:
        """Whoever did it has not kept the answer (yet): make it of how things are now."""
        again = self.operation.again
        if again is None:
            earlier = self._find(self.call.desk)
            if earlier is None or earlier.status is None or earlier.body is None:
                raise Refused("in_progress")
            return Reply(earlier.status, earlier.body, headers=REPLAYED)
        reply = self._reply(again(self.call, self.body, subject))
        self._keep(reply, subject)
        return replace(reply, headers=REPLAYED)

    def _reply(self, made: object) -> Reply:
        shown = self.operation.show(self.call, made)
        return Reply(self.operation.status, shown.model_dump_json().encode())

    def _keep(self, reply: Reply, subject: str) -> None:
        """Keep the answer; a flow that changed nothing has stored no key either."""
        if not self.operation.keeps_answer:
            return
        desk = self.call.desk
        with desk.begin() as books:
            if books.find_reply(SCOPE, self.key) is not None:
                books.finish_reply(SCOPE, self.key, reply.status, reply.body)
                return
            books.add_reply(
                SCOPE, self.key, self.request_hash, subject, desk.now(), status=reply.status, body=reply.body
            )


def hash_of(operation: Write, path: str, given: dict[str, Any], customer: str | None = None) -> str:
    """What two requests must have in common to be the same one: what is asked of which thing, with which body.

    Where the key is a customer's, by whom too: nobody gets another one's answer for having guessed its key.
    """
    parts = [operation.name.encode(), path.encode(), canonical(given)]
    if customer is not None:
        parts.append(customer.encode())
    return hashlib.sha256(b"\n".join(parts)).hexdigest()
