"""What somebody can ask for: one flow a file, named verb first. Read one aloud and you know what happens."""
