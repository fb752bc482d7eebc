"""Exact values: closed numbers, evaluation of terms at exact points with 'undefined' as an outcome, limits there."""
