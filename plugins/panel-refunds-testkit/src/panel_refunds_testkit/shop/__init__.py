"""A whole installation with one tenant and the adapter, in a temporary folder: what the checks through the core use."""

from panel_refunds_testkit.shop.nursery import Nursery
from panel_refunds_testkit.shop.shop import Shop

__all__ = ["Nursery", "Shop"]
