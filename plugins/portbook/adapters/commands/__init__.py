"""The commands, one file each; ``console`` holds what they share."""
