"""Bring icons into a picture: each once, as a symbol that its boxes use."""

import struct
from base64 import b64encode
from xml.etree.ElementTree import Element, SubElement

from portbook.diagrams.graphs import Graph
from portbook.diagrams.graphs.icons import folder
from portbook.diagrams.svg.shapes import LINK
from portbook.diagrams.theme import ICON_GROUND

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def symbols(root: Element, graph: Graph, own: str) -> dict[str, str]:
    """Add the icons of a graph as symbols. Returns the id of each by the path of its icon."""
    paths = sorted({node.icon for node in graph.nodes if node.icon})
    made = {path: f"{own}-icon-{number}" for number, path in enumerate(paths)}
    for path, name in made.items():
        _symbol(root, name, path)
    return made


def _symbol(root: Element, name: str, path: str) -> None:
    """Add an icon on a light ground of its own, since most icons are dark. What is no PNG is left out."""
    base = folder()
    data = (base / path).read_bytes() if base else b""
    symbol = SubElement(root, "symbol", {"id": name})
    if not data.startswith(PNG):
        return
    width, height = struct.unpack(">II", data[16:24])
    symbol.set("viewBox", f"0 0 {width} {height}")
    size = {"width": f"{width}", "height": f"{height}"}
    SubElement(symbol, "rect", size | {"class": "pb-icon", "rx": f"{width // 8}", "fill": ICON_GROUND.light})
    SubElement(symbol, "image", size | {LINK: f"data:image/png;base64,{b64encode(data).decode()}"})
