"""What the store hands out beside the records of the ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal, NamedTuple
from uuid import UUID

from panel_refunds.policy.decision import Decision


class Balance(NamedTuple):
    """The kept figures of a wallet, in units."""

    cash: int
    bonus: int
    held: int


@dataclass(frozen=True, slots=True)
class Notice:
    """What a gateway told by itself: the object named may have changed. ``applied_at`` None: nobody looked yet.

    An order provider is heard too: then ``gateway`` is ``order_providers.NAME``, which no gateway can be called, and
    ``payments`` are the orders it named, as far as nobody has asked about them yet.
    """

    gateway: str
    event_id: str
    kind: str
    ref: str
    payments: tuple[str, ...]
    word: str
    received_at: datetime
    applied_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ToldFacts:
    """What the panel sent along with the request or the deposit ``about``."""

    about: str
    facts: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """How far reconciling came with a gateway, looking at what happened ``since``.

    ``cursor`` is the place in the gateway's list of changes (empty: its beginning) until that is ``feed_read``,
    ``after`` the last deposit that was looked at. ``stops`` counts how often it stopped in a row at the same place.
    """

    gateway: str
    since: datetime
    begun_at: datetime
    cursor: str = ""
    feed_read: bool = False
    after: str = ""
    compared: int = 0
    not_compared: int = 0
    stops: int = 0
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ToldDifference:
    """A difference that a person was told of; ``deposit_id`` is empty where it is of none. ``gone_at``: it is over."""

    key: str
    code: str
    gateway: str
    deposit_id: str
    about: str
    ours: str
    theirs: str
    told_at: datetime
    gone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision with the request it is of."""

    decision_id: str
    request_id: str
    at: datetime
    content: Decision


@dataclass(frozen=True, slots=True)
class Approval:
    """One person's yes to a request that needs several."""

    request_id: str
    person: str
    role: str
    at: datetime
    text: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """What a person did: who, what, about which id, with which words and figures.

    ``before`` and ``after`` are what it changed, as few words as say it; None where nothing was, or nobody noted it.
    ``door`` is how they came: ``page``, ``api`` or ``cli``; None for the service itself.
    """

    action_id: str
    actor: str
    action: str
    about: str
    at: datetime
    text: str = ""
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    before: Mapping[str, str] | None = None
    after: Mapping[str, str] | None = None
    door: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """Something to do at ``due_at``: ``kind`` says what, ``ref`` with which thing.

    ``fence`` grows whenever somebody takes it or it is scheduled anew; whoever holds an older one has lost it.
    ``tries`` counts how often it was taken since it was scheduled.
    """

    kind: str
    ref: str
    due_at: datetime
    fence: int = 0
    tries: int = 0
    lease_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A message to people, as it was written; how far it came with each notifier is a ``Delivery``."""

    message_id: str
    kind: str
    customer_id: str | None
    request_id: str | None
    text: str
    facts: Mapping[str, str]
    at: datetime


DeliveryState = Literal["waiting", "delivered", "dead", "aside"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message on its way through one notifier.

    ``dead``: it is tried no more, and waits for a person; ``aside``: a person said that it need not arrive. ``error``
    is what went wrong last, without addresses and secrets. ``tries`` and ``first_tried_at`` begin anew when a person
    sends it again.
    """

    message_id: str
    notifier: str
    state: DeliveryState = "waiting"
    tries: int = 0
    first_tried_at: datetime | None = None
    next_at: datetime | None = None
    ended_at: datetime | None = None
    error: str | None = None

    @property
    def key(self) -> str:
        """Its idempotency key, the same in every try, and the id by which people name it."""
        return f"{self.message_id}:{self.notifier}"


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a customer can be reached, as the panel told it: ``email``, or another notifier's own word."""

    customer_id: str
    facts: Mapping[str, str] = field(repr=False)
    told_at: datetime


@dataclass(frozen=True, slots=True)
class GatewayStop:
    """Nothing is sent through ``gateway``: why, since when, and when one refund may try whether it works again.

    ``stopped_by`` is a person, or ``system``; without ``probe_at`` only a person starts it again.
    """

    gateway: str
    stop_id: str
    why: str
    stopped_at: datetime
    stopped_by: str
    probe_at: datetime | None = None
    probes: int = 0


