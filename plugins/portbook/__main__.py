"""Run the command line as ``python -m portbook``."""

from portbook.adapters.cli import main

if __name__ == "__main__":
    main(prog_name="portbook")
