"""The last act: the blog is turned away, and everybody is shown what can be tried."""

from panel_refunds.testing.demo.deposit_back import deposit_back
from panel_refunds.testing.demo.front_door import commands_to_try, turn_away
from panel_refunds.testing.demo.money_in import pay_in
from panel_refunds.testing.demo.serving import OpenService, open_service


def test_the_blog_is_turned_away_over_http(stage, screen, figures, capsys):
    pay_in(stage, screen, figures)
    request = deposit_back(stage, screen, figures)

    with open_service(stage, with_worker=False) as service:
        turn_away(service, screen, figures, request.request_id)

    assert figures.wrong == []
    assert "421 site_excluded; its own policy is at" in capsys.readouterr().out


def test_the_commands_carry_the_address_the_key_and_the_host():
    lines = commands_to_try(OpenService("http://127.0.0.1:1", "pr_live_x"), "rr_1", "ch_1")

    assert "API=http://127.0.0.1:1/api/v1" in lines
    assert "KEY=pr_live_x" in lines
    asked = [line for line in lines if "curl" in line]
    assert len(asked) == 7
    assert all("-H 'Host: " in line for line in asked)
