"""What a database's errors mean; the real ones are met in ``test_provider``."""

import pytest
from sqlalchemy.exc import ArgumentError, OperationalError, ProgrammingError

from panel_refunds_panel_db.database_errors import as_error


class Postgres(Exception):  # noqa: N818 - as the driver's own are told apart: by their state
    def __init__(self, sqlstate):
        super().__init__("password hunter2")
        self.sqlstate = sqlstate


class MySql(Exception):  # noqa: N818 - by a number, with a state besides that says less
    sqlstate = "42000"


@pytest.mark.parametrize(
    ("driver", "code", "text"),
    [
        (Postgres("42P01"), "shape_mismatch", "A table of the mapping is not there. (42P01)"),
        (Postgres("57014"), "server_error", "The answer took too long. (57014)"),
        (Postgres("99999"), "server_error", "The database gave no answer. (99999)"),
        (Postgres(None), "server_error", "The database gave no answer."),
        (MySql(1142, "hunter2"), "auth", "The role may not read what the mapping names. (1142)"),
        (MySql(1045, "hunter2"), "auth", "The database does not let this account in. (1045)"),
        (MySql(1969, "hunter2"), "server_error", "The answer took too long. (1969)"),
        (MySql(4242, "hunter2"), "server_error", "The database gave no answer. (4242)"),
    ],
)
def test_only_the_servers_code_is_believed_and_no_text_of_it_is_told(driver, code, text):
    error = as_error(OperationalError("SELECT hunter2", {"id": "hunter2"}, driver))

    assert (error.code, error.text) == (code, text)


def test_an_error_that_is_no_servers_is_one_of_ours():
    assert as_error(ArgumentError("hunter2")).text == "The database gave no answer."
    assert as_error(ProgrammingError("x", {}, None)).code == "server_error"
