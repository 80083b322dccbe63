"""Compile vendors' tables of network-communication paths into a docs site, and prove that nothing was lost."""

__version__ = "0.1.0"
