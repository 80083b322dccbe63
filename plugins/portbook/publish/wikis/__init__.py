"""The wikis, one file each."""
