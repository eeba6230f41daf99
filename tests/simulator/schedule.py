"""One run of the simulator: a seed, what happened, and whether a law was broken.

Each seed has its own temper: some runs see many crashes and no lost answer, some disputes only, some everything at once,
because faults that are always there together hide each other. After the storm there is a calm: faults end, everybody
still on stage finishes, the post is brought, time passes until nothing is due, and then the laws of the end must hold.
"""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import timedelta

from tests.simulator.card_house import NO_FAULTS, Faults
from tests.simulator.laws import LawBrokenError, Laws
from tests.simulator.picture import hints_unread
from tests.simulator.stage import Actor
from tests.simulator.world import (
    EVERY_KIND,
    KINDS,
    OFTEN,
    RARELY,
    SELDOM,
    SOMETIMES,
    NothingThereError,
    Thing,
    World,
)

from panel_refunds.errors import Refused
from panel_refunds.flows.hear_gateway import hear_gateway
from panel_refunds.ports import RefundStatus
from panel_refunds.refunds.attempt import OPEN
from panel_refunds.store import Store
from panel_refunds.store.audit import audit_tenant
from panel_refunds.store.weather import CommitUnknownError
from panel_refunds.worker.run_due import run_due

STEPS = 70
ROUNDS_OF_CALM = 60
BETWEEN_AUDITS = 8
"""Books do not mend themselves: what a commit broke, the audit after a later one finds. It is half of a run's work."""
EXPECTED = (Refused, CommitUnknownError, ConnectionError, TimeoutError, LookupError)
"""What somebody may be told; any other error is a bug."""


@dataclass
class Run:
    """What came of one seed; ``broken`` is None when all was well."""

    seed: int
    broken: str | None = None
    story: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        how = f"again: python -m tests.simulator {self.seed}"
        return "\n".join([f"seed {self.seed}: {self.broken or 'all was well'}", *self.story, how])


def play(seed: int, store: Store, *, steps: int = STEPS, name: str | None = None) -> Run:
    """Play the run of ``seed`` in ``store`` (as a tenant of its own); the same seed plays the same run."""
    chance = random.Random(seed)
    world = World(store, name or f"simulated-{seed}", chance)
    show = Show(world)
    run = Run(seed, story=world.stage.story, counts=world.stage.counts)
    try:
        show.storm(steps)
        show.calm()
    except LawBrokenError as broken:
        run.broken = str(broken)
    finally:
        world.stage.clear()
    run.counts["attempts"] = len(world.picture.attempts)
    run.counts.update({f"refund {each.state}": 1 for each in world.picture.refunds.values()})
    run.counts["runs"] = 1
    return run


