"""The screen writes plain text in a pipe: no colours, no frames, no blanks at the end of a line."""

import pytest

from panel_refunds.testing.demo.screen import Screen


@pytest.fixture
def shown(capsys):
    def show(play) -> str:
        play(Screen(plain=True))
        return capsys.readouterr().out

    return show


def test_an_act_has_a_number_a_title_and_a_time(shown):
    assert shown(lambda screen: screen.act(2, "Orders", "Tue")) == "\n2. Orders  (Tue)\n\n"


def test_a_table_has_its_figures_at_the_right_and_an_empty_line_below(shown):
    out = shown(lambda screen: screen.table(("order", "back"), [("views", "3.20"), ("x", "12.00")], right=("back",)))

    assert out == "   order   back\n   views   3.20\n   x      12.00\n\n"


def test_two_gaps_are_one(shown):
    def play(screen):
        screen.say("a")
        screen.gap()
        screen.gap()
        screen.say("b")

    assert shown(play) == "   a\n\n   b\n"


def test_a_long_line_is_broken_under_its_own_beginning(shown):
    out = shown(lambda screen: screen.good("word " * 30))

    first, second = out.splitlines()
    assert first.startswith("   ✓ word")
    assert second.startswith("     word")


def test_a_command_to_copy_is_never_broken(shown):
    assert shown(lambda screen: screen.line("x" * 300)) == f"   {'x' * 300}\n"


def test_brackets_are_text(shown):
    out = shown(lambda screen: (screen.say("[bold]"), screen.trouble("[red]"), screen.total("[x]")))

    assert out == "   [bold]\n   ✗ [red]\n   → [x]\n"
