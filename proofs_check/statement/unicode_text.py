"""Terms as one line of Unicode, for the terminal. For display only; `text` writes what can be read back."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.statement.digits import ratio
from proofs_check.statement.domains import Domain
from proofs_check.statement.latex import chains, is_signed
from proofs_check.statement.terms import (
    CALL,
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

# How tightly a written term holds together; a POWER is whole, but takes no exponent of its own.
STATEMENT, OR, AND, NOT, COMPARISON, SUM, PRODUCT, POWER, ATOM = range(9)

_WORDS = (
    "alpha beta gamma delta eps zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega "
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega epsilon lam"
)
_GREEK = dict(zip(_WORDS.split(" "), "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩϵλ", strict=True))
_RELATIONS = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
_CONSTANTS = {"pi": "π", "e": "e", "i": "i", "oo": "∞"}
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_INFIX = {
    "add": (" + ", SUM),
    "sub": (" - ", SUM),
    "mul": ("·", PRODUCT),
    "matmul": ("·", PRODUCT),
    "div": ("/", PRODUCT),
}
_FENCES = {"abs": "||", "norm": "‖‖", "floor": "⌊⌋", "ceil": "⌈⌉"}
_NAMES = {"gamma": "Γ", "re": "Re", "im": "Im", "trace": "tr", "spectral_radius": "spectral_radius"}


@dataclass(frozen=True)
class _Written:
    """Text with its strength; `open` where it ends in a body without an end."""

    text: str
    strength: int = ATOM
    open: bool = False

    def fit(self, least: int, *, followed: bool = False) -> _Written:
        """In brackets where it holds together less than `least`, or where it is open and something follows."""
        if self.strength < least or (followed and self.open):
            return _Written(f"({self.text})")
        return self


def pretty(term: Term) -> str:
    """The term or statement in one line of Unicode."""
    return _write(term).text


def pretty_name(name: str) -> str:
    """The name of a letter or a sequence: ε for eps, x₀ for x_0, θ_hat for theta_hat."""
    stripped = name.rstrip("_")
    marks = len(name) - len(stripped)
    if keyword.iskeyword(stripped) or keyword.issoftkeyword(stripped):
        marks -= 1
    head, *rest = stripped.split("_")
    word, digits = re.match(r"(.*?)([0-9]*)\Z", head, re.DOTALL).groups()  # type: ignore[union-attr]
    written = _GREEK.get(word, word) + digits
    if len(rest) == 1 and re.fullmatch(r"[0-9]+", rest[0]):
        written += rest[0].translate(_LOWERED)
    elif rest:
        written += "_" + "_".join(rest)
    return written + "′" * max(marks, 0)


def pretty_domain(name: str, domain: Domain) -> str:
    """What is declared of a letter: `ε > 0`, `ρ ∈ [0, 1)`, `t ∈ ℤ, t ≥ 1`, `H ∈ ℝ^(n×n), spd`."""
    symbol = pretty_name(name)
    if not domain.is_scalar:
        numbers = "ℂ" if domain.over == "complex" else "ℝ"
        size = "×".join(_write(part).fit(POWER).text for part in domain.size)
        size = size if len(domain.size) == 1 else f"({size})"
        kind = "" if domain.kind in ("vector", "matrix") else f", {domain.kind}"
        return f"{symbol} ∈ {numbers}^{size}{kind}"
    facts = _bounds(symbol, domain) + ([f"{symbol} ≠ 0"] if domain.nonzero else [])
    if domain.kind != "real" or not facts or facts[0].endswith("≠ 0"):
        facts = [f"{symbol} ∈ {({'real': 'ℝ', 'integer': 'ℤ', 'complex': 'ℂ'})[domain.kind]}", *facts]
    return ", ".join(facts)


def _bounds(symbol: str, domain: Domain) -> list[str]:
    low, high = domain.low, domain.high
    if low and high and domain.kind == "real":
        left, right = "[" if low.closed else "(", "]" if high.closed else ")"
        return [f"{symbol} ∈ {left}{pretty(low.at)}, {pretty(high.at)}{right}"]
    facts = [f"{symbol} {'≥' if low.closed else '>'} {pretty(low.at)}"] if low else []
    return facts + ([f"{symbol} {'≤' if high.closed else '<'} {pretty(high.at)}"] if high else [])


def _write(term: Term) -> _Written:
    match term:
        case Number(value=value):
            return _number(value)
        case Letter(name=name):
            return _Written(pretty_name(name))
        case Constant(name=name):
            return _Written(_CONSTANTS[name])
        case Apply(op=op, args=args) if op.startswith(CALL):
            return _Written(f"{pretty_name(op.removeprefix(CALL))}({', '.join(map(pretty, args))})")
        case At(name=name, index=index):
            return _Written(f"{pretty_name(name)}({pretty(index)})")
        case Sum() | Limit() | Diff():
            return _open(term)
        case Matrix(rows=rows):
            return _Written("[" + "; ".join(", ".join(map(pretty, row)) for row in rows) + "]")
        case Apply(op=op, args=args):
            return _apply(op, args, tuple(map(_write, args)))
        case _:
            return _statement(term)


def _number(value: Fraction) -> _Written:
    if value < 0:
        return _Written(ratio(value), SUM)
    return _Written(ratio(value), ATOM if value.denominator == 1 else PRODUCT)


def _open(term: Sum | Limit | Diff) -> _Written:
    if isinstance(term, Diff):
        return _Written(f"∂/∂{pretty_name(term.letter)} {_write(term.body).fit(POWER).text}", PRODUCT, True)
    body, letter = _write(term.body).fit(PRODUCT).text, pretty_name(term.letter)
    if isinstance(term, Sum):
        sign = "∑" if term.op == "sum" else "∏"
        return _Written(f"{sign}({letter}={pretty(term.low)}..{pretty(term.high)}) {body}", PRODUCT, True)
    point = _write(term.point).fit(ATOM if term.side else SUM).text + {"+": "⁺", "-": "⁻", "": ""}[term.side]
    return _Written(f"lim({letter}→{point}) {body}", PRODUCT, True)


def _apply(op: str, args: tuple[Term, ...], parts: tuple[_Written, ...]) -> _Written:
    if op in _INFIX:
        return _infix(op, args, parts)
    base = parts[0].fit(ATOM).text
    match op:
        case "neg":
            inner = parts[0].fit(PRODUCT)
            return _Written(f"-{inner.text}", SUM, inner.open)
        case "pow":
            return _power(base, args[1], parts[1])
        case "transpose":
            return _Written(f"{base}ᵀ", POWER)
        case "inv":
            return _Written(f"{base}⁻¹", POWER)
        case "dot":
            chain = isinstance(args[1], Apply) and args[1].op == "matmul"
            return _Written(f"{base}ᵀ·{parts[1].fit(PRODUCT if chain else POWER).text}", PRODUCT)
        case "sqrt":
            plain = isinstance(args[0], Letter | Number) or base.startswith("(")
            return _Written(f"√{base}" if plain else f"√({base})", POWER)
        case "factorial":
            return _Written(f"{base}!", POWER)
        case "entry":
            return _Written(f"{base}[{', '.join(part.text for part in parts[1:])}]")
        case "row":
            return _Written(f"{base}[{parts[1].text}, :]")
        case "column":
            return _Written(f"{base}[:, {parts[1].text}]")
    return _function(op, parts)


def _infix(op: str, args: tuple[Term, ...], parts: tuple[_Written, ...]) -> _Written:
    sign, strength = _INFIX[op]
    left, right = parts[0].fit(strength, followed=True), parts[1].fit(strength + 1)
    if strength == PRODUCT and is_signed(args[0]) and not parts[0].open:
        left, strength = parts[0], SUM  # (-a)·b is written -a·b, no stronger than a sum
    last = args[1]
    if op == "mul" and (
        isinstance(last, Sum | Limit | Diff) or (isinstance(last, Apply) and last.op == "dot")
    ):
        right = parts[1]
    return _Written(f"{left.text}{sign}{right.text}", strength, right.open)


def _power(base: str, exponent: Term, written: _Written) -> _Written:
    if isinstance(exponent, Number) and exponent.value.denominator == 1:
        return _Written(base + ratio(exponent.value).translate(_RAISED), POWER)
    return _Written(f"{base}^{written.fit(ATOM).text}", POWER)


def _function(op: str, parts: tuple[_Written, ...]) -> _Written:
    fence = _FENCES.get(op, "")
    if fence and not set(fence) & set(parts[0].text):
        return _Written(f"{fence[0]}{parts[0].text}{fence[1]}")
    return _Written(f"{_NAMES.get(op, op)}({', '.join(part.text for part in parts)})")


def _statement(term: Term) -> _Written:
    match term:
        case Compare(relation=relation, left=left, right=right):
            sides = _write(left).fit(SUM).text, _write(right).fit(SUM).text
            return _Written(f"{sides[0]} {_RELATIONS[relation]} {sides[1]}", COMPARISON)
        case Connective(op="and", parts=()):
            return _Written("true")
        case Connective(op="or", parts=()):
            return _Written("false")
        case Connective(op="not", parts=(part,)):
            return _Written(f"not {_write(part).fit(ATOM).text}", NOT)
        case Connective(op="and", parts=parts):
            lines = list(map(_chain, chains(parts)))
            return _Written(" and ".join(lines), AND if len(lines) > 1 else COMPARISON)
        case Connective(op="or", parts=parts):
            return _Written(" or ".join(_write(part).fit(NOT).text for part in parts), OR)
        case Connective(op=op, parts=(left, right)):
            arrow = {"implies": "⇒", "iff": "⇔"}[op]
            return _Written(f"{_write(left).fit(OR).text} {arrow} {_write(right).fit(OR).text}", STATEMENT)
        case Quantified(op=op, letter=letter, domain=domain, body=body):
            sign = "∃" if op == "exists" else "∀"
            return _Written(f"{sign} {pretty_domain(letter, domain)}: {pretty(body)}", STATEMENT)
        case _:
            raise TypeError(f"no text for {type(term).__name__}")


def _chain(links: tuple[Term, ...]) -> str:
    written = _write(links[0]).fit(NOT).text
    for link in links[1:]:
        if isinstance(link, Compare):
            written += f" {_RELATIONS[link.relation]} {_write(link.right).fit(SUM).text}"
    return written
