"""``dead-letters`` shows what did not arrive; a person has it sent again or puts it aside."""

from __future__ import annotations

import json

import pytest
from tests.web.letters import bury_some

from panel_refunds.app.composition import Service


@pytest.fixture
def letters(root) -> list[str]:
    service = Service.open(root)
    made = bury_some(service.desk(next(iter(service.directory.current.tenants))), 3)
    service.close()
    return made


def test_they_are_listed_as_a_table_and_as_json(run, root, letters):
    listed = run("dead-letters", "--root", root)
    assert listed.exit_code == 0, listed.output
    assert "the disk is full" in listed.stdout

    shown = json.loads(run("dead-letters", "--root", root, "--json").stdout)
    assert [(letter["id"], letter["state"]) for letter in shown] == [(letter, "dead") for letter in letters]


def test_two_are_sent_again_and_one_is_put_aside(run, root, letters):
    first, second, third = letters
    words = ("--again", first, "--again", second, "--by", "operator-ana", "--note", "there is room again")
    left = json.loads(run("dead-letters", "--root", root, *words, "--json").stdout)
    assert [letter["id"] for letter in left] == [third]

    words = ("--aside", third, "--by", "operator-ana", "--note", "they were called")
    assert json.loads(run("dead-letters", "--root", root, *words, "--json").stdout) == []
    service = Service.open(root)
    with service.desk(next(iter(service.directory.current.tenants))).read() as books:
        assert [action.action for action in books.actions_of(third)] == ["put_letter_aside"]
        assert books.find_work("deliver:log", first.partition(":")[0]) is not None
    service.close()


def test_nobody_does_it_without_a_name_or_a_reason(run, root, letters):
    assert run("dead-letters", "--root", root, "--again", letters[0]).exit_code == 2
    aside = run("dead-letters", "--root", root, "--aside", letters[0], "--by", "operator-ana")
    assert (aside.exit_code, "reason" in aside.stderr) == (1, True)
    assert run("dead-letters", "--root", root, "--again", "out_1:log", "--by", "operator-ana").exit_code == 1