class Show:
    """The storm and the calm of one run."""

    def __init__(self, world: World) -> None:
        self.world, self.stage, self.chance = world, world.stage, world.chance
        self.laws = Laws(world.house)
        self.things = self._temper()

    def _temper(self) -> list[Thing]:
        """What may happen in this run, and which faults there are."""
        chance, world = self.chance, self.world
        strength = chance.choice((0.0, 0.1, 0.2, 0.4))
        some = {each.name: strength * chance.choice((0, 0, 1, 2)) for each in fields(Faults)}
        world.house.faults = Faults(**some)
        world.unsure.dies, world.unsure.unsure = chance.choice((0.0, 0.0, 0.05)), chance.choice((0.0, 0.0, 0.04))
        self.dies = chance.choice((0.0, 0.03, 0.1))
        self.eager = chance.choice((0.5, 0.7, 0.85))
        if chance.random() < 0.1:
            world.kinds = EVERY_KIND
        seldom = [thing for thing in SELDOM if chance.random() < 0.35]
        rarely = [thing for thing in RARELY if chance.random() < 0.15]
        return [*OFTEN * 3, *SOMETIMES * 2, *seldom, *rarely]

    # ------------------------------------------------------------ the storm

    def storm(self, steps: int) -> None:
        """So many steps, the laws looking on."""
        self._begin()
        while self.stage.counts["steps"] < steps:
            actors = self.stage.actors
            if actors and self.chance.random() < self.eager:
                actor = self.chance.choice(actors)
                self._step(actor, die=actor.at != "the start" and self.chance.random() < self.dies)
                continue
            thing = self.chance.choice(self.things)
            try:
                self.stage.story.append(f"{self.stage.at:%d %H:%M:%S}  {thing.__name__.replace('_', ' ')}")
                thing(self.world)
            except NothingThereError:
                self.stage.story.pop()
                self.stage.counts["nothing"] += 1
                if self.stage.counts["nothing"] > 20 * steps:
                    break
                continue
            except EXPECTED as error:
                self.stage.tell(f"refused: {getattr(error, 'code', error)}")
            self.stage.counts["steps"] += 1
            self.stage.counts[thing.__name__] += 1
            self.check(None)

    def _begin(self) -> None:
        """Money comes in, and the first request is on its way."""
        for _ in range(self.chance.choice((1, 2, 3))):
            self.world.pays_in()
            self.check(None)
            with suppress(*EXPECTED, NothingThereError):
                self.world.agrees()
            self.check(None)

    def _step(self, actor: Actor, *, die: bool = False) -> None:
        self.stage.step(actor, die=die)
        if actor.error and not isinstance(actor.error, EXPECTED):
            raise LawBrokenError(f"{actor.name} tripped: {type(actor.error).__name__}: {actor.error}") from actor.error
        self.check(actor)

    def check(self, actor: Actor | None) -> None:
        """Look at everything, if anything can have changed."""
        if self.world.log.unforeseen:
            raise LawBrokenError(f"a worker tripped: {self.world.log.unforeseen[0]}")
        stage, committed = self.stage, self.stage.committed
        if not committed and not stage.changed:
            return
        stage.changed = stage.committed = False
        stage.counts["looks"] += 1
        self.laws.look(self.world.look() if committed else self.world.picture, stage.at, actor)
        if not committed:
            return
        stage.counts["commits"] += 1
        if stage.counts["commits"] % BETWEEN_AUDITS == 0:
            self.audit()

    def audit(self) -> None:
        """The product's own check of all its books has nothing to say."""
        report = audit_tenant(self.world.store, self.world.desk.tenant.id, now=self.stage.at)
        if not report.ok:
            raise LawBrokenError(f"the audit says: {report.faults[0]}")

    # ------------------------------------------------------------ the calm

    def calm(self) -> None:
        """Faults end, everybody finishes, time passes; then everything must have an end."""
        world, stage = self.world, self.stage
        stage.tell("the storm is over")
        world.house.faults, world.house.floats = NO_FAULTS, None
        world.unsure.dies = world.unsure.unsure = 0.0
        while stage.actors:
            self._step(stage.actors[0])
        for late in list(world.house.late):
            world.house.arrive(late)
        for payment in world.house.payments.values():
            for refund in payment.refunds:
                if refund.status is RefundStatus.PENDING:
                    world.house.change(refund.ref, RefundStatus.SUCCEEDED)
        for payment in world.house.payments.values():
            if payment.dispute == "open":
                world.house.decide(payment, self.chance.choice(("won", "lost")))
        self.check(None)
        # Every claim of a worker that died has run out by then.
        stage.passes(timedelta(minutes=10))
        for _ in range(ROUNDS_OF_CALM):
            self._bring_post()
            if not self._work():
                break
            # A worker who is alone on stage makes many moves in one step; they are looked at together.
            self.laws.before = None
            self.check(None)
        self.audit()
        self.laws.end(world.look())

    def _bring_post(self) -> None:
        for raw in [*self.world.house.mail, *self.world.heard]:
            hear_gateway(self.world.desk, "card", raw, {})
        self.world.house.mail.clear()
        self.world.heard.clear()

    def _work(self) -> bool:
        """Run what is due, or let time pass until something is; False when nothing is left that moves by itself."""
        stage, desk = self.stage, self.world.desk
        if run_due(desk, limit=100, kinds=KINDS):
            return True
        picture = self.world.look() if stage.committed else self.world.picture
        waiting = [each for each in picture.attempts.values() if each.state in OPEN]
        hoping = [each for each in picture.refunds.values() if each.state == "approved" and each.task is None]
        if (
            not waiting
            and not hoping
            and not self.world.house.mail
            and not hints_unread(self.world.store, desk.tenant.id)
        ):
            return False
        tries = stage.counts["calm"]
        stage.passes(timedelta(minutes=10) if tries < 3 else timedelta(hours=1) if tries < 30 else timedelta(hours=25))
        stage.counts["calm"] += 1
        return True
