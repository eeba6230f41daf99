"""The second act: odd replies touch nothing, real ones pay once, an unknown word waits for a person."""

from panel_refunds.testing.demo.money_in import pay_in
from panel_refunds.testing.demo.orders_fail import orders_fail


def test_what_failed_came_back_once(stage, screen, figures, capsys):
    orders_fail(stage, screen, figures, pay_in(stage, screen, figures))

    assert figures.wrong == []
    assert stage.panel.count("status") == 5
    told = capsys.readouterr().out
    assert "an HTML page instead of an answer: unreadable, 0 of 5 orders touched" in told
    assert "shape_mismatch" in told
    assert "0.04367583" in told


def test_nobody_has_to_look_at_anything_any_more(stage, screen, figures):
    orders_fail(stage, screen, figures, pay_in(stage, screen, figures))

    with stage.desk.read() as books:
        assert books.unknown_words() == []
        assert books.orders_with_review("unknown_word", provider=None) == []
