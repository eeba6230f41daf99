"""Who does the work: ``prepare(options)`` of each module returns one piece of work as a function without arguments."""
