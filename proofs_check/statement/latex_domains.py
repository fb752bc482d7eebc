r"""Domains as LaTeX: the symbol first, then what is declared of it."""

from __future__ import annotations

from proofs_check.statement.domains import Bound, Domain, is_infinite
from proofs_check.statement.latex import latex
from proofs_check.statement.latex_names import latex_name
from proofs_check.statement.terms import Number

_KINDS = {
    "symmetric": "symmetric",
    "psd": "symmetric positive semidefinite",
    "spd": "symmetric positive definite",
    "diagonal": "diagonal",
    "orthogonal": "orthogonal",
    "invertible": "invertible",
}


def written_domain(name: str, domain: Domain) -> str:
    """What is declared of the letter `name`."""
    symbol = latex_name(name)
    if not domain.is_scalar:
        return _matrix(symbol, domain)
    if domain.kind == "integer":
        return _integer(symbol, domain)
    numbers = r"\mathbb{C}" if domain.kind == "complex" else r"\mathbb{R}"
    if domain.low is None and domain.high is None:
        return rf"{symbol} \in {numbers}" + (r" \setminus \{0\}" if domain.nonzero else "")
    return _real(symbol, domain) + (rf",\; {symbol} \ne 0" if domain.nonzero else "")


def _matrix(symbol: str, domain: Domain) -> str:
    numbers = r"\mathbb{C}" if domain.over == "complex" else r"\mathbb{R}"
    size = r" \times ".join(map(latex, domain.size))
    kind = rf" \text{{ {_KINDS[domain.kind]}}}" if domain.kind in _KINDS else ""
    return rf"{symbol} \in {numbers}^{{{size}}}{kind}"


def _real(symbol: str, domain: Domain) -> str:
    low, high = domain.low, domain.high
    if high is None and low is not None:
        return f"{symbol} {_at_least(low)} {latex(low.at)}"
    if low is None and high is not None:
        return f"{symbol} {_at_most(high)} {latex(high.at)}"
    assert low is not None and high is not None
    left, right = "[" if low.closed else "(", "]" if high.closed else ")"
    return rf"{symbol} \in \left{left}{latex(low.at)}, {latex(high.at)}\right{right}"


def _integer(symbol: str, domain: Domain) -> str:
    low, high = domain.low, domain.high
    if low is None and high is None:
        return rf"{symbol} \in \mathbb{{Z}}" + (r" \setminus \{0\}" if domain.nonzero else "")
    rest = rf",\; {symbol} \ne 0" if domain.nonzero else ""
    if low and high and low.closed and high.closed:
        return rf"{symbol} \in \{{{latex(low.at)}, \ldots, {latex(high.at)}\}}{rest}"
    if low and high is None and isinstance(low.at, Number) and low.at.value.denominator == 1:
        first = low.at.value + (not low.closed)
        return rf"{symbol} \in \{{{first}, {first + 1}, {first + 2}, \ldots\}}{rest}"
    facts = [f"{symbol} {_at_least(low)} {latex(low.at)}"] if low and not is_infinite(low.at) else []
    facts += [f"{symbol} {_at_most(high)} {latex(high.at)}"] if high and not is_infinite(high.at) else []
    return r",\; ".join([rf"{symbol} \in \mathbb{{Z}}", *facts]) + rest


def _at_least(low: Bound) -> str:
    return r"\ge" if low.closed else ">"


def _at_most(high: Bound) -> str:
    return r"\le" if high.closed else "<"
