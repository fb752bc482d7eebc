"""Abbreviations put back for display: J(x - eps*g) instead of what it stands for.

Only what is shown is folded; what is judged is the unfolded statement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from proofs_check.statement.errors import StatementError
from proofs_check.statement.formal import Formal
from proofs_check.statement.parse import Abbreviation, Context, parse_term
from proofs_check.statement.terms import CALL, Apply, Letter, Number, Term, children, rebuild, walk


@dataclass(frozen=True)
class Pattern:
    """An abbreviation's body with letters for its parameters."""

    name: str
    parameters: tuple[str, ...]
    body: Term
    size: int


def patterns(formal: Formal, define: Mapping[str, object]) -> tuple[Pattern, ...]:
    """The abbreviations of a claim as patterns, large ones first; one whose body cannot be read alone is left out."""
    found = []
    for key, value in define.items():
        if isinstance(value, str):
            name, _, rest = key.partition("(")
            parameters = tuple(part.strip() for part in rest.rstrip(") ").split(",") if part.strip())
            body = _body(formal, define, parameters, value)
            # A body that is a letter or a number says nothing to a reader, and F(u) = u is everywhere, in itself too.
            if body is not None and not isinstance(body, Letter | Number):
                found.append(Pattern(name.strip(), parameters, body, sum(1 for _ in walk(body))))
    return tuple(sorted(found, key=lambda pattern: (-len(pattern.parameters), -pattern.size)))


def _body(
    formal: Formal, define: Mapping[str, object], parameters: tuple[str, ...], source: str
) -> Term | None:
    """The body with each parameter read as a scalar or, where that does not fit, as a vector or a matrix of a declared size."""
    from proofs_check.statement.domains import REAL, Domain
    from proofs_check.statement.formal import extend

    base = extend(formal, {}, define)
    sizes = [domain for _, domain in formal.letters if not domain.is_scalar]
    for domain in (REAL, *dict.fromkeys(sizes)):
        shape = (
            Domain("vector" if len(domain.size) == 1 else "matrix", size=domain.size)
            if domain.size
            else domain
        )
        context = base
        for parameter in parameters:
            context = context.with_letter(parameter, shape)
        try:
            return parse_term(source, Context(context.scope, _others(context, parameters), context.named))
        except StatementError:
            continue
    return None


def _others(context: Context, parameters: tuple[str, ...]) -> Mapping[str, Abbreviation]:
    return {name: found for name, found in context.abbreviations.items() if name not in parameters}


def fold(term: Term, known: tuple[Pattern, ...]) -> Term:
    """`term` with everything that an abbreviation stands for written as the abbreviation."""
    for pattern in known:
        term = _fold_one(term, pattern)
    return term


def _fold_one(term: Term, pattern: Pattern) -> Term:
    bound: dict[str, Term] = {}
    if _matches(pattern.body, term, frozenset(pattern.parameters), bound):
        if not pattern.parameters:
            return Letter(pattern.name)
        if len(bound) == len(pattern.parameters):
            return Apply(CALL + pattern.name, tuple(_fold_one(bound[p], pattern) for p in pattern.parameters))
    parts = children(term)
    changed = tuple(_fold_one(part, pattern) for part in parts)
    return term if changed == parts else rebuild(term, changed)


def _matches(pattern: Term, term: Term, holes: frozenset[str], bound: dict[str, Term]) -> bool:
    """Whether `term` is `pattern` with one and the same term for each hole; fills `bound`."""
    if isinstance(pattern, Letter) and pattern.name in holes:
        return bound.setdefault(pattern.name, term) == term
    if type(pattern) is not type(term):
        return False
    theirs, mine = children(pattern), children(term)
    if len(theirs) != len(mine):
        return False
    if not theirs:
        return pattern == term
    if rebuild(pattern, mine) != term:  # the same operation, relation or binder around the parts
        return False
    return all(_matches(left, right, holes, bound) for left, right in zip(theirs, mine, strict=True))
