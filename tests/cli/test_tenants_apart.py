"""Commands look things up in the books of the tenant they are given, and in nobody else's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from panel_refunds.app.composition import Service
from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.request_refund import RefundAsked, request_refund
from panel_refunds.flows.review_refund import approve_refund
from panel_refunds.money import Money

ROOT = Path(__file__).parents[2]


@pytest.fixture
def two(tmp_path, monkeypatch) -> tuple[list[str], str, str]:
    """The options that name the installation; a request and its refund of one of its tenants."""
    for name in set(
        re.findall(r'env = "(\w+)"', "".join(file.read_text() for file in ROOT.glob("tenants/*/tenant.toml")))
    ):
        monkeypatch.setenv(name, "nobody-is-called-with-this")
    database = f"sqlite:///{tmp_path / 'books.sqlite3'}"
    service = Service.open(ROOT, database=database, read_secrets=False)
    try:
        desk = service.desk("smmpanelus")
        fee = Money.of("0", "USD")
        credit_deposit(desk, PaymentTaken("maya", "manual", "pay_1", Money.of("50.00", "USD"), fee=fee))
        asked = RefundAsked("maya", "smmpanelus.com", "default", "20.00", subject="Refund Request")
        request = approve_refund(desk, request_refund(desk, asked).request_id, Approval(("finance-1",)))
        with desk.read() as books:
            [refund] = books.refunds_of(request.request_id)
    finally:
        service.close()
    return ["--root", str(ROOT), "--database", database], request.request_id, refund.refund_id


def test_what_is_one_tenants_is_not_found_in_the_name_of_another(run, two):
    """F27: a look-up by id alone, in a program beside the service, showed and changed another tenant's things."""
    options, request, refund = two
    asked = {
        "maya": ["statement", "maya"],
        "balance": ["quote", "maya"],
        request: ["review", "decline", request, "--by", "finance-1", "--text", "not mine"],
        "request": ["answer", "withdraw", request],
        refund: ["pay", refund, "--reference", "wire 7", "--by", "finance-1"],
    }
    for words in asked.values():
        mine, theirs = ([*words, *options, "--tenant", slug] for slug in ("smmpanelus", "lumenreach"))
        done = run(*theirs)
        assert done.exit_code == 1, words
        assert "20.00" not in done.output
        if words[0] in ("statement", "quote"):
            assert run(*mine).exit_code == 0, words


def test_all_that_is_listed_is_the_tenants_own(run, two):
    """F26: no tenant at all is not every tenant."""
    options, _, refund = two

    assert run("pay", *options).exit_code == 2
    theirs = run("pay", *options, "--tenant", "smmpanelus-blog")
    assert (theirs.exit_code, refund in theirs.output) == (0, False)
