"""``quote`` shows what could go back, deposit by deposit, with its clauses."""

import json


def test_a_person_reads_the_figures_and_the_clauses(run, root, deposit):
    done = run("quote", "maya", "--root", root)

    assert done.exit_code == 0, done.output
    assert "maya has 40.00 USD at My Panel:" in done.stdout
    assert "can take back 40.00, 38.25 would arrive" in done.stdout
    assert "50.00 − 10.00 spent − 1.75 fee = 38.25" in done.stdout
    assert deposit in done.stdout
    assert "  2.2a " in done.stdout


def test_a_program_reads_what_the_api_answers(run, root, deposit):
    told = json.loads(run("quote", "maya", "--root", root, "--json").stdout)

    assert (told["refundable"], told["receives"], told["balance"]) == ("40.00", "38.25", "40.00")
    assert [line["deposit"] for line in told["deposits"]] == [deposit]


def test_it_needs_no_secret_because_it_calls_nobody(run, root, deposit, monkeypatch):
    monkeypatch.delenv("MY_PANEL_PROVIDER_KEY")

    assert run("quote", "maya", "--root", root).exit_code == 0


def test_a_currency_without_a_wallet_is_refused(run, root, deposit):
    done = run("quote", "maya", "--root", root, "--currency", "EUR")

    assert done.exit_code == 1
    assert done.stderr.startswith("refused: ")
    assert "(not_found)" in done.stderr


def test_what_went_back_before_is_part_of_the_sum(run, root, deposit):
    request = json.loads(run("request", "maya", "--amount", "20.00", "--root", root, "--json").stdout)["id"]
    told = json.loads(run("review", "approve", request, "--by", "finance-ana", "--root", root, "--json").stdout)
    run("pay", "--root", root)
    run("pay", told["refunds"][0]["id"], "--reference", "W-1", "--by", "finance-ana", "--root", root)

    done = run("quote", "maya", "--root", root)

    assert "(50.00 − 10.00 spent − 20.00 refunded before = 20.00)" in done.stdout
