"""The shipped examples: each can be used as it is, says that it must be checked, and reads a table of its shape."""

import pytest

from panel_refunds.ports import OrderState
from panel_refunds_panel_db.examples import list_examples, read_example
from panel_refunds_panel_db.mapping.load import parse_mapping

# For each example a table of its shape, rows of it, and what they mean.
SHAPES = {
    "prefixed-columns": (
        "order_id INT, order_status VARCHAR(20), order_remains DOUBLE PRECISION, dripfeed CHAR, subscriptions_type CHAR",
        [(17, "partial", 61, "1", "1"), (18, "canceled", 0, "2", "1")],
        OrderState("partial", "partial", 61),
    ),
    "plain-columns": (
        "id INTEGER, status VARCHAR(20), remains VARCHAR(191)",
        [(17, "inprogress", "61")],
        OrderState("in_progress", "inprogress", 61),
    ),
    "numbered-statuses": (
        "id BIGINT, status SMALLINT, quantity INT, start_count INT, current_count INT, deleted_at TIMESTAMP NULL",
        [(17, 5, 1000, 50, 893, None)],
        OrderState("partial", "5", 157),
    ),
}


def test_there_is_a_shape_for_each():
    assert list_examples() == sorted(SHAPES)


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_each_says_that_it_has_to_be_checked_and_how(name):
    text = read_example(name)

    assert text.startswith("# AN EXAMPLE, to be checked against your own database before any money follows it")
    assert "GROUP BY" in text
    assert parse_mapping(text, name).tells_remains


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_each_reads_a_table_of_its_shape(panel, name):
    columns, rows, state = SHAPES[name]
    panel.run(f"CREATE TABLE orders ({columns})")
    panel.let_read("orders")
    panel.add(*rows)

    reply = panel.provider(read_example(name)).get_orders(["17", "18"])

    assert (reply.orders, reply.missing) == ({"17": state}, ("18",))


def test_a_name_that_is_none_is_answered_with_all():
    with pytest.raises(LookupError, match="numbered-statuses, plain-columns, prefixed-columns"):
        read_example("../settings")
