"""How wide a picture is by itself."""

import re
import struct

SVG = re.compile(rb'<svg\b[^>]*?\swidth="([0-9.]+)"')
PNG = b"\x89PNG\r\n\x1a\n"
HEADER = 24
"""Bytes up to the height in the first chunk (PNG specification, 11.2.2: width and height, 4 bytes each)."""


def width_of(data: bytes) -> int:
    """Return the width of a drawing or bitmap in pixels, or 0 where it does not say."""
    if data.startswith(PNG) and len(data) >= HEADER:
        width: int = struct.unpack(">I", data[16:20])[0]
        return width
    found = SVG.search(data)
    return round(float(found[1])) if found else 0
