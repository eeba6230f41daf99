"""panel-refunds: the refund department of a reseller panel, as a plugin."""

__version__ = "0.1.0"
