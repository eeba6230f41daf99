"""What is expected is told in sentences with an exit code; what is not stays a bug."""

import errno
import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from panel_refunds.cli.failures import explain
from panel_refunds.errors import BooksDamagedError, Refused
from panel_refunds.store import CommitUnknownError, SchemaError, TryAgain
from panel_refunds.tenants.faults import Fault, TenantFileError
from panel_refunds.tenants.tenant import Place


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (Refused("window_closed", "Too late."), 1, "refused: Too late. (window_closed)"),
        (TryAgain("Busy."), 3, "refused: Busy. (locked)"),
        (Refused("locked"), 3, "(locked)"),
        (BooksDamagedError("two and two"), 1, "panel-refunds audit"),
        (SchemaError("Run `panel-refunds migrate` first."), 2, "panel-refunds migrate"),
        (CommitUnknownError("x"), 3, "may have happened"),
        (OperationalError("select", {}, sqlite3.OperationalError("disk I/O error")), 3, "disk I/O error"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "x.toml"), 2, "x.toml: No such file"),
        (OSError(errno.EADDRINUSE, "Address already in use", "::1:80"), 2, "::1:80: Address already in use. Stop what"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), 3, "Connection refused."),
    ],
)
def test_an_expected_error_is_a_sentence_with_a_code(error, code, said):
    failure = explain(error)

    assert failure.code == code
    assert said in "\n".join(failure.lines)


def test_a_refusal_shows_its_field_and_its_figures():
    failure = explain(Refused("amount_invalid", "Too fine.", field="amount", most="0.01", empty=""))

    assert failure.lines == ("refused: Too fine. [amount] (amount_invalid)", "  most: 0.01")


def test_every_fault_of_a_file_is_a_line():
    faults = [Fault(Place("a.toml", 3), "x.y", "Wrong.", "Mend it."), Fault(Place("b.toml"), None, "Gone.")]

    failure = explain(TenantFileError(faults))

    assert failure.lines == ("a.toml:3: x.y: Wrong. Mend it.", "b.toml: Gone.")
    assert failure.code == 2


@pytest.mark.parametrize("error", [RuntimeError("x"), LookupError("x"), BrokenPipeError(errno.EPIPE, "Broken pipe")])
def test_what_is_not_expected_is_left_alone(error):
    assert explain(error) is None
