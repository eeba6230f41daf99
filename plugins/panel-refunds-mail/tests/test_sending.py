"""Against a real server: what it takes is delivered, and every way to say no means what it should."""

from __future__ import annotations

import socket
import threading
from datetime import timedelta

import pytest

from panel_refunds.ports import NotNowError, UndeliverableError
from panel_refunds_mail.sending import MailRefusedError, send
from panel_refunds_mail.settings import parse_settings

from .conftest import PASSWORD

MAIL = b"Subject: hello\r\n\r\n.a line that begins with a dot\r\n"
ADA, EVE = "ada@example.com", "eve@example.com"


@pytest.fixture
def sends(settings, serve):
    def sent(*recipients: str, tls: str = "none", login: bool = False, **other):
        port = serve(tls, login=login)
        return send(parse_settings(settings | {"port": port, "tls": tls} | other), recipients or (ADA,), MAIL)

    return sent


def test_a_mail_is_handed_over_as_it_is(sends, mailbox):
    assert sends(ADA, EVE) == ()

    ((mail, recipients),) = mailbox.mails
    assert recipients == [ADA, EVE]
    assert mail.get_content().strip() == ".a line that begins with a dot"


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_it_logs_in_over_tls_with_a_certificate_that_it_was_told_of(sends, mailbox, certificate, tls):
    sends(tls=tls, login=tls == "starttls", ca_file=str(certificate.file), user="refunds", password=PASSWORD)

    assert mailbox.logins == [("refunds", PASSWORD)]
    assert len(mailbox.mails) == 1


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_is_not_believed(sends, mailbox, tls):
    with pytest.raises(OSError, match="certificate verify failed"):
        sends(tls=tls, user="refunds", password=PASSWORD)
    assert (mailbox.logins, mailbox.mails) == ([], [])


def test_a_server_without_starttls_gets_no_mail(settings, serve, mailbox):
    port = serve("none")
    with pytest.raises(Exception, match="STARTTLS"):
        send(parse_settings(settings | {"port": port, "tls": "starttls"}), (ADA,), MAIL)
    assert mailbox.mails == []


def test_a_wrong_password_is_our_set_up_and_tried_again(sends, certificate):
    with pytest.raises(MailRefusedError, match="535") as refused:
        sends(tls="starttls", login=True, ca_file=str(certificate.file), user="refunds", password="wrong-horse-9")
    assert "wrong-horse-9" not in str(refused.value)


def test_a_server_that_wants_a_login_is_our_set_up(sends, certificate):
    with pytest.raises(MailRefusedError, match="530"):
        sends(tls="starttls", login=True, ca_file=str(certificate.file))


def test_a_greylist_is_tried_again_and_keeps_the_mail_from_all(sends, mailbox):
    mailbox.rcpt[EVE] = "451 4.7.1 greylisted, come back in five minutes"

    with pytest.raises(MailRefusedError, match="451"):
        sends(ADA, EVE)
    assert mailbox.mails == []


def test_a_recipient_refused_for_good_does_not_keep_it_from_the_others(sends, mailbox):
    mailbox.rcpt[EVE] = "550 5.1.1 no such user"

    assert sends(EVE, ADA) == (EVE,)
    assert mailbox.mails[0][1] == [ADA]


def test_nobody_left_is_undeliverable(sends, mailbox):
    mailbox.rcpt[ADA] = "550 5.1.1 no such user"

    with pytest.raises(UndeliverableError):
        sends(ADA)
    assert mailbox.mails == []


@pytest.mark.parametrize("answer", ["530 5.7.0 log in first", "554 5.7.1 relay access denied"])
def test_not_being_allowed_to_is_our_set_up(sends, mailbox, answer):
    mailbox.rcpt[ADA] = answer

    with pytest.raises(MailRefusedError):
        sends(ADA)


def test_a_sender_that_is_refused_is_our_set_up(sends, mailbox):
    mailbox.mail = "550 5.1.8 sender unknown"

    with pytest.raises(MailRefusedError, match="550 to MAIL"):
        sends()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("554 5.6.0 we do not like it", UndeliverableError),
        ("452 4.3.1 the disk is full", MailRefusedError),
        ("421 4.3.2 shutting down", NotNowError),
    ],
)
def test_what_is_said_to_the_mail_itself(sends, mailbox, answer, error):
    mailbox.data = answer

    with pytest.raises(error, match=answer[:3]) as said:
        sends()
    if error is NotNowError:
        assert said.value.retry_after == timedelta(minutes=5)


def test_a_connection_that_is_cut_after_the_mail_is_no_success_and_no_refusal(sends, mailbox):
    mailbox.data = "cut"

    with pytest.raises(Exception, match=r"[Cc]onnection") as cut:
        sends()
    assert not isinstance(cut.value, UndeliverableError | NotNowError)
    assert len(mailbox.mails) == 1


def says(*lines: bytes):
    """A server of a few fixed answers, for what a well-behaved one never says."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        with connection, connection.makefile("rb") as heard:
            for line in lines:
                connection.sendall(line)
                if not heard.readline():
                    return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    return listening, thread


@pytest.mark.parametrize(
    ("greeting", "error"), [(b"421 busy\r\n", NotNowError), (b"554 not you\r\n", MailRefusedError)]
)
def test_a_server_that_does_not_even_greet(settings, greeting, error):
    listening, thread = says(greeting)
    with listening, pytest.raises(error, match="the greeting"):
        send(parse_settings(settings | {"port": listening.getsockname()[1]}), (ADA,), MAIL)
    thread.join(5)


def test_a_server_that_falls_silent_is_not_waited_for_longer_than_allowed(settings):
    with socket.create_server(("127.0.0.1", 0)) as listening, pytest.raises(Exception, match="timed out"):
        send(parse_settings(settings | {"port": listening.getsockname()[1], "timeout": 1}), (ADA,), MAIL)


def test_a_goodbye_that_goes_wrong_does_not_undo_the_mail(sends, mailbox):
    mailbox.goodbye = "451 not yet"

    assert sends() == ()
    assert len(mailbox.mails) == 1
