"""``python -m panel_refunds_panel_db.examples NAME`` prints an example, to be written into a tenant's folder."""

from __future__ import annotations

import sys

from panel_refunds_panel_db.examples import list_examples, read_example


def main(words: list[str]) -> int:
    """Print the example that is named, or the names of all."""
    if len(words) != 1:
        sys.stderr.write(f"Name one of: {', '.join(list_examples())}\n")
        return 2
    try:
        sys.stdout.write(read_example(words[0]))
    except LookupError as error:
        sys.stderr.write(f"{error.args[0]}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
