"""What staff and operators look at beside the money: unknown words, what people did, the books' health, the policy."""

from __future__ import annotations

from datetime import date, datetime

from panel_refunds.store import Action, UnknownWord
from panel_refunds.web.answers.policy_text import PolicyTextView
from panel_refunds.web.fields import Shown


class WordView(Shown):
    """A status word nobody mapped; ``status`` is what an operator made of it."""

    id: str
    provider: str
    word: str
    first_seen_at: datetime
    last_seen_at: datetime
    seen: int
    status: str | None
    resolved_by: str | None
    resolved_at: datetime | None


class ActionView(Shown):
    """What a person did: who, what, about which id, with which words."""

    id: str
    actor: str
    action: str
    about: str
    at: datetime
    text: str
    facts: dict[str, str]


class FaultView(Shown):
    """Something that is wrong: with a code, a sentence, and where."""

    code: str
    text: str
    where: str


class AuditView(Shown):
    """Whether the tenant's books are consistent: every fault, and how much was looked at."""

    ok: bool
    at: datetime
    faults: list[FaultView]
    counts: dict[str, int]


class VersionView(Shown):
    """One version of a policy: in force from ``day`` on."""

    version: str
    day: date
    in_force: bool


class PolicyView(Shown):
    """The policy that governs the host called, and its versions by date.

    ``version`` is the one in force or the one that was asked for, ``text`` what it says, as on the policy page.
    """

    site: str
    policy: str
    version: str
    versions: list[VersionView]
    text: PolicyTextView | None


class ReloadView(Shown):
    """What became of the tenant's files: ``changed``, ``unchanged``, or ``kept`` (they are bad, the old ones hold)."""

    outcome: str
    faults: list[FaultView]


class ProblemView(Shown):
    """Why something was refused."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    field: str | None = None
    facts: dict[str, str] | None = None


class HealthView(Shown):
    """Whether the process answers and can work; ``checks`` says what each part says of itself."""

    ok: bool
    checks: dict[str, str]


def show_word(word: UnknownWord) -> WordView:
    """The word as it is."""
    return WordView(
        id=word.word_id,
        provider=word.provider,
        word=word.word,
        first_seen_at=word.first_seen_at,
        last_seen_at=word.last_seen_at,
        seen=word.seen,
        status=word.status,
        resolved_by=word.resolved_by,
        resolved_at=word.resolved_at,
    )


def show_action(action: Action) -> ActionView:
    """The action as it was done."""
    return ActionView(
        id=action.action_id,
        actor=action.actor,
        action=action.action,
        about=action.about,
        at=action.at,
        text=action.text,
        facts=dict(action.facts),
    )
