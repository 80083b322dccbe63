"""Complete names in the shell; what goes wrong completes nothing, for nobody reads it there."""

from click import Context, Parameter
from click.shell_completion import CompletionItem

from portbook.adapters.commands.questions.books import read_quietly
from portbook.model.names import Names, folded


def complete_name(context: Context, _parameter: Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the names of the book that begin with what is typed."""
    book = read_quietly(tuple(context.params.get("files") or ()))
    if book is None:
        return []
    names = Names.of(book).spelled
    return [CompletionItem(names[key]) for key in sorted(names) if key.startswith(folded(incomplete))]
