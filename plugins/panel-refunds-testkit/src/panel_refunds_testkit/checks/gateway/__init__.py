"""What a gateway has to show."""
