"""Flows as policy of a firewall generator, and the proof that it says what the book says."""
