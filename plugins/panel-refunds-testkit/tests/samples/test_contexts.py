"""The customers are different ones, and one more of something is one more."""

import typing

import pytest

from panel_refunds.ports import canonical_context
from panel_refunds_testkit.peer.case import Aspect
from panel_refunds_testkit.samples.contexts import CONTEXTS, ORDINARY, worse


def test_each_customer_is_another():
    assert len({canonical_context(context) for context in CONTEXTS.values()}) == len(CONTEXTS)


@pytest.mark.parametrize("aspect", typing.get_args(Aspect))
def test_worse_is_another_context(aspect):
    assert canonical_context(worse(ORDINARY, aspect)) != canonical_context(ORDINARY)
