"""``read-reply`` says what a provider's plugin understood of a raw reply, without a tenant and without a network."""

import json
import socket
from pathlib import Path

import pytest

CASES = Path(__file__).parents[3] / "shared" / "data" / "smm_api_cases.json"


def test_it_reads_a_file(run, tmp_path):
    file = tmp_path / "reply.json"
    file.write_text('{"status": "Partial", "remains": "157", "charge": "0.27819"}')

    done = run("read-reply", "smm_v2", "--action", "status", "--asked", "23501", file)

    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["orders"] == {
        "23501": {"status": "partial", "raw_status": "Partial", "remains": 157}
    }


def test_it_reads_the_standard_input_and_several_ids(run):
    raw = '{"1": {"status": "Canceled"}, "9": {"status": "Completed"}}'

    told = json.loads(run("read-reply", "smm_v2", "--action", "status", "--asked", "1, 2", "-", stdin=raw).stdout)

    assert told["orders"]["1"]["status"] == "canceled"
    assert (told["missing"], told["not_asked"]) == (["2"], ["9"])


@pytest.mark.parametrize("raw", [b"", b"<html>", b"\xff\xfe\x00", b"{", b"[[[["])
def test_an_unreadable_reply_is_an_answer(run, raw):
    done = run("read-reply", "smm_v2", "--action", "status", "--asked", "1", "-", stdin=raw)

    assert done.exit_code == 0
    assert json.loads(done.stdout)["reply_error"]["code"] == "unreadable"


def test_the_http_status_counts(run):
    done = run("read-reply", "smm_v2", "--action", "balance", "--http", "429", "-", stdin="slow down")

    assert json.loads(done.stdout)["reply_error"]["code"] == "rate_limited"


def test_it_opens_no_connection(run, monkeypatch):
    def refuse(*_arguments: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)

    assert run("read-reply", "smm_v2", "--action", "add", "-", stdin='{"order": 7}').exit_code == 0


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("read-reply", "smm_v3", "--action", "status", "-"), "smm_v2"),
        (("read-reply", "smm_v2", "--action", "stats", "-"), "status"),
        (("read-reply", "smm_v2", "--action", "status", "no-such-file"), "no-such-file"),
    ],
)
def test_what_cannot_be_used_is_named_with_what_can(run, words, named):
    done = run(*words, stdin="{}")

    assert done.exit_code == 2
    assert named in done.stderr


def fits(wanted: object, got: object) -> bool:
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(key in got and fits(value, got[key]) for key, value in wanted.items())
    if isinstance(wanted, list):
        return isinstance(got, list) and len(got) == len(wanted) and all(map(fits, wanted, got))
    return type(wanted) is type(got) and wanted == got


@pytest.mark.skipif(not CASES.exists(), reason="the shared replies of real panels are not beside this project")
def test_every_reply_of_real_panels_is_read_as_it_should_be(run):
    wrong = []
    for case in json.loads(CASES.read_text(encoding="utf-8"))["cases"]:
        words = ["read-reply", "smm_v2", "--action", case["action"], "--http", str(case.get("http") or 200), "-"]
        if case.get("asked"):
            words += ["--asked", ",".join(str(one) for one in case["asked"])]
        told = json.loads(run(*words, stdin=case["body"]).stdout)
        if not any(fits(wanted, told) for wanted in case["reading"].get("any_of", [case["reading"]])):
            wrong.append((case["id"], told))

    assert not wrong
