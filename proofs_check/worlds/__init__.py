"""Experiments in NumPy: each world runs a real algorithm and returns what it measured, by letter."""
