"""What a gateway has of a payment against what we have of it: every difference named, none mended here. Pure."""
