"""What a plugin logs and prints over there: cut, counted, and never a reason to fail."""

from panel_refunds.plugins.apart.chatter import MOST_LINES_A_MINUTE, MOST_TEXT, Budget, PrintedLines, SentLog
from panel_refunds.plugins.apart.said import Logged


def test_lines_carry_what_was_bound_and_values_as_text():
    lines = []
    log = SentLog(lines.append, {"tenant": "shop"}).bind(a=1).unbind("a").bind(b=[1, 2])

    log.info("asked", ok=True, big=10**30)
    log.fatal("broke")

    assert lines[0] == Logged("info", "asked", {"tenant": "shop", "b": "[1, 2]", "ok": True, "big": str(10**30)})
    assert (lines[1].level, lines[1].event) == ("critical", "broke")
    assert not hasattr(log, "anything_else")


def test_a_value_that_cannot_be_shown_is_named():
    class Bad:
        def __str__(self):
            raise ValueError

    lines = []
    SentLog(lines.append).info("x" * 5000, value=Bad())

    assert len(lines[0].event) == MOST_TEXT
    assert lines[0].values == {"value": "(Bad cannot be shown: ValueError)"}


def test_what_is_printed_comes_line_by_line():
    lines = []
    out = PrintedLines(lines.append)

    print("one\ntwo", end="", file=out)
    print(" and a half", file=out)

    assert [line.values["text"] for line in lines] == ["one", "two and a half"]
    assert out.writable()


def test_a_flood_ends_with_a_line_that_says_so_until_the_minute_is_over():
    lines, seconds = [], [0.0]
    budget = Budget(lines.append, lambda: seconds[0])
    for _ in range(MOST_LINES_A_MINUTE + 50):
        budget(Logged("info", "again", {}))

    assert len(lines) == MOST_LINES_A_MINUTE + 1
    assert lines[-1].event == "plugin_too_talkative"

    seconds[0] = 60
    budget(Logged("info", "later", {}))
    assert lines[-1].event == "later"
