"""Tenants' folders: read, checked and frozen; and which host belongs to whom.

``load_tenant`` reads one folder, ``load_installation`` all of them, ``TenantDirectory`` reads them again while the
service runs. What a policy's settings mean is said in ``panel_refunds.policy``; here they are only read.
"""
