"""``gateways`` shows what is stopped and why; a person stops and starts."""

import json


def test_a_gateway_is_stopped_shown_and_started(run, root):
    stopped = run("gateways", "stop", "manual", "--root", root, "--by", "operator-ana", "--text", "the key leaked")
    assert stopped.exit_code == 0, stopped.output
    assert "the key leaked" in stopped.stdout

    listed = json.loads(run("gateways", "list", "--root", root, "--json").stdout)
    assert [(each["name"], each["state"]) for each in listed["gateways"]] == [("manual", "stopped")]
    started = run("gateways", "start", "manual", "--root", root, "--by", "operator-ana", "--text", "a new one")
    assert "running" in started.stdout


def test_starting_what_runs_is_a_no(run, root):
    done = run("gateways", "start", "manual", "--root", root, "--by", "operator-ana", "--text", "a new one")

    assert done.exit_code == 1
    assert "not stopped" in done.stderr
