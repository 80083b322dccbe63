"""What differs between two books, by meaning."""
