"""The wikis, one file each. They are imported when used: each needs what the others do not."""
