"""What is published on a wiki: the target, the account, and the book as a wiki is given it."""
