"""Questions to a book: who reaches what, over which flows.

    index = Index.of(book)
    who(index, Wanted.target(index, "pear_store:7070"))

Every answer has the flows that match, and those of which the sources say too little to rule them out.
"""

from portbook.questions.answer import Answer, Doubt
from portbook.questions.ask import between, opened, port, who
from portbook.questions.chains import Bounds, Chain, Chains, Hop, chains
from portbook.questions.index import Index
from portbook.questions.wanted import AskedError, Wanted

__all__ = [
    "Answer",
    "AskedError",
    "Bounds",
    "Chain",
    "Chains",
    "Doubt",
    "Hop",
    "Index",
    "Wanted",
    "between",
    "chains",
    "opened",
    "port",
    "who",
]
