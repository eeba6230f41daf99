"""The books know whose an order is, what was asked, and what becomes of a wish."""

from panel_refunds_testkit.peer.booked_provider import ProviderBooks


def test_orders_are_looked_at_by_account():
    books = ProviderBooks()
    mine, others = books.place("done", 0, 10, "first"), books.place("done", 0, 10, "second")
    books.add_stranger(others)
    found = books.look("first", [mine, "9"])
    assert [(ref, order is not None) for ref, order in found.items()] == [(mine, True), ("9", False), (others, False)]
    assert books.asked == [(mine, "9")]


def test_ids_have_the_form_that_the_provider_gives_them():
    books = ProviderBooks(lambda number: f"ord_{number}")
    first, second = (books.place("done", 0, 10, "first") for _ in range(2))
    assert first.startswith("ord_")
    assert first != second
    assert ProviderBooks().place("done", 0, 10, "first").isdigit()


def test_a_wish_becomes_what_was_written():
    books = ProviderBooks()
    ref = books.place("done", 0, 10, "first")
    books.script.append("refused")
    assert [books.wish(account, "cancel", ref) for account in ("first", "first", "second")] == [
        "refused",
        "accepted",
        "not_found",
    ]
    refill = books.new_refill("first")
    assert (books.has_refill("first", refill), books.has_refill("second", refill)) == (True, False)


def test_a_change_and_a_failure_are_kept():
    books = ProviderBooks()
    ref = books.place("running", 10, 10, "first")
    books.change(ref, "done", 0)
    books.fail(ref)
    order = books.look("first", [ref])[ref]
    assert (order.word, order.remains, order.failed) == ("done", 0, True)
    assert [change.ref for change in books.changes] == [ref]
