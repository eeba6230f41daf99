"""The composition root: tenants, plugins and the store become a service that answers and works."""
