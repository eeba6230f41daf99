"""Findings: of any wallet, pure, in whole units, and fit to be read by the customer they are about."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from functools import partial

from panel_refunds.errors import CODES
from panel_refunds.money import Money
from panel_refunds.plugins.promises import as_promised
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds_testkit.checks.sentences import must_be_sentence
from panel_refunds_testkit.demand import answers_of, demand, demand_equal, error_of, skip_if
from panel_refunds_testkit.samples.snapshots import ORDINARY, SNAPSHOTS, asked_of, deposit, wallet
from panel_refunds_testkit.stand.rule_stand import RuleStand
from panel_refunds_testkit.stand.source import files_of, package_of
from panel_refunds_testkit.watch import Watch

EFFECTS = ("allow", "deny", "review", "cap")
MOST_SECONDS = 0.5
_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")


class FindingChecks:
    """``evaluate``."""

    def test_it_has_an_answer_about_every_wallet(self, stand: RuleStand) -> None:
        """The rule raised about a wallet that can exist; a person has to look at every such request.

        ``asked`` is None where everything is asked for; a fee can be unknown, a wallet empty, an order missing.
        """
        for what, snapshot in SNAPSHOTS.items():
            for asked in asked_of(snapshot):
                error = error_of(lambda pair=(snapshot, asked): stand.findings(*pair))  # type: ignore[misc]  # bound where it is made
                demand(error is None, f"Of a wallet, {what}, {asked} was asked: {type(error).__name__}: {error}")

    def test_findings_are_sound(self, stand: RuleStand) -> None:
        """A finding is not what the contract says: its effect, its cap, what it is about, or the kind of a field.

        ``cap`` is whole units, nothing or more, and only with the effect *cap*; figures are texts ready to show.
        """
        for what, snapshot, asked, found in _everything(stand):
            where = f"Of a wallet, {what}, {asked} was asked"
            demand(isinstance(found, Finding), f"{where}, and a {type(found).__name__} came.")
            broken = error_of(lambda found=found: as_promised(Finding, found))  # type: ignore[misc]  # as above
            demand(broken is None, f"{where}: {broken}")
            demand(found.effect in EFFECTS, f"{where}: {found.effect!r} is none of {', '.join(EFFECTS)}.")
            demand(
                (found.cap is not None) == (found.effect == "cap"), f"{where}: a cap belongs to the effect cap alone."
            )
            demand(
                found.cap is None or (type(found.cap) is int and found.cap >= 0), f"{where}: the cap is {found.cap!r}."
            )
            ids = {
                None,
                *(each.deposit_id for each in snapshot.deposits),
                *([snapshot.order.order_id] if snapshot.order else []),
            }
            demand(found.about in ids, f"{where}: it is about {found.about!r}, which is not in the wallet.")
            texts = (found.rule, found.clause, *found.figures.values(), *found.figures)
            demand(
                all(isinstance(each, str) and each.isprintable() for each in texts), f"{where}: a figure is no text."
            )

    def test_findings_can_be_read(self, stand: RuleStand) -> None:
        """Customer and staff read a finding's text: a sentence, with a reason code of the rule's own."""
        ours = package_of(stand.peer.plugin).startswith("panel_refunds.")
        for what, _, _, found in _everything(stand):
            must_be_sentence(found.text, f"Of a wallet, {what}: the text")
            demand(_CODE.fullmatch(found.code), f"The code {found.code!r} is not written like_this.")
            demand(ours or found.code not in CODES, f"The code {found.code!r} is one of the product's own.")
            demand(
                found.clause.strip() and found.rule.strip(), "A finding names its rule and the clause it stands for."
            )

    def test_the_same_wallet_has_the_same_findings(self, stand: RuleStand) -> None:
        """The findings depend on something else than the wallet: a clock, chance, what was asked before."""
        other = stand.build()
        for what, snapshot in SNAPSHOTS.items():
            for asked in asked_of(snapshot):
                first = _told(stand, snapshot, asked)
                demand_equal(_told(stand, snapshot, asked), first, f"A wallet, {what}, was judged otherwise again.")
                again = answers_of(partial(stand.findings, snapshot, asked, other))
                demand_equal(again, first, f"A wallet, {what}, is judged otherwise by another process.")

    def test_it_is_pure(self, stand: RuleStand) -> None:
        """The rule reached for a file, a network, a process or a thread, or changed what it was given.

        It is asked while the customer's wallet is held; everything it may know is in the snapshot.
        """
        _told(stand, ORDINARY, None)
        for what, snapshot in SNAPSHOTS.items():
            before = repr(snapshot)
            with Watch() as watch:
                _told(stand, snapshot, None)
            demand(not watch.deeds, f"A wallet, {what}: the rule did this besides: {watch.deeds}.")
            demand_equal(repr(snapshot), before, f"A wallet, {what}: the rule changed it.")

    def test_it_counts_in_whole_units(self, stand: RuleStand) -> None:
        """The source has a float, which cannot hold amounts: 0.1 + 0.2 is not 0.3. Count in units, or in Decimal."""
        for place, tree in files_of(stand.peer.plugin):
            for node in ast.walk(tree):
                number = isinstance(node, ast.Constant) and isinstance(node.value, float)
                called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
                line = getattr(node, "lineno", 0)
                demand(not (number or called), f"{place}:{line} counts with a float.")

    def test_one_wallet_is_not_told_of_another(self, stand: RuleStand) -> None:
        """A finding speaks of a customer, a deposit or a payment of another wallet, which was asked about before."""
        secret = wallet(deposit(4711, "77.00"), customer="otto_the_other")
        for asked in asked_of(secret):
            _told(stand, secret, asked)
        for what, _, _, found in _everything(stand):
            for name in ("otto_the_other", "dep_4711", "pay_4711"):
                demand(name not in repr(found), f"A finding about a wallet, {what}, speaks of {name!r}.")

    def test_it_is_stricter_the_more_is_asked(self, stand: RuleStand) -> None:
        """More was asked for, and the rule became milder, although the author says it never does."""
        skip_if("asked" not in stand.peer.stricter_with, "peer: stricter_with has no 'asked'")
        for what, snapshot in SNAPSHOTS.items():
            severity = [
                _severity(_told(stand, snapshot, Money(units * 10**8, snapshot.currency)))
                for units in (0, 1, 20, 1000, 10**8)
            ]
            demand(severity == sorted(severity), f"A wallet, {what}: the more is asked, the milder it is.")

    def test_it_is_quick(self, stand: RuleStand) -> None:
        """A wallet with hundreds of deposits took long, and a wallet is held meanwhile."""
        began = time.process_time()
        _told(stand, SNAPSHOTS["one with many deposits"], None)
        took = time.process_time() - began
        demand(took < MOST_SECONDS, f"It took {took:.2f} s of the processor.")


def _told(stand: RuleStand, snapshot: Snapshot, asked: Money | None) -> tuple[object, ...]:
    return answers_of(lambda: stand.findings(snapshot, asked))


def _everything(stand: RuleStand) -> Iterator[tuple[str, Snapshot, Money | None, Finding]]:
    """Every finding about every wallet."""
    for what, snapshot in SNAPSHOTS.items():
        for asked in asked_of(snapshot):
            for findings in answers_of(lambda pair=(snapshot, asked): stand.findings(*pair)):  # type: ignore[misc]  # bound where it is made
                for found in findings:
                    yield what, snapshot, asked, found


def _severity(told: tuple[object, ...]) -> int:
    order = ("allow", "cap", "review", "deny")
    findings = [found for each in told if isinstance(each, tuple) for found in each]
    return max((order.index(found.effect) for found in findings), default=0)
