"""The report is plain where people and programs read it, and no formula where a spreadsheet does."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

from panel_refunds.cli.reconcile_report import COLUMNS, print_report, write_csv
from panel_refunds.refunds.reconcile.difference import Difference
from panel_refunds.refunds.reconcile.report import Finding, GatewayReport

SINCE = datetime(2026, 3, 2, tzinfo=UTC)
ONE = Difference("fee_differs", "card", "ch_1", "1.75 USD", "1.80 USD", deposit="dep_1")
REPORT = GatewayReport("card", SINCE, 3, findings=(Finding(ONE, "told"), Finding(replace(ONE, about="ch_2"), "told")))


def test_a_table_explains_each_code_once(capsys):
    print_report({"my-panel": [REPORT]})

    text = capsys.readouterr().out
    assert text.splitlines()[0] == "my-panel: card: look (3 compared since 2026-03-02; 2 differences, 2 left)"
    assert text.count("task  fee_differs") == 2
    assert text.count("The fee of a payment is another one") == 1


def test_a_run_that_was_stopped_and_deposits_that_were_left_out_are_said(capsys):
    stopped = GatewayReport("card", SINCE, 3, not_compared=2, why="paid otherwise", stopped="ConnectionError, behind x")
    print_report({"my-panel": [stopped]})

    told = "3 compared since 2026-03-02; 2 deposits not compared: paid otherwise; stopped: ConnectionError, behind x"
    assert capsys.readouterr().out == f"my-panel: card: look ({told})\n"


def test_no_cell_is_a_formula(capsys):
    mean = replace(ONE, about='=HYPERLINK("http://bad.example")', theirs="+1")
    write_csv("-", {"my-panel": [replace(REPORT, findings=(Finding(mean, "told"),))]})

    (line,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert tuple(line) == COLUMNS
    assert (line["about"], line["theirs"], line["refund"]) == ("'" + mean.about, "'+1", "")
