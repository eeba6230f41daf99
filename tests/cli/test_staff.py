"""The first operator comes from the command line, and whoever was locked out does too."""

import json


def test_the_first_operator_gets_an_address_that_is_told_once(run, root, with_desk):
    made = run("staff", "add", "olga", "--role", "operator", "--name", "Olga", "--root", root)

    assert made.exit_code == 0, made.output
    address, _, told = made.stdout.partition("\n\n")
    assert "/staff/invitation/" in address
    assert told == "Olga (operator-olga) chooses a password there, once, within a day.\n"
    assert "olga" in run("staff", "list", "--root", root).stdout
    acts = with_desk(_trail)
    assert [(act.actor, act.action, act.door) for act in acts] == [("operator-shell", "add_staff", "cli")]


def test_a_person_is_looked_after(run, root):
    json.loads(run("staff", "add", "ana", "--role", "finance", "--root", root, "--json").stdout)
    steps = [
        run("staff", "role", "ana", "approver", "--root", root),
        run("staff", "disable", "ana", "--root", root),
        run("staff", "enable", "ana", "--root", root),
        run("staff", "reset", "ana", "--root", root, "--json"),
    ]

    assert [step.exit_code for step in steps] == [0, 0, 0, 0]
    assert steps[0].stdout == "ana is approver now: approver-ana.\n"
    assert "/staff/invitation/" in json.loads(steps[3].stdout)["invitation"]
    (listed,) = json.loads(run("staff", "list", "--root", root, "--json").stdout)
    assert (listed["role"], listed["state"], listed["password"]) == ("approver", "active", "invited")


def test_what_cannot_be_done_is_told(run, root):
    assert "A role is one of" in run("staff", "add", "ana", "--role", "boss", "--root", root).stderr
    assert "Nobody of the staff" in run("staff", "disable", "ana", "--root", root).stderr
    refused = run("staff", "add", "ana", "--role", "finance", "--by", "finance-bo", "--root", root)
    assert refused.exit_code == 1
    assert "may not manage the staff" in refused.stderr


def _trail(desk):
    with desk.read() as books:
        return books.audit_trail()
