"""The outcomes that end an evaluation early."""

from __future__ import annotations


class NoValue(Exception):
    """A term has no value at the point; the message says why."""


class Open(Exception):
    """A question that this evaluator cannot decide; the message says which."""
