"""Inputs that broke a reader once, each tried again: ``found/FORMAT`` holds what fuzzing left there."""

from pathlib import Path

import pytest

from fuzz.invariants import check, check_laws

FOUND = sorted(file for file in (Path(__file__).parent / "found").glob("*/*") if file.is_file())


@pytest.mark.parametrize("file", FOUND, ids=[f"{file.parent.name}-{file.name[:20]}" for file in FOUND])
def test_what_broke_a_reader_once_does_so_no_more(file: Path) -> None:
    check(file.parent.name, file.read_bytes())
    check_laws(file.parent.name, file.read_bytes())
