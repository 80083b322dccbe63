"""The commands that write what is signed: firewall tickets and port sheets."""
