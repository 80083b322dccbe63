"""Connect the compiler to its hosts.

``cli`` and ``mkdocs_plugin`` are the doors; behind them lie ``commands`` and ``mkdocs``, which share ``site`` and
``project``.
"""

INTERRUPTED = 130
"""What shells expect of a program that Ctrl-C ended."""
