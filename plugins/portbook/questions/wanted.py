"""What a question asks for, as people type it: ``web``, ``web:8443``, ``web (Proxy):8000-8999/TCP``, ``53/UDP``."""

import re
from dataclasses import dataclass

from portbook.diagnostics import shorten
from portbook.model import PortRange
from portbook.model.names import Named, UnknownNameError
from portbook.questions.index import Index

PORT = r"(?P<first>[0-9]+)(?:-(?P<last>[0-9]+))?(?:/(?P<transport>[A-Za-z][A-Za-z0-9.-]*))?"
ALONE = re.compile(PORT)
BEHIND_NAME = re.compile(rf"(?P<name>.+?)\s*:\s*{PORT}", re.DOTALL)

COMMON = ("TCP", "UDP", "SCTP")
"""Transports that may be asked for though no flow has them: that none has is the answer."""


class AskedError(ValueError):
    """Say what in a question cannot be understood, and what would be."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hold what is asked for; what is None may be anything."""

    named: Named | None = None
    ports: PortRange | None = None
    transport: str | None = None

    @classmethod
    def target(cls, index: Index, text: str) -> "Wanted":
        """Read a name, or a name with a port behind a colon; a name of the book may hold a colon itself.

        Raises UnknownNameError and AskedError.
        """
        match = BEHIND_NAME.fullmatch(text.strip())
        if match is None or text in index.names:
            return cls(index.names.named((text,)))
        return cls(index.names.named((match["name"],)), *_port(index, match))

    @classmethod
    def port(cls, index: Index, text: str) -> "Wanted":
        """Read a port or a range of ports, with or without a transport. Raises UnknownNameError and AskedError."""
        match = ALONE.fullmatch(text.strip())
        if match is None:
            raise AskedError(f"{shorten(text)!r} is no port; expected one such as 8443, 8000-8999 or 53/UDP")
        return cls(None, *_port(index, match))

    def __str__(self) -> str:
        name = str(self.named) if self.named else ""
        port = f"{self.ports}{f'/{self.transport}' if self.transport else ''}" if self.ports else ""
        return f"{name}:{port}" if name and port else name or port


def _port(index: Index, match: re.Match[str]) -> tuple[PortRange, str | None]:
    first, last = match["first"], match["last"] or match["first"]
    try:
        ports = PortRange(int(first[:6]), int(last[:6]))
    except ValueError:
        said = shorten(first if first == last else f"{first}-{last}")
        raise AskedError(f"{said} is no port or range of ports; they go from 0 to 65535") from None
    transport = match["transport"].upper() if match["transport"] else None
    if transport and transport not in (*COMMON, *index.transports):
        raise UnknownNameError("transport", transport, dict.fromkeys((*COMMON, *filter(None, index.transports))))
    return ports, transport
