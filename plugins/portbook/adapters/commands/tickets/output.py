"""Hand the answer of a command over: to stdout, or whole into a file."""

import os
import stat
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click

from portbook.adapters.commands.console import write
from portbook.adapters.commands.tickets.request import STDOUT


def moment() -> str:
    """Return the time that documents bear which must bear one: SOURCE_DATE_EPOCH where it is set, or now."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    when = datetime.fromtimestamp(int(told), UTC) if told.isdecimal() else datetime.now(UTC)
    return when.replace(microsecond=0).isoformat()


def hand_over(data: bytes, output: str) -> None:
    """Write to a file by its path, or to stdout where that is ``-``. A file is replaced whole or not at all.

    What is no file, such as a device or a pipe, is written to: it must stay what it is.
    """
    if output == STDOUT:
        write(data)
        return
    try:
        target = Path(output)
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target.resolve(), data)
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written: {error.strerror or error}.") from error


def _replace(target: Path, data: bytes) -> None:
    with tempfile.NamedTemporaryFile(prefix=f".{target.name}-", dir=target.parent, delete=False) as staged:
        try:
            staged.write(data)
            staged.close()
            os.chmod(staged.name, stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o644)
            os.replace(staged.name, target)
        except BaseException:
            Path(staged.name).unlink(missing_ok=True)
            raise
