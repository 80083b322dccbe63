"""Publish to real wikis, each on a server of its own on this machine."""
