"""Orders: what the customer bought, and what comes back when it is not delivered. Pure."""
