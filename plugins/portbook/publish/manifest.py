"""Which pages and files of a wiki are ours: the record that a publisher keeps on the wiki itself.

A page's identity is not its title. People move pages, vendors rename machines, and two wikis fold titles in two ways; a
publisher that goes by titles takes pages over that others wrote, and leaves its own behind. So each page has an id that
it keeps for life, and the manifest says under which name it stands and which contents are known to be ours. Whatever
else stands under a name was written by somebody else, and is left alone.

A run that changes something writes the manifest twice: before, with the contents that it is about to write beside those
that stand there, and after. So a run that breaks off anywhere leaves nothing that the next run does not know.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portbook.publish.wiki import WikiError

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold what is known of one page or file.

    ``name`` is where it stands, ``wanted`` where it was meant to: they differ when a person moved it. ``contents`` has,
    for each digest of a content that is ours, as the wiki tells it, a digest of the same without the part of people.
    """

    key: str
    name: str
    wanted: str
    contents: Mapping[str, str] = field(default_factory=dict)
    likeness: tuple[str, ...] = ()
    is_page: bool = True
    stands: bool = False
    """Whether it was seen to stand there; until then it may be missing without anybody having deleted it."""
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """Hold the entries of a book on a wiki by id."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    def changed(self, entries: Mapping[str, Entry | None]) -> "Manifest":
        """Return the manifest with entries put in, or left out where None stands for one."""
        return Manifest({id_: entry for id_, entry in {**self.entries, **entries}.items() if entry})

    def dump(self) -> str:
        items = {id_: _item(entry) for id_, entry in sorted(self.entries.items())}
        value = {"made-by": "portbook", "format": FORMAT, "items": items}
        return json.dumps(value, indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def load(cls, text: str) -> "Manifest":
        """Read a manifest; raises WikiError where it is damaged, since nothing can then be said to be ours."""
        try:
            value = json.loads(text)
            json.dumps(value, ensure_ascii=False).encode()  # halves of characters, which no wiki stores
            if value["format"] != FORMAT:
                raise WikiError(f"the manifest has format {value['format']}, this Portbook knows {FORMAT}; upgrade it")
            return cls({str(id_): _entry(item) for id_, item in value["items"].items()})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise WikiError("the manifest is damaged; bring an earlier version of it back from its history") from error


def _item(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in Entry.__dataclass_fields__}


def _entry(item: dict[str, Any]) -> Entry:
    return Entry(
        key=str(item["key"]),
        name=str(item["name"]),
        wanted=str(item["wanted"]),
        contents={str(digest): str(generated) for digest, generated in item["contents"].items()},
        likeness=tuple(map(str, item["likeness"])),
        is_page=item["is_page"] is True,
        stands=item["stands"] is True,
        archived=item["archived"] is True,
    )
