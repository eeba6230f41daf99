"""Faults read as sentences and come all together."""

from __future__ import annotations

from pathlib import Path

import pytest

from panel_refunds.tenants.faults import Fault, Faults, TenantFileError, nearest, quoted
from panel_refunds.tenants.tenant import Place

PLACE = Place(Path("tenants/x/tenant.toml"), 12)


def test_a_fault_says_where_what_and_what_to_do() -> None:
    fault = Fault(PLACE, "brand.color", "is not known.", 'Keys are "colour".', "colour")
    where = f"{Path('tenants/x/tenant.toml')}:12: brand.color"
    assert str(fault) == f'{where}: is not known. Keys are "colour". Did you mean "colour"?'
    assert str(Fault(Place(Path("x")), None, "is gone.")) == "x: is gone."


def test_collected_faults_are_raised_together_and_none_is_no_error() -> None:
    faults = Faults()
    faults.raise_any()
    for text in ("one", "two"):
        with faults.kept():
            raise TenantFileError([Fault(PLACE, None, text)])
    with pytest.raises(TenantFileError, match=r"(?s)one.*\n.*two") as caught:
        faults.raise_any()
    assert [fault.text for fault in caught.value.faults] == ["one", "two"]


def test_only_faults_are_collected() -> None:
    with pytest.raises(ZeroDivisionError), Faults().kept():
        raise ZeroDivisionError


def test_the_nearest_word_ignores_case_and_distant_words() -> None:
    assert nearest("europe/berlin", ["Europe/Paris", "Europe/Berlin"]) == "Europe/Berlin"
    assert nearest("xyz", ["deposits"]) is None
    assert quoted(["a", "b"]) == '"a", "b"'
