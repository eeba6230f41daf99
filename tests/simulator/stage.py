"""Several actors, of whom one moves at a time: who, and how far, is chance's to say, and the same seed says the same.

An actor is a worker's round, a customer's click, a webhook that comes in. It runs in a thread of its own until it comes
to a boundary (before a transaction, after a commit, around every call of a gateway) and waits there until it is told to
go on, or dies there with everything it had in its memory. As no two threads ever run at the same moment there is
nothing to race, and a run can be told again from its seed.
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

LONGEST_STEP_SECONDS = 60
LONGEST_STALL = timedelta(minutes=50)
"""A process may stand still, but not for ever: the protocol leaves an hour's margin before a key's end."""
START = datetime(2025, 9, 1, 14, 0, tzinfo=UTC)


class Crash(BaseException):
    """The process of this actor died here."""


class Hand:
    """A thread that plays one actor after another: threads are dear, and a run has dozens of actors."""

    idle: ClassVar[list[Hand]] = []

    def __init__(self) -> None:
        self.go, self.back = threading.Lock(), threading.Lock()
        self.go.acquire()
        self.back.acquire()
        self.play: Callable[[], None] | None = None
        threading.Thread(target=self._run, name="simulated", daemon=True).start()

    def _run(self) -> None:
        while True:
            self.go.acquire()
            if self.play:
                self.play()
            self.idle.append(self)
            self.back.release()


class Actor:
    """One thread that moves only while it holds the baton."""

    def __init__(
        self, name: str, work: Callable[[], object], ended: Callable[[Actor], None], entered_at: datetime
    ) -> None:
        self.name = name
        self.entered_at = entered_at
        self.at = "the start"
        self.doomed = False
        self.alive = True
        self.error: Exception | None = None
        self.seen: dict[str, Any] = {}
        """What this actor has read, for who checks whether it acted on it."""
        self._work = work
        self._ended = ended
        self._hand = Hand.idle.pop() if Hand.idle else Hand()
        self._hand.play = self._run

    def step(self, *, die: bool = False) -> None:
        """Let it go on until its next boundary or its end; or let it die where it stands."""
        self.doomed = die
        self._hand.go.release()
        if not self._hand.back.acquire(timeout=LONGEST_STEP_SECONDS):
            raise RuntimeError(f"{self.name} came to no boundary after {self.at}")

    def pause(self, at: str) -> None:
        """Wait here for the next step (called by the actor itself)."""
        if self.doomed:
            raise Crash
        self.at = at
        self._hand.back.release()
        self._hand.go.acquire()
        if self.doomed:
            raise Crash

    def die(self) -> None:
        """Die at once (called by the actor itself)."""
        self.doomed = True
        raise Crash

    def _run(self) -> None:
        try:
            if not self.doomed:
                self._work()
        except Crash:
            pass
        except Exception as error:  # noqa: BLE001 - whoever looks on says whether it may be
            self.error = error
        finally:
            self.alive = False
            self._ended(self)


@dataclass
class Stage:
    """The actors of one run with their clock, their chance and their story."""

    chance: random.Random
    at: datetime = START
    actors: list[Actor] = field(default_factory=list)
    on_stage: Actor | None = None
    story: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    changed: bool = False
    """Whether anything happened at the gateway since somebody looked."""
    committed: bool = False
    """Whether anything was committed since somebody looked."""

    def now(self) -> datetime:
        """The virtual time."""
        return self.at

    def passes(self, span: timedelta) -> bool:
        """Time goes by and nobody moves meanwhile; False when somebody would stand still for too long."""
        if any(self.at + span - actor.entered_at > LONGEST_STALL for actor in self.actors):
            return False
        self.at += span
        return True

    def tell(self, text: str) -> None:
        """Add a line to the story."""
        self.counts["steps"] += 1
        self.story.append(f"{self.at:%d %H:%M:%S}  {text}")

    def enter(self, name: str, work: Callable[[], object]) -> Actor:
        """A new actor, who has not moved yet."""
        self.counts["actors"] += 1
        actor = Actor(f"{name}#{self.counts['actors']}", work, self._leave, self.at)
        self.actors.append(actor)
        return actor

    def step(self, actor: Actor, *, die: bool = False) -> None:
        """The actor goes on to its next boundary, or dies where it stands."""
        self.tell(f"{actor.name} {'dies at' if die else 'goes on from'} {actor.at}")
        self.on_stage = actor
        try:
            actor.step(die=die)
        finally:
            self.on_stage = None
        if die:
            self.counts["crashes"] += 1
        if actor.error:
            told = getattr(actor.error, "code", None) or type(actor.error).__name__
            self.tell(f"{actor.name} is told {told}")

    def pause(self, at: str) -> None:
        """A boundary: the actor on stage waits here. Off stage it is none."""
        if self.on_stage is not None:
            self.on_stage.pause(at)

    def chances(self, probability: float) -> bool:
        """Whether chance wants it; nothing odd happens off stage."""
        return self.on_stage is not None and self.chance.random() < probability

    def die_here(self, at: str) -> None:
        """The actor on stage dies at once, without waiting for its next step."""
        if self.on_stage is not None:
            self.tell(f"{self.on_stage.name} dies at {at}")
            self.counts["crashes"] += 1
            self.on_stage.die()

    def clear(self) -> None:
        """Everybody still on stage dies."""
        for actor in list(self.actors):
            actor.step(die=True)

    def _leave(self, actor: Actor) -> None:
        self.actors.remove(actor)
