"""Inputs that broke a reader once, each tried again: ``found/FORMAT`` holds what fuzzing left there."""

from pathlib import Path

import pytest

from fuzz.invariants import check
from fuzz.laws import check_laws
from fuzz.packing import as_file

FOUND = sorted(file for file in (Path(__file__).parent / "found").glob("*/*") if file.is_file())


@pytest.mark.parametrize("file", FOUND, ids=[f"{file.parent.name}-{file.name[:20]}" for file in FOUND])
def test_what_broke_a_reader_once_does_so_no_more(file: Path) -> None:
    name = file.parent.name
    data = as_file(name, file.read_bytes())
    check(name, data)
    check_laws(name, data)
