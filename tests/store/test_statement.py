"""A statement is compiled once for each database, with its parameters in order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from panel_refunds.ids import tenant_uuid
from panel_refunds.store.statement import (
    TENANT,
    Statement,
    among,
    any_or,
    number_param,
    such_as,
    text_param,
    the_tenant,
    time_param,
)
from panel_refunds.store.tables import LotRow, WalletRow

LOT, WALLET = LotRow.__table__.c, WalletRow.__table__.c
NOW = datetime(2026, 1, 2, tzinfo=UTC)
FIND = Statement(
    select(LOT.lot_id).where(
        LOT.tenant_id == the_tenant(),
        among(LOT.lot_id, "ids"),
        such_as("is_open"),
        LOT.credited_at < time_param("before"),
        LOT.held > 0,
        LOT.amount > number_param("more"),
        LOT.wallet_id.in_(
            select(WALLET.wallet_id).where(WALLET.tenant_id == the_tenant(), any_or("who", WALLET.customer_id))
        ),
    )
)
GIVEN = {TENANT: tenant_uuid("a"), "ids": ("lot_1", "lot_2"), "before": NOW, "more": 7, "who": ""}


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_parameters_are_bound_in_the_order_of_their_places(dialect):
    compiled = FIND.on(dialect)
    bound = dict(zip(compiled.names, compiled.bind(GIVEN), strict=True))

    assert bound["more"] == 7
    assert bound["held_1"] == 0
    assert (bound["ids"], bound["t"], bound["before"]) == (
        ('["lot_1","lot_2"]', tenant_uuid("a").hex, "2026-01-02T00:00:00.000000+00:00")
        if dialect == "sqlite"
        else (["lot_1", "lot_2"], tenant_uuid("a").hex, NOW)
    )


def test_a_statement_is_compiled_once():
    assert FIND.on("sqlite") is FIND.on("sqlite")


def test_a_statement_knows_the_tables_it_touches_however_deep():
    assert FIND.tables == {"lot", "wallet"}


def test_a_condition_of_an_index_stands_in_the_text_as_it_is():
    assert "(is_open)" in FIND.on("sqlite").sql
    assert "(is_open)" in FIND.on("postgresql").sql


def test_a_missing_parameter_is_an_error():
    with pytest.raises(KeyError, match="ids"):
        FIND.on("sqlite").bind({TENANT: tenant_uuid("a")})


def test_every_parameter_says_its_type_so_that_numbers_of_any_size_are_one_statement():
    compiled = Statement(select(text_param("word"), number_param("count"), time_param("at"))).on("postgresql")

    assert "$1::VARCHAR" in compiled.sql
    assert "$2::BIGINT" in compiled.sql
    assert "$3::TIMESTAMP WITH TIME ZONE" in compiled.sql
