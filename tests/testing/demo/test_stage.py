"""The stage is a real installation of the shipped tenant, in front of a real upstream panel, and is taken down again."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds.store import SchemaError
from panel_refunds.testing.demo.stage import BLOG, HOST, LOCAL_HOST, PROVIDER, SECOND_LOCAL_HOST, set_stage


def test_the_tenant_is_the_shipped_one_with_another_address():
    with set_stage() as stage:
        folder = stage.folder
        tenant = stage.desk.tenant

        assert stage.desk.provider(PROVIDER).get_orders([stage.panel.place()]).reply_error is None
        assert tenant.order_providers[PROVIDER].settings["url"] == stage.panel.url
        assert stage.clock.shown() == "Tue 02 Sep 2025, 10:00"
    assert not folder.exists()


def test_both_brands_say_above_every_page_that_nothing_is_real():
    with set_stage() as stage:
        hosts = stage.service.directory.current.hosts
        notices = [hosts.resolve(host).site.brand.notice for host in (LOCAL_HOST, SECOND_LOCAL_HOST)]

    assert all("invented" in notice for notice in notices)


def test_the_blog_is_left_out_and_claimed_by_nobody():
    with set_stage() as stage:
        hosts = stage.service.directory.current.hosts

        assert hosts.site_for_key(HOST, "smmpanelus").policy == "default"
        with pytest.raises(Refused, match="site_excluded"):
            hosts.site_for_key(BLOG, "smmpanelus")


def test_books_that_are_in_use_are_never_played_with(sqlite_url):
    with pytest.raises(SchemaError, match="in use"), set_stage(sqlite_url):
        pass
