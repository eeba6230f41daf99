"""Plugins in processes of their own, for those that an operator does not want in the same process as the money."""
