"""What is compared: ``measure(run)`` of each module plays its contestants and returns a section of the table."""
