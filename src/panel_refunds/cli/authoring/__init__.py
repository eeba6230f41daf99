"""New projects for authors of plugins: which files there are, how they are renamed, and how they come to a folder.

A gateway is a copy of the reference adapter (``plugins/panel-refunds-example``), so that what an author begins with is
what our own tests run; the other kinds have small skeletons in ``files``.
"""
