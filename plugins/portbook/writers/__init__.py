"""Write pages and flows: one file for each output format, one place for the escaping of each dialect."""
