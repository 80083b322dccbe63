"""Questions to a book: who reaches what, over which flows."""
