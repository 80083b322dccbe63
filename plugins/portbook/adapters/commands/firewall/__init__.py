"""The command that exports flows to a firewall generator."""
