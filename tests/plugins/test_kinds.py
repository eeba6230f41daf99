"""The kinds are the hooks, and a built object keeps the promise of its kind."""

import inspect

from panel_refunds import hookspecs
from panel_refunds.plugins.kinds import KINDS, callable_names, missing_methods


def test_there_is_a_kind_for_every_hook_and_no_other():
    hooks = [
        name
        for name, value in inspect.getmembers(hookspecs, inspect.isfunction)
        if hasattr(value, "panel_refunds_spec")
    ]

    assert sorted(KINDS) == sorted(hooks)


def test_missing_methods_are_named():
    class Half:
        def capabilities(self): ...
        def get_orders(self, refs): ...

        request_cancel = "not a method"

    assert missing_methods("order_providers", Half())[:2] == ("request_cancel", "request_refill")
    assert missing_methods("order_providers", object()) >= ("balance",)


def test_an_object_with_every_method_misses_none():
    class Whole:
        def deliver(self, message, idempotency_key): ...

    assert missing_methods("notifiers", Whole()) == ()


def test_what_can_be_called_is_the_port_and_what_is_offered_besides():
    class Check:
        def evaluate(self, context, deadline): ...

        def explain(self): ...

        def _hidden(self): ...

    assert callable_names("fraud_checks", Check()) == ("evaluate", "explain")
    assert callable_names("fraud_checks", object()) == ()
