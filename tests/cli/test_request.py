"""``request`` opens a request as a ticket of the panel would, and says what was decided."""

import json

import pytest


def test_it_shows_the_decision_line_by_line(run, root, deposit):
    done = run("request", "maya", "--amount", "40.00", "--root", root)

    assert done.exit_code == 0, done.output
    assert "in_review, recommended: approve" in done.stdout
    assert "to be answered by" in done.stdout
    assert "50.00 − 10.00 spent − 1.75 fee = 38.25" in done.stdout
    assert "held: 40.00 leaves, 38.25 arrives" in done.stdout


def test_more_than_there_is_becomes_an_offer(run, root, deposit):
    done = run("request", "maya", "--amount", "45.00", "--root", root)

    assert "waiting_for_customer, recommended: offer" in done.stdout
    assert "40.00 is offered until" in done.stdout
    assert "2.2b  cap: exceeds_unspent. 45.00 was asked for, 40.00 can go back." in done.stdout


def test_the_subject_is_the_one_the_policy_asks_for_unless_another_is_given(run, root, deposit):
    other = json.loads(run("request", "maya", "--amount", "1", "--subject", "Hello", "--root", root, "--json").stdout)

    assert other["recommend"] == "ask"
    assert other["decision"]["reasons"] == ["subject_missing"]


def test_a_second_request_on_the_same_deposit_is_refused(run, root, deposit):
    run("request", "maya", "--amount", "10.00", "--deposit", deposit, "--root", root)

    done = run("request", "maya", "--amount", "10.00", "--root", root)

    assert done.exit_code == 1
    assert "(request_open)" in done.stderr
    assert "request: rr_" in done.stderr


@pytest.mark.parametrize("amount", ["0", "-1", "1e1", "10.001", "ten", "NaN"])
def test_what_is_no_amount_is_refused(run, root, deposit, amount):
    done = run("request", "maya", f"--amount={amount}", "--root", root)

    assert done.exit_code == 1
    assert "(amount_invalid)" in done.stderr


def test_mail_is_no_way_in(run, root, deposit):
    done = run("request", "maya", "--amount", "1", "--channel", "email", "--root", root)

    assert done.exit_code == 1
    assert "(wrong_channel)" in done.stderr
    assert "channels: portal, panel" in done.stderr


def test_an_excluded_host_is_refused(run, root, deposit):
    file = root / "tenants/my-panel/tenant.toml"
    file.write_text(
        file.read_text().replace('"*.panel.example"]', '"*.panel.example"]\nexcept = ["blog.panel.example"]')
    )

    done = run("request", "maya", "--amount", "1", "--site", "blog.panel.example", "--root", root)

    assert done.exit_code == 1
    assert "(site_excluded)" in done.stderr


def test_two_targets_at_once_are_a_usage_error(run, root):
    done = run("request", "maya", "--amount", "1", "--deposit", "a", "--order-refunds", "--root", root)

    assert done.exit_code == 2
    assert "exclude each other" in done.stderr


@pytest.mark.parametrize("option", ["--deposit", "--order"])
def test_an_id_of_nobody_is_refused(run, root, deposit, option):
    done = run("request", "maya", "--amount", "1", option, "dep_nobody", "--root", root)

    assert done.exit_code == 1
    assert "(not_found)" in done.stderr


def test_what_orders_gave_back_can_be_asked_for_alone(run, root, deposit):
    told = json.loads(run("request", "maya", "--amount", "all", "--order-refunds", "--root", root, "--json").stdout)

    assert told["recommend"] == "decline"
    assert "nothing_unspent" in told["decision"]["reasons"]
