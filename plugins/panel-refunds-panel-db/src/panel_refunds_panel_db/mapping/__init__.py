"""The mapping file: which table and columns of the panel tell how an order stands.

``shape`` is what it says, ``load`` and ``conditions`` read and check it, ``page`` and ``lines`` know where in the file
everything stands.
"""
