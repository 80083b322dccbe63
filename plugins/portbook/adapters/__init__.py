"""Connect the compiler to its hosts: MkDocs, the command line and the file system."""
