"""What configuration says of pictures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from portbook.diagrams.graphs import icons
from portbook.model import Book


@dataclass(frozen=True, slots=True)
class Look:
    """Hold the tiers and icons that somebody chose for endpoints, by name; rules decide for the others."""

    tiers: Mapping[str, str] = field(default_factory=dict)
    icons: Mapping[str, str] = field(default_factory=dict)


def problems(book: Book, look: Look) -> Iterator[str]:
    """Yield what is wrong with a look: endpoints that the book does not have, icons that there are not."""
    known = {entry.name for entry in book.endpoints}
    for option, chosen in (("tiers", look.tiers), ("icons", look.icons)):
        for name in chosen:
            if name not in known:
                near = get_close_matches(name, known, 1)
                yield f"{option}: no endpoint is named {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")
    if look.icons and not icons.installed():
        yield "icons: there are none; install them with `pip install 'portbook[icons]'`"
        return
    for name, icon in look.icons.items():
        if icons.path(icon) is None:
            yield f"icons.{name}: there is no icon {icon!r}; expected one such as 'onprem.compute.Server'"
