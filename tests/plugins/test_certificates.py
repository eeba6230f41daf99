"""Certificates: what a plugin shows of having been tried, and whether that is still true of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from panel_refunds import default_plugins
from panel_refunds.money import Money
from panel_refunds.plugins.certificates import (
    Certificate,
    CertificateError,
    capability_hash,
    folder_of,
    load_certificate,
    path_of,
    source_hash,
    standing_of,
)
from panel_refunds.ports import Capabilities


def ask(method):
    return Capabilities(disputes=method == "card", min_refund=Money.of("1", "USD"))


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "__init__.py").write_text("NAME = 'acme'\n")
    return folder


@pytest.fixture
def certificate(package):
    return Certificate(
        format=1,
        kind="gateways",
        use="acme",
        distribution="house-acme",
        version="1.2",
        contract="1.0",
        kit="0.1.0",
        core="0.1.0",
        methods=("card", "bank"),
        capabilities=capability_hash(ask, ("card", "bank")),
        source=source_hash(package),
        passed=("test_a",),
        skipped={"test_b": "capability: partial"},
    )


def put(package, certificate):
    path = path_of(package, "gateways", "acme")
    path.parent.mkdir(exist_ok=True)
    path.write_text(certificate.text(), encoding="utf-8")
    return path


def test_what_was_tried_as_it_is_here_is_certified(package, certificate):
    path = put(package, certificate)
    assert load_certificate(path) == certificate
    standing = standing_of(package, "gateways", "acme", version="1.2", ask=ask)
    assert (standing.state, standing.good, str(standing)) == ("certified", True, "certified")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"version": "1.1"}, "version 1.1"),
        ({"contract": "2.0"}, "contract 2.0"),
        ({"source": "0"}, "source was changed"),
        ({"use": "other"}, "another adapter"),
        ({"passed": ()}, "passed nothing"),
        ({"capabilities": "0"}, "other things"),
    ],
)
def test_another_one_is_stale_and_says_why(package, certificate, change, why):
    put(package, replace(certificate, **change))
    standing = standing_of(package, "gateways", "acme", version="1.2", ask=ask)
    assert (standing.state, standing.good) == ("stale", False)
    assert why in str(standing)


def test_without_a_file_or_a_package_there_is_none(package):
    assert standing_of(package, "gateways", "acme").state == "none"
    assert str(standing_of(None, "gateways", "acme")) == "not certified"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}', '{"format": 1, "passed": 3}'])
def test_a_file_that_is_none_is_stale(package, certificate, text):
    path = put(package, certificate)
    path.write_text(text)
    with pytest.raises(CertificateError):
        load_certificate(path)
    assert standing_of(package, "gateways", "acme").state == "stale"


def test_the_hash_of_capabilities_is_of_everything_but_the_sandbox():
    def changed(**what):
        return capability_hash(lambda method: replace(ask(method), **what), ("card",))

    true = capability_hash(ask, ("card",))
    assert changed(sandbox=True) == true
    assert changed(lookup_lag=timedelta(seconds=1)) != true
    assert changed(min_refund=Money.of("2", "USD")) != true
    assert capability_hash(ask, ("bank",)) != true


def test_the_hash_of_the_source_does_not_mind_line_ends_and_certificates(package, tmp_path):
    other = tmp_path / "copy"
    (other / "certificates").mkdir(parents=True)
    (other / "certificates" / "gateways.acme.json").write_text("{}")
    (other / "__init__.py").write_bytes(b"NAME = 'acme'\r\n")
    assert source_hash(other) == source_hash(package)


def test_a_plugin_is_in_the_folder_of_its_package():
    from panel_refunds.default_plugins import manual

    assert folder_of(manual) == folder_of(default_plugins)
    assert folder_of(object()) is None
