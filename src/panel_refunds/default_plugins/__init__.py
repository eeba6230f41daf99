"""Our own plugins: registered the same way as anybody's, and seen by every tenant.

Each module is one plugin; its name here is its name in a tenant's file.
"""

NAMES = (
    *("manual", "shared_account", "fraud_warning", "velocity", "bonus_abuse", "new_account", "country_mismatch"),
    *("refund_loop", "review_above", "log"),
)
