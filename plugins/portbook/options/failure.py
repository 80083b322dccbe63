"""What is raised where an option is wrong."""


class OptionError(ValueError):
    """Say which option is wrong, why, and what is expected."""
