"""A printed page is as wide as its paper."""

import pytest

from browser.conftest import Visit
from browser.kinds import KINDS

A4 = 718
"""The width of A4 in CSS pixels, less the margins of a browser."""


@pytest.mark.parametrize("kind", ["endpoint", "subsystem", "ports"])
def test_no_column_is_cut_off_in_print(visit: Visit, kind: str) -> None:
    page = visit(KINDS[kind], width=A4)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= A4
