"""``python -m panel_refunds`` is the command ``panel-refunds``."""

from panel_refunds.cli import main

if __name__ == "__main__":
    main()
