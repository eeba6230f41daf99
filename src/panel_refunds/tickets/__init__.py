"""Tickets: the conversation of a request, its clock, and the letters we write. Pure."""
