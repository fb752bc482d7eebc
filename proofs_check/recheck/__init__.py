"""The second evaluator: re-checks a witness on the original statement with code that shares nothing with the search."""
