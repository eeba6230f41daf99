"""A sentence can stand on a page."""

import pytest

from panel_refunds_testkit.checks.sentences import must_be_sentence
from panel_refunds_testkit.demand import BrokenContractError


def test_a_sentence_passes():
    must_be_sentence("A person looks at it.", "The text")


@pytest.mark.parametrize(
    "text", ["", "E17.", "No end", "Two\nlines are here.", " A space before.", "So long " * 99 + "."]
)
def test_anything_else_is_told(text):
    with pytest.raises(BrokenContractError, match="The text"):
        must_be_sentence(text, "The text")
