"""The policy page, made from the configuration in force: what a tenant's file sets is what its customers read.

``choices`` has a sentence for each word that a setting may have, ``figured`` a function for each setting with figures,
``clauses`` says where on the page each setting stands, and ``page`` puts it together. Exceptions use the same sentences
for what they change, so that they cannot be forgotten.
"""
