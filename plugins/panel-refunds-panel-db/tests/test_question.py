"""The SQL that a mapping becomes: names quoted, values bound, nothing else in it."""

import pytest
from sqlalchemy.dialects import mysql, postgresql

from panel_refunds_panel_db.mapping.load import parse_mapping
from panel_refunds_panel_db.question import MOST_ROWS_EACH, MappingMismatchError, Question, can_be_asked

PLAIN = 'table = "orders"\nid = "id"\nstatus = "status"\n'


def question(text):
    return Question(parse_mapping(text, "panel-orders.toml"))


def sql_of(statement, dialect=postgresql):
    compiled = statement.compile(dialect=dialect.dialect())
    return " ".join(str(compiled).split()), compiled.params


def test_ids_are_bound_and_names_quoted():
    hostile = "1'; DROP TABLE orders; --"

    text, params = sql_of(question(PLAIN).ask([hostile], ["text", "text"]), mysql)

    assert text.startswith(
        "SELECT `orders`.`id` AS id, `orders`.`status` AS status FROM `orders` WHERE `orders`.`id` IN"
    )
    assert hostile not in text
    assert hostile in params.values()
    assert MOST_ROWS_EACH + 1 in params.values()


def test_ids_are_compared_as_what_the_column_holds():
    asked = question(PLAIN)

    assert "::BIGINT" in sql_of(asked.ask(["17"], ["whole", "text"]))[0]
    assert 17 in sql_of(asked.ask(["17"], ["whole", "text"]))[1].values()
    assert "17" in sql_of(asked.ask(["17"], ["text", "text"]))[1].values()


def test_the_question_for_no_rows_has_the_columns_of_the_conditions_behind():
    text, _ = sql_of(question(f'{PLAIN}[[where]]\ncolumn = "kind"\nis = "a"\n').probe())

    assert text.endswith('FROM "orders" WHERE false')
    assert text.startswith('SELECT "orders"."id" AS id, "orders"."status" AS status, "orders"."kind" AS where_0')


@pytest.mark.parametrize(
    ("how", "kind", "says"),
    [
        ('is = "a"', "text", '"orders"."kind" IN'),
        ('in = ["a", "b"]', "text", '"orders"."kind" IN'),
        ('is_not = "a"', "text", '("orders"."kind" NOT IN'),
        ("not_in = [1, 2]", "whole", '"orders"."kind" IS NULL'),
        ("is_null = true", "other", '"orders"."kind" IS NULL'),
        ("is_null = false", "other", '"orders"."kind" IS NOT NULL'),
        ('is = "a"', "other", 'CAST("orders"."kind" AS TEXT) IN'),
        ("is = true", "truth", '"orders"."kind" IN'),
    ],
)
def test_each_condition_becomes_a_comparison(how, kind, says):
    asked = question(f'{PLAIN}[[where]]\ncolumn = "kind"\n{how}\n').ask(["17"], ["whole", "text", kind])

    assert says in sql_of(asked)[0]


@pytest.mark.parametrize(("how", "kind"), [("is = 3", "text"), ('is = "3"', "whole"), ("is = true", "text")])
def test_a_condition_that_a_database_would_have_to_cast_is_refused(how, kind):
    asked = question(f'{PLAIN}[[where]]\ncolumn = "kind"\n{how}\n')

    with pytest.raises(MappingMismatchError, match="'kind' is compared with"):
        asked.ask(["17"], ["whole", "text", kind])


def test_a_second_table_and_schemas_stand_in_the_question():
    text, _ = sql_of(
        question(
            'table = "orders"\nschema = "shop"\nid = "id"\nstatus = "states.name"\n'
            '[join]\ntable = "states"\nschema = "lists"\non = { state_id = "id" }\n'
        ).probe()
    )

    assert '"shop"."orders" LEFT OUTER JOIN "lists"."states" ON' in text


@pytest.mark.parametrize(
    ("ref", "kind", "can"),
    [
        ("17", "whole", True),
        ("0", "whole", True),
        ("017", "whole", False),
        ("17abc", "whole", False),
        ("1" * 19, "whole", False),
        ("17abc", "text", True),
        ("a b", "text", False),
        ("é", "text", False),
        ("17", "fraction", False),
        ("0190a5d0-0000-7000-8000-000000000001", "uuid", True),
        ("0190A5D0-0000-7000-8000-000000000001", "uuid", False),
    ],
)
def test_only_ids_that_a_column_can_hold_are_asked_about(ref, kind, can):
    assert can_be_asked(ref, kind) is can
