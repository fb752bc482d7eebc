"""The statement language: terms, domains, parser, claims. It imports no SymPy."""
