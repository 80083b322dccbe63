"""The command that makes files of diagrams."""