@dataclass(frozen=True, slots=True)
class StoredReply:
    """A write that was done under an idempotency key: the request's hash, and the id of what it made or changed.

    ``status`` and ``body`` (UTF-8) are the answer, None until it was given.
    """

    scope: str
    key: str
    request_hash: str
    subject: str
    at: datetime
    status: int | None = None
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word nobody mapped: ``word`` is normalised, ``raw_word`` as first heard, ``status`` what it came to mean."""

    word_id: str
    provider: str
    word: str
    raw_word: str
    order_id: str
    first_seen_at: datetime
    last_seen_at: datetime
    seen: int = 1
    status: str | None = None
    resolved_by: str | None = None
    resolved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StatusWord:
    """What an operator made of a word: for ``provider``, or for the whole tenant (``*``)."""

    provider: str
    word: str
    status: str
    mapped_by: str
    mapped_at: datetime


@dataclass(frozen=True, slots=True)
class PolicyUsed:
    """A policy version that was used, with the digest its file had then."""

    label: str
    digest: str
    first_used_at: datetime


@dataclass(frozen=True, slots=True)
class ApiKey:
    """An API key by its SHA-256 digest (hex): whose it is and what it may do.

    ``customer``: the key is in the hands of this customer, and shows nothing of anybody else. ``used_at`` is its last
    use to the hour, None where none is known.
    """

    digest: str
    key_id: str
    tenant_id: UUID
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    revoked_at: datetime | None = None
    customer: str | None = None
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignInLink:
    """A one-use link by the SHA-256 digest (hex) of its token: which customer it signs in, on which host.

    ``framed_by`` is the origin of the panel's page that shows ours in a frame, None without one.
    """

    digest: str
    customer_id: str
    site: str
    made_at: datetime
    ends_at: datetime
    framed_by: str | None = None
    used_at: datetime | None = None


SessionKind = Literal["customer", "staff"]


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in, by the digest of what their cookie holds.

    ``subject`` is the customer's or the staff member's id, ``csrf`` the secret from which the tokens in this session's
    forms are made. ``framed_by`` is the origin in whose frame the pages are shown, None outside of frames.
    """

    digest: str
    session_id: str
    kind: SessionKind
    subject: str
    site: str
    csrf: str = field(repr=False)
    opened_at: datetime
    ends_at: datetime
    last_at: datetime
    framed_by: str | None = None


StaffRole = Literal["support", "finance", "approver", "operator", "auditor"]
StaffState = Literal["active", "disabled"]


@dataclass(frozen=True, slots=True)
class Staff:
    """A person of the staff. ``login`` and ``role`` together are the name by which flows know them.

    ``password`` is a hash, None before the invitation was accepted. ``totp`` is sealed; it counts once ``totp_at``
    says that a code of it was shown, and ``totp_step`` is the step of the last code taken: none is taken twice.
    """

    staff_id: str
    login: str
    name: str
    role: StaffRole
    state: StaffState
    made_at: datetime
    changed_at: datetime
    version: int = 1
    password: str | None = field(default=None, repr=False)
    password_at: datetime | None = None
    totp: str | None = field(default=None, repr=False)
    totp_at: datetime | None = None
    totp_step: int = 0
    signed_in_at: datetime | None = None

    @property
    def person(self) -> str:
        """``finance-ana``."""
        return f"{self.role}-{self.login}"

    @property
    def has_code(self) -> bool:
        """Whether signing in needs a code besides the password."""
        return self.totp_at is not None


@dataclass(frozen=True, slots=True)
class StaffPass:
    """Something that is good once, by the SHA-256 digest (hex) of its token."""

    digest: str
    staff_id: str
    kind: Literal["invitation", "code"]
    made_at: datetime
    ends_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """A code that stands in for the telephone, once; by its digest."""

    digest: str
    staff_id: str
    made_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FailedTries:
    """How often signing in under ``login`` failed in a row, and when it may be tried again."""

    login: str
    failed: int
    last_at: datetime
    wait_until: datetime
