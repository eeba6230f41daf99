"""Refund requests, refunds and attempts: states, and which may follow which. Pure."""
