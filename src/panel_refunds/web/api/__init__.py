"""The operations of the API, one file per noun. ``ALL`` is what routes and document are made from."""

from __future__ import annotations

from panel_refunds.web.api import (
    accounts,
    bonuses,
    books,
    child,
    customers,
    deliveries,
    deposits,
    figures,
    files,
    gateways,
    health,
    keys,
    orders,
    plugins,
    policy,
    portal,
    refunds,
    requests,
    review,
    sites,
    staff,
    statuses,
    trail,
    words,
)
from panel_refunds.web.operation import Operation

ALL: tuple[Operation, ...] = (
    *orders.OPERATIONS,
    *statuses.OPERATIONS,
    *child.OPERATIONS,
    *deposits.OPERATIONS,
    *bonuses.OPERATIONS,
    *customers.OPERATIONS,
    *requests.OPERATIONS,
    *files.OPERATIONS,
    *review.OPERATIONS,
    *refunds.OPERATIONS,
    *gateways.OPERATIONS,
    *deliveries.OPERATIONS,
    *plugins.OPERATIONS,
    *accounts.OPERATIONS,
    *words.OPERATIONS,
    *portal.OPERATIONS,
    *policy.OPERATIONS,
    *sites.OPERATIONS,
    *staff.OPERATIONS,
    *keys.OPERATIONS,
    *trail.OPERATIONS,
    *books.OPERATIONS,
    *health.OPERATIONS,
    *figures.OPERATIONS,
)
PREFIX = "/api/v1"
