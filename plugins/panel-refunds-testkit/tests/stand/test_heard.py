"""Everything that can be heard is heard, with nothing taken out."""

import logging
import sys

from panel_refunds_testkit.stand.heard import Heard, HeardLog


def test_the_log_remembers_facts_and_exceptions():
    heard = Heard()
    log = HeardLog(heard, tenant="acme").bind(key="k-1")
    log.info("asked", amount=3)
    log.info("failed", exc_info=ValueError("secret-2"))
    try:
        int("secret-3")
    except ValueError:
        log.exception("failed again")
    text = "\n".join(heard.texts)
    assert all(word in text for word in ("asked", "acme", "k-1", "amount", "secret-2", "secret-3"))


def test_libraries_and_prints_are_heard_until_the_block_ends(capsys):
    heard = Heard()
    with heard.listening():
        logging.getLogger("somebody.else").debug("GET %s", "/v1")
        sys.stdout.write("printed\n")
    logging.getLogger("somebody.else").warning("afterwards")
    text = "\n".join(heard.texts)
    assert "GET /v1" in text
    assert "printed" in text
    assert "afterwards" not in text


def test_an_error_is_heard_with_its_causes():
    heard = Heard()
    error = ValueError("outer")
    error.__cause__ = LookupError("inner")
    heard.add_error(error)
    assert "inner" in heard.texts[0]
    assert "outer" in heard.texts[0]
