"""A certificate says what was tried, and the same code gives the same bytes."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

from panel_refunds.plugins.certificates import load_certificate, standing_of
from panel_refunds_testkit import tinypay
from panel_refunds_testkit.certifying import Tried, certificate_of, describe, find_difference, write


def tried_copy(stand, tmp_path):
    folder = tmp_path / "tinypay"
    shutil.copytree(Path(tinypay.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return replace(describe(stand), folder=str(folder))


def test_what_is_written_is_what_the_host_reads(stand, tmp_path):
    tried = tried_copy(stand, tmp_path)
    certificate = certificate_of(tried, ["test_b", "test_a"], {"test_c": "capability: partial"})
    assert find_difference(tried, certificate) == "there is none"
    path = write(tried, certificate)
    assert path.name == "gateways.tinypay.json"
    assert load_certificate(path).passed == ("test_a", "test_b")
    assert find_difference(tried, certificate) is None
    standing = standing_of(Path(tried.folder), "gateways", "tinypay", ask=stand.raw.capabilities)
    assert standing.state == "certified"


def test_another_source_or_check_makes_it_stale(stand, tmp_path):
    tried = tried_copy(stand, tmp_path)
    write(tried, certificate_of(tried, ["test_a"], {}))
    assert "stale" in find_difference(tried, certificate_of(tried, ["test_a", "test_b"], {}))
    assert "source" in find_difference(
        replace(tried, source="0"), certificate_of(replace(tried, source="0"), ["test_a"], {})
    )


def test_it_travels_between_processes(stand):
    tried = describe(stand)
    assert Tried.of_plain(json.loads(json.dumps(tried.as_plain()))) == tried
    assert (tried.distribution, tried.methods, tried.kind) == (None, ("card",), "gateways")


def test_what_is_in_no_package_cannot_be_certified(spoilt):
    assert describe(spoilt()) is None
