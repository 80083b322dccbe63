"""What is deployed: machines and addresses, and how they join with the endpoints of a book."""
