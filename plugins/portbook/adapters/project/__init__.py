"""A project on disk: its configuration, its sources and the options beside them."""
