"""What hangs on a package's modules is found, and what hangs elsewhere is not."""

import sys
from functools import lru_cache
from types import ModuleType
from urllib.parse import urlsplit

import pytest

from panel_refunds_testkit.watch.reach import modules_of, objects_reached, texts_reached


@pytest.fixture
def module():
    made = ModuleType("leaky_package")
    sys.modules["leaky_package"] = made
    yield made
    del sys.modules["leaky_package"]


class Kept:
    """Something of a tenant."""

    def __init__(self) -> None:
        self.key = "secret-canary-1"


def test_a_dictionary_and_an_object_in_it_are_reached(module):
    module.CACHE = {"x": [Kept()]}
    assert set(texts_reached("leaky_package", {"secret-canary-1", "other"})) == {"secret-canary-1"}
    assert objects_reached("leaky_package", Kept)
    assert modules_of("leaky_package") == [module]


def test_a_memoised_function_of_the_package_is_reached_and_one_of_others_is_not(module):
    def asked(ref):
        return ref

    asked.__module__ = "leaky_package"
    module.remembered = lru_cache(asked)
    module.remembered("canary-ref-2")
    module.urlsplit = urlsplit
    urlsplit("http://127.0.0.1/canary-ref-3")
    assert set(texts_reached("leaky_package", {"canary-ref-2", "canary-ref-3"})) == {"canary-ref-2"}


def test_what_hangs_on_nothing_of_the_package_is_not_reached(module):
    module.sys = sys
    kept = Kept()
    assert not objects_reached("leaky_package", Kept)
    assert list(texts_reached("leaky_package", {kept.key})) == []
