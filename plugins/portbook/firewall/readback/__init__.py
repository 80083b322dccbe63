"""Read what a generated configuration lets pass, by parsers that know nothing of the generator.

Each refuses what it does not know: a rule that nobody understood cannot be compared.
"""
