"""How wide a picture is by itself."""

import pytest

from portbook.publish.pictures import width_of

BITMAP = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x2c\x00\x00\x00\x64\x08\x06"


@pytest.mark.parametrize(
    ("data", "width"),
    [
        (BITMAP, 300),
        (BITMAP[:20], 0),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" height="30" width="90.4">', 90),
        (b'<svg viewBox="0 0 9 9"><rect width="7"/></svg>', 0),
        (b"", 0),
    ],
)
def test_a_picture_says_its_width_or_none(data: bytes, width: int) -> None:
    assert width_of(data) == width
