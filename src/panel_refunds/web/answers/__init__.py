"""What the API shows: one file per noun, each a schema and the function that fills it from a record."""
