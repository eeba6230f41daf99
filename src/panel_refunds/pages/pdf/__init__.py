"""Documents as PDF: set by a typesetter that knows every script, tagged for who listens, signed by nobody."""
