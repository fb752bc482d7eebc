"""Terms as text of the statement language: what is written can be read back to the same term."""

from __future__ import annotations

from fractions import Fraction

from proofs_check.statement.digits import ratio
from proofs_check.statement.domains import Domain, is_infinite
from proofs_check.statement.terms import (
    Apply,
    At,
    Compare,
    Connective,
    Constant,
    Diff,
    Letter,
    Limit,
    Matrix,
    Number,
    Quantified,
    Sum,
    Term,
)

# How tightly an operator binds, as in Python.
OR, AND, NOT, COMPARISON, SUM, PRODUCT, SIGN, POWER, ATOM = range(9)
INFIX = {
    "add": ("+", SUM),
    "sub": ("-", SUM),
    "mul": ("*", PRODUCT),
    "div": ("/", PRODUCT),
    "matmul": ("@", PRODUCT),
}


def text(term: Term) -> str:
    """The term as the language writes it."""
    return _write(term)[0]


def _wrap(term: Term, least: int) -> str:
    written, strength = _write(term)
    return written if strength >= least else f"({written})"


def _write(term: Term) -> tuple[str, int]:
    match term:
        case Number(value=value):
            return _number(value)
        case Letter(name=name) | Constant(name=name):
            return name, ATOM
        case At(name=name, index=index):
            return f"{name}({text(index)})", ATOM
        case Sum(op=op, letter=letter, body=body, low=low, high=high):
            return f"{op}({text(body)}, {letter}, {text(low)}, {text(high)})", ATOM
        case Limit(letter=letter, body=body, point=point, side=side):
            tail = f", '{side}'" if side else ""
            return f"limit({text(body)}, {letter}, {text(point)}{tail})", ATOM
        case Diff(body=body, letter=letter):
            return f"diff({text(body)}, {letter})", ATOM
        case Matrix(rows=rows):
            return "[" + ", ".join("[" + ", ".join(map(text, row)) + "]" for row in rows) + "]", ATOM
        case Apply():
            return _apply(term)
        case _:
            return _statement(term)


def _number(value: Fraction) -> tuple[str, int]:
    written = ratio(value)
    if value.denominator != 1:
        return written, PRODUCT
    return written, ATOM if value >= 0 else SIGN


def _apply(term: Apply) -> tuple[str, int]:
    op, args = term.op, term.args
    if op in INFIX:
        sign, strength = INFIX[op]
        return f"{_wrap(args[0], strength)} {sign} {_wrap(args[1], strength + 1)}", strength
    if op == "neg":
        return f"-{_wrap(args[0], SIGN)}", SIGN
    if op == "pow":
        return f"{_wrap(args[0], ATOM)}**{_wrap(args[1], ATOM)}", POWER
    if op == "transpose":
        return f"{_base(args[0])}.T", ATOM
    if op == "entry":
        return f"{_base(args[0])}[{', '.join(map(text, args[1:]))}]", ATOM
    if op == "row":
        return f"{_base(args[0])}[{text(args[1])}, :]", ATOM
    if op == "column":
        return f"{_base(args[0])}[:, {text(args[1])}]", ATOM
    return f"{op}({', '.join(map(text, args))})", ATOM


def _base(term: Term) -> str:
    """What a dot or an index follows; after the digits of a number they would not be read."""
    return f"({text(term)})" if isinstance(term, Number) else _wrap(term, ATOM)


def _quoted(domain: Domain) -> str:
    """The domain in quotes. A limit in a bound may hold quotes of its own, around its side."""
    written = domain_text(domain)
    return f'"{written}"' if "'" in written else f"'{written}'"


def _statement(term: Term) -> tuple[str, int]:
    match term:
        case Compare(relation=relation, left=left, right=right):
            return f"{_wrap(left, SUM)} {relation} {_wrap(right, SUM)}", COMPARISON
        case Connective(op="and", parts=()):
            return "True", ATOM
        case Connective(op="or", parts=()):
            return "False", ATOM
        case Connective(op="not", parts=(part,)):
            return f"not {_wrap(part, COMPARISON)}", NOT
        case Connective(op=("and" | "or") as op, parts=parts):
            strength = AND if op == "and" else OR
            return f" {op} ".join(_wrap(part, strength + 1) for part in parts), strength
        case Connective(op=op, parts=parts):
            return f"{op}({', '.join(map(text, parts))})", ATOM
        case Quantified(op=op, letter=letter, domain=domain, body=body):
            return f"{op}({letter}, {_quoted(domain)}, {text(body)})", ATOM
        case _:
            raise TypeError(f"no text for {type(term).__name__}")


def domain_text(domain: Domain) -> str:
    """The domain as `let` writes it."""
    over = "complex " if domain.over == "complex" and domain.kind != "complex" else ""
    if domain.kind == "vector":
        return f"{over}vector({text(domain.size[0])})"
    if domain.kind == "matrix":
        return f"{over}matrix({text(domain.size[0])}, {text(domain.size[1])})"
    if not domain.is_scalar:
        return f"{over}{domain.kind}({text(domain.size[0])})"
    return ("nonzero " if domain.nonzero else "") + domain.kind + _interval(domain)


def _interval(domain: Domain) -> str:
    low, high = domain.low, domain.high
    if low is None and high is None:
        return ""
    if high is None and low is not None and not is_infinite(low.at):
        return f" {'>=' if low.closed else '>'} {text(low.at)}"
    if low is None and high is not None and not is_infinite(high.at):
        return f" {'<=' if high.closed else '<'} {text(high.at)}"
    left = ("[" if low.closed else "(") + text(low.at) if low else "(-oo"
    right = text(high.at) + ("]" if high.closed else ")") if high else "oo)"
    return f" in {left}, {right}"
