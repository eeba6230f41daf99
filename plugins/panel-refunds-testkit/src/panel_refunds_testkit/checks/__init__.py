"""The checks, by what they look at; each is a method whose docstring says what an author has done wrong."""
