"""Where a term is evaluated: the values and the domains of the letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from proofs_check.recheck.tables import Value
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import Apply, Letter, Number, Term


@dataclass(frozen=True)
class Place:
    """bound: letters that a binder around the term has introduced."""

    values: Mapping[str, Value]
    domains: Mapping[str, Domain]
    bound: frozenset[str] = frozenset()

    @property
    def has_complex(self) -> bool:
        return any(domain.is_complex for domain in self.domains.values())

    def inside(self, name: str, value: Value | None, domain: Domain) -> Place:
        """The place within a binder; without a value the letter is left open."""
        values = {known: its for known, its in self.values.items() if known != name}
        if value is not None:
            values[name] = value
        return Place(values, {**self.domains, name: domain}, self.bound | {name})


def is_whole(term: Term, domains: Mapping[str, Domain]) -> bool:
    """Whether a term is a whole number by its form: then a power with it as exponent has a whole exponent."""
    if isinstance(term, Number):
        return term.value.denominator == 1
    if isinstance(term, Letter):
        return term.name in domains and domains[term.name].kind == "integer"
    if not isinstance(term, Apply):
        return False
    if term.op in ("floor", "ceil", "fibonacci", "factorial"):
        return True
    if term.op == "binomial":
        return is_whole(term.args[0], domains)
    if term.op == "pow":
        return is_natural(term.args[1], domains) and is_whole(term.args[0], domains)
    closed = ("add", "sub", "mul", "neg", "abs", "sign", "min", "max")
    return term.op in closed and all(is_whole(arg, domains) for arg in term.args)


def is_natural(term: Term, domains: Mapping[str, Domain]) -> bool:
    """Whether a whole number is at least 0 by its form: numbers, letters from 0 on, their sums and products."""
    if not is_whole(term, domains):
        return False
    if isinstance(term, Number):
        return term.value >= 0
    if isinstance(term, Letter):
        low = domains[term.name].low
        return low is not None and isinstance(low.at, Number) and low.at.value >= 0
    if isinstance(term, Apply) and term.op in ("add", "mul", "max"):
        return all(is_natural(arg, domains) for arg in term.args)
    return isinstance(term, Apply) and term.op == "abs"
