"""Contexts with abbreviations, and the error that a text ends in."""

from __future__ import annotations

import pytest
from statement_terms import CONTEXT

from proofs_check.statement.errors import StatementError
from proofs_check.statement.parse import Abbreviation, Context, parse_domain, parse_statement


def defining(**bodies: str | tuple[str, str]) -> Context:
    """CONTEXT with abbreviations: name="body" or name=("parameters", "body")."""
    found: dict[str, Abbreviation] = {}
    for name, body in bodies.items():
        parameters, written = ("", body) if isinstance(body, str) else body
        found[name] = Abbreviation(name, tuple(parameters.split()), written)
    return Context(CONTEXT.scope, found, {})


def error(source: str, context: Context = CONTEXT) -> StatementError:
    with pytest.raises(StatementError) as caught:
        parse_statement(source, context)
    return caught.value


def domain_error(source: str) -> StatementError:
    with pytest.raises(StatementError) as caught:
        parse_domain(source, CONTEXT)
    return caught.value
