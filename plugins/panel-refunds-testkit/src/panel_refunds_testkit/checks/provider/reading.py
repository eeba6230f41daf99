"""Questions about orders: each order as it stands, no order that was not asked for, and nothing made up."""

from __future__ import annotations

from decimal import Decimal

from panel_refunds.ports import OrderState, ProviderCapabilities
from panel_refunds_testkit.demand import demand, demand_equal, error_of, skip_if
from panel_refunds_testkit.stand.provider_stand import ProviderStand, states_of
from panel_refunds_testkit.watch import Watch

MOST_PER_QUESTION = 100
STRANGE = ("", " ", "1,2", "é", "../../orders", "a\nb", "x" * 500, "%00", "1;drop")


class ReadingChecks:
    """``get_orders``."""

    def test_capabilities_are_pure_and_make_sense(self, stand: ProviderStand) -> None:
        """Capabilities are known, not looked up; a batch is 1 to 100 orders, and a percentage is not below nothing."""
        raw = stand.raw
        with Watch() as watch:
            first, again = raw.capabilities(), raw.capabilities()
        demand(isinstance(first, ProviderCapabilities), f"capabilities() is a {type(first).__name__}.")
        demand_equal(again, first, "capabilities() was answered differently the second time.")
        demand(not watch.deeds, f"capabilities() did something: {watch.deeds}.")
        demand(1 <= first.batch <= MOST_PER_QUESTION, f"A question names 1 to 100 orders; batch is {first.batch}.")
        demand(first.over_order_percent >= Decimal(0), "over_order_percent is below nothing.")
        demand(first.questions is None or first.questions >= 1, "questions: at least one, or None.")

    def test_every_order_is_read_as_it_stands(self, stand: ProviderStand) -> None:
        """The provider says one thing of an order, and ``get_orders`` another."""
        for ours, theirs in stand.peer.words.items():
            ref = stand.place(ours)
            told = states_of(stand.provider, [ref])
            demand(ref in told, f"The provider says {theirs!r} of order {ref!r}, and get_orders tells no state of it.")
            demand_equal(told[ref].status, ours, f"The provider's word is {theirs!r}.")
            demand(told[ref].raw_status.strip(), "raw_status is the provider's own word, for people to read.")

    def test_many_orders_are_read_in_one_question(self, stand: ProviderStand) -> None:
        """Several orders fit in one question, and not all of them come back, or each as another."""
        statuses = list(stand.peer.words) * 20
        refs = [stand.place(ours) for ours in statuses[: min(stand.capabilities.batch, 20)]]
        before = len(stand.peer.orders_asked())
        told = states_of(stand.provider, refs)
        for ref, ours in zip(refs, statuses, strict=False):
            demand(ref in told, f"Of {len(refs)} orders in one question, {ref!r} was not told.")
            demand_equal(told[ref].status, ours, f"Of {len(refs)} orders in one question, {ref!r} is another.")
        demand(len(stand.peer.orders_asked()) - before <= 1, "The orders fit in one question, and were asked in more.")

    def test_no_question_names_more_than_the_batch(self, stand: ProviderStand) -> None:
        """A question named more orders than the capabilities say fit: many providers refuse it whole.

        Raise ValueError for more; the core never asks for more.
        """
        refs = [stand.place("in_progress") for _ in range(stand.capabilities.batch + 1)]
        error_of(lambda: stand.raw.get_orders(refs))
        most = max((len(asked) for asked in stand.peer.orders_asked()), default=0)
        demand(
            most <= stand.capabilities.batch, f"A question named {most} orders; batch is {stand.capabilities.batch}."
        )

    def test_an_order_that_was_not_asked_for_is_left_alone(self, stand: ProviderStand) -> None:
        """The provider answered about an order that nobody asked for, and its state was told.

        Tell only what was asked for, and name the rest in ``not_asked``.
        """
        skip_if(not stand.peer.tells_strangers, "peer: tells_strangers is off")
        skip_if(stand.capabilities.batch == 1, "capability: batch is 1")
        asked, stranger = [stand.place(), stand.place()], stand.place("canceled")
        stand.peer.add_stranger(stranger)
        reply = stand.provider.get_orders(asked)
        demand(stranger not in reply.orders, f"Order {stranger!r} was not asked for, and is told.")
        demand(stranger in reply.not_asked, f"Order {stranger!r} was not asked for; name it in not_asked.")
        demand_equal(set(states_of(stand.provider, asked)), set(asked), "A stranger in the answer spoilt the others.")

    def test_an_order_that_is_not_there_has_no_state(self, stand: ProviderStand) -> None:
        """An order that the provider does not know was told as one that stands somewhere; nobody would look again."""
        ref = stand.place()
        for refs in ([*([ref] if stand.capabilities.batch > 1 else []), "987654321"], ["987654321"]):
            reply = stand.provider.get_orders(refs)
            said = reply.orders.get("987654321")
            demand(not isinstance(said, OrderState), f"There is no order 987654321, and get_orders says {said!r}.")
            known = "987654321" in reply.missing or said is not None or reply.reply_error is not None
            demand(known, "An order that is not there belongs in `missing`, or has an error of its own.")
            demand(len(refs) == 1 or ref in states_of(stand.provider, refs), "Its neighbour lost its turn.")

    def test_an_error_of_one_order_is_no_status(self, stand: ProviderStand) -> None:
        """What the provider said of one order was an error, and became a status, or cost its neighbours their turn."""
        skip_if(not stand.peer.tells_order_errors, "peer: tells_order_errors is off")
        good, bad = stand.place(), stand.place()
        stand.peer.fail(bad)
        for refs in ([good, bad], [bad]) if stand.capabilities.batch > 1 else ([bad],):
            told = states_of(stand.provider, refs)
            demand(bad not in told, f"Of order {bad!r} the provider says an error, and get_orders {told.get(bad)!r}.")
            demand(len(refs) == 1 or good in told, "An error of one order cost another its turn.")

    def test_strange_ids_harm_nobody(self, stand: ProviderStand) -> None:
        """An id that cannot be an order's became a state, or another order than the one it names, or broke all.

        An id comes from a panel's table. Make it one part of the question, whatever characters it has, or an error of
        that order (``invalid_request``).
        """
        ref = stand.place()
        for strange in STRANGE:
            alone = states_of(stand.provider, [strange])
            demand(not alone, f"The id {strange[:20]!r} is no order's, and has a state: {alone}.")
            if stand.capabilities.batch > 1:
                told = states_of(stand.provider, [ref, strange])
                demand(set(told) <= {ref}, f"Beside the id {strange[:20]!r} these were told: {sorted(told)}.")

    def test_the_same_question_has_the_same_answer_until_something_changes(self, stand: ProviderStand) -> None:
        """An answer was kept: what the provider says now was not read, or the same was answered otherwise."""
        ref = stand.place("in_progress")
        first, again = stand.provider.get_orders([ref]), stand.provider.get_orders([ref])
        demand_equal(again, first, "The same question was answered differently, and nothing had changed.")
        stand.peer.change(ref, stand.peer.words["completed"], 0)
        told = states_of(stand.provider, [ref])
        demand(ref in told and told[ref].status == "completed", f"The order is completed by now; get_orders: {told}.")
        other = states_of(stand.build().provider, [ref])
        demand_equal(other, told, "Another process, which never asked before, reads something else.")

    def test_two_accounts_see_nothing_of_each_other(self, stand: ProviderStand) -> None:
        """One account's object read the other's order: key, client or cache are shared between objects."""
        first, second = stand.build("first").provider, stand.build("second").provider
        mine, others = stand.place("completed"), stand.place("canceled", account="second")
        for provider, own, foreign in ((first, mine, others), (second, others, mine), (first, mine, others)):
            demand(own in states_of(provider, [own]), "An account cannot read its own order beside a second account.")
            seen = states_of(provider, [foreign]) if own != foreign else {}
            demand(not seen, f"One account read an order of the other: {seen}.")
