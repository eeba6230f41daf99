"""What a loaded tenant answers: which version governs when, and that secrets stay unseen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from panel_refunds.tenants.tenant import Place, SecretRef
from panel_refunds.tenants.tenant_file import load_tenant


def test_a_version_governs_from_the_start_of_its_day_in_the_tenant_s_time_zone(write_tenant) -> None:
    tenant = load_tenant(write_tenant(policies={"default/2025-01-01": "", "default/2025-08-29": ""}))
    before = datetime(2025, 8, 29, 3, 59, tzinfo=UTC)  # still the 28th in New York
    assert tenant.policy_at("default", before).label == "default@2025-01-01"
    assert tenant.policy_at("default", before.replace(hour=4, minute=0)).label == "default@2025-08-29"


def test_before_the_first_version_the_first_governs(write_tenant) -> None:
    tenant = load_tenant(write_tenant())
    assert tenant.policy_at("default", datetime(1999, 1, 1, tzinfo=UTC)).label == "default@2025-01-01"


def test_a_version_is_found_by_its_label_and_a_missing_one_is_an_error(write_tenant) -> None:
    tenant = load_tenant(write_tenant())
    assert tenant.policy_labelled("default@2025-01-01") is tenant.policies["default"][0]
    with pytest.raises(LookupError, match="its file is gone"):
        tenant.policy_labelled("default@2024-01-01")
    with pytest.raises(LookupError, match="its file is gone"):
        tenant.policy_labelled("gold@2025-01-01")


def test_money_that_names_no_host_is_governed_by_the_first_site(write_tenant) -> None:
    text = 'policy = "gold"\n[[sites]]\nhosts = ["b.example"]\n'
    tenant = load_tenant(write_tenant(more=text, policies={"default/2025-01-01": "", "gold/2025-01-01": ""}))
    assert tenant.policy_name == "gold"


def test_a_secret_shows_where_it_is_and_never_what() -> None:
    assert repr(SecretRef("env", "STRIPE_KEY")) == "{ env = 'STRIPE_KEY' }"


def test_a_place_without_a_line_is_just_the_file(tmp_path) -> None:
    assert str(Place(tmp_path)) == str(tmp_path)
