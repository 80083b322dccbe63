"""Run the command line, as ``portbook`` and as ``python -m portbook``."""

import sys

from portbook.adapters import INTERRUPTED


def main() -> None:
    """Run a command; Ctrl-C ends it with one line, while it is still being loaded too."""
    try:
        from portbook.adapters.cli import main as command  # noqa: PLC0415 - loading takes a while

        command(prog_name="portbook")
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
