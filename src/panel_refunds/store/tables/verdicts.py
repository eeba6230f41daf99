"""What fraud checks said of requests, and what the panel told about requests and deposits for them to look at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from panel_refunds.store.tables.requests import packed
from panel_refunds.store.tables.row import Row, by, holds_that, key, moment, one_of, parent, plain, units


class VerdictRow(Row, table=True):
    """One answer of one check about one request, written once."""

    __tablename__ = "verdict"
    __table_args__ = (
        by("verdict", "request_id", "verdict_id", name="request"),
        parent("verdict", "refund_request", request_id="request_id"),
        one_of("verdict", "answer", "allow", "review", "deny", "abstain"),
        holds_that("verdict", "took", "took_ms >= 0"),
    )

    verdict_id: str = key()
    request_id: str = plain()
    check_name: str = plain()
    answer: str = plain()
    reasons: Any = packed(tuple[str, ...])
    failed: bool
    inputs_hash: str = plain()
    asked_at: datetime = moment()
    took_ms: int = units()
    plugin: str = plain()
    version: str = plain()


class ToldFactsRow(Row, table=True):
    """The facts that came with a request or a deposit, by its id; written once."""

    __tablename__ = "told_facts"

    about: str = key()
    facts: Any = packed(Mapping[str, str])
    at: datetime = moment()
