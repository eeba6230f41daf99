"""A figure that is not what the story promises is remembered in words."""

from panel_refunds.testing.demo.figures import Figures


def test_right_figures_are_counted_and_wrong_ones_are_named():
    figures = Figures()

    assert figures.check("net", "38.25", "38.25") == "38.25"
    assert figures.check("orders", 2, 3) == "2"

    assert figures.right == 1
    assert figures.wrong == ["orders: 2, and it should be 3"]
