"""Every operation says in one sentence what it does, and asks for a scope that exists."""

from __future__ import annotations

import pytest

from panel_refunds.errors import CODES
from panel_refunds.web.api import ALL
from panel_refunds.web.api_keys import SCOPES, SCOPES_OF_CUSTOMERS
from panel_refunds.web.operation import Fetch, Operation, Write, first_sentence


@pytest.mark.parametrize("operation", ALL, ids=lambda operation: operation.name)
def test_an_operation_explains_itself(operation: Operation) -> None:
    assert operation.summary.endswith(".")
    assert operation.scope in {**SCOPES, **SCOPES_OF_CUSTOMERS}
    assert set(operation.codes) <= CODES.keys()
    assert operation.tag
    assert operation.media_types if isinstance(operation, Fetch) else first_sentence(operation.answer)
    if isinstance(operation, Write):
        assert first_sentence(operation.body)


def test_the_first_sentence_is_the_first_line() -> None:
    def explained() -> None:
        """It does this.

        And that.
        """

    assert first_sentence(explained) == "It does this."
    assert first_sentence(lambda: None) == ""
