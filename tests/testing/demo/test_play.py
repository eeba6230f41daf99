"""The whole play: every figure right, and a wrong one is noticed."""

from panel_refunds.testing.demo.play import play


def test_every_figure_comes_out(capsys):
    assert play(once=True, plain=True) is True

    told = capsys.readouterr().out
    assert "figures of this story came out right" in told
    assert [line for line in told.splitlines() if line[:2] in {f"{n}." for n in range(1, 8)}] == [
        "1. Two customers pay in and buy  (Tue 02 Sep 2025, 10:00)",
        "2. Orders fail, and the money comes back by itself  (Tue 02 Sep 2025, 10:25)",
        "3. Maya takes her deposit back  (Wed 03 Sep 2025, 09:30)",
        "4. An answer is lost, and the money still goes once  (Thu 04 Sep 2025, 16:00)",
        "5. A refund comes back from the bank  (Thu 04 Sep 2025, 16:02)",
        "6. The books  (Sun 07 Sep 2025, 16:02)",
        "7. The service  (Sun 07 Sep 2025, 16:02)",
    ]


def test_a_fee_that_is_not_deducted_is_noticed(capsys, monkeypatch):
    monkeypatch.setattr("panel_refunds.policy.plan.processor_fee", lambda *_: 0)

    assert play(once=True, plain=True) is False

    assert "what would arrive: 40.00, and it should be 38.25" in capsys.readouterr().out
