"""The options of a comparison that the site shows."""

from dataclasses import dataclass

from portbook.options import check
from portbook.options.declare import option


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesOptions:
    """Hold the options of one comparison: both are named as for `portbook diff`, relative to `mkdocs.yml`."""

    old: str = option(
        check.text,
        "",
        "The old release: a file, a folder, a book saved by `portbook flows`, or a git revision `REV:PATH`.",
        "old: archive/page-9.txt",
        required="a file, a folder, a saved book or a git revision, such as archive/book-9.json",
    )
    new: str = option(check.text, "", "The new release. Default: the sources of the site.", "new: archive/page-10.txt")
