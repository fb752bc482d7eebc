r"""Pieces of LaTeX with the brackets that they need, and the functions made of them."""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.statement.terms import ONE, Number, Term

# How tightly a written term holds together; a POWER is whole, but takes no exponent of its own.
STATEMENT, OR, AND, NOT, COMPARISON, SUM, PRODUCT, POWER, ATOM = range(9)

POWERED = ("sin", "cos", "tan", "cot", "sinh", "cosh", "tanh", "coth", "log")
_FUNCTIONS = {
    **{name: f"\\{name}" for name in (*POWERED, "min", "max", "det", "arg")},
    **{
        "asin": r"\arcsin",
        "acos": r"\arccos",
        "atan": r"\arctan",
        "gamma": r"\Gamma",
        "spectral_radius": r"\varrho",
    },
    **{"acot": "arccot", "asinh": "arsinh", "acosh": "arcosh", "atanh": "artanh", "acoth": "arcoth"},
    **{"re": "Re", "im": "Im", "trace": "tr", "sign": "sign", "atan2": "atan2", "eigenvalues": "eig"},
    **{"relu": "relu", "sigmoid": "sigmoid", "softplus": "softplus"},
}
_FENCES = {
    "abs": (r"\left|", r"\right|"),
    "norm": (r"\left\|", r"\right\|"),
    "floor": (r"\left\lfloor ", r"\right\rfloor"),
    "ceil": (r"\left\lceil ", r"\right\rceil"),
}
_INDEXED = {"chebyshev_t": r"\mathrm{T}", "chebyshev_u": r"\mathrm{U}"}
_NUMBERED = {"harmonic": r"\mathrm{H}", "fibonacci": r"\mathrm{F}"}


@dataclass(frozen=True)
class Written:
    """LaTeX with its strength; `open` where it ends in a body without an end."""

    latex: str
    strength: int = ATOM
    open: bool = False

    def fit(self, least: int, *, followed: bool = False) -> Written:
        """In brackets where it holds together less than `least`, or where it is open and something follows."""
        if self.strength < least or (followed and self.open):
            return Written(bracketed(self.latex))
        return self


def bracketed(written: str) -> str:
    return rf"\left({written}\right)"


def small(term: Term, written: Written) -> str:
    """A term as an exponent or an index, where a quotient of numbers is written on one line."""
    return str(term.value) if isinstance(term, Number) else written.latex


def matrix_operation(op: str, args: tuple[Term, ...], parts: tuple[Written, ...]) -> Written | None:
    """What is written otherwise than name(arguments), for vectors and matrices; None for other operations."""
    base = parts[0].fit(ATOM).latex
    match op:
        case "transpose":
            return Written(rf"{base}^{{\top}}", POWER)
        case "inv":
            return Written(f"{base}^{{-1}}", POWER)
        case "dot":
            second = parts[1].fit(PRODUCT)
            sign = r" \cdot " if second.latex[0].isdigit() else " "
            return Written(rf"{base}^{{\top}}{sign}{second.latex}", PRODUCT, second.open)
        case "entry" | "row" | "column":
            base = bracketed(base) if "_{" in base and not base.startswith(r"\left(") else base
            places = [small(arg, part) for arg, part in zip(args[1:], parts[1:], strict=True)]
            places = {"row": [*places, ":"], "column": [":", *places]}.get(op, places)
            return Written(f"{base}_{{{', '.join(places)}}}")
        case "identity":
            return Written(rf"\mathrm{{I}}_{{{parts[0].latex}}}")
        case "zeros":
            rows, columns = (part.fit(POWER).latex for part in parts)
            size = rows if args[1] == ONE else rf"{rows} \times {columns}"
            return Written(rf"\mathbf{{0}}_{{{size}}}")
        case "unit":
            return Written(rf"\mathbf{{e}}_{{{small(args[1], parts[1])}}}")
        case _:
            return None


def function(op: str, args: tuple[Term, ...], parts: tuple[Written, ...]) -> Written:
    """A function of numbers, or of matrices by its name."""
    inner = [part.latex for part in parts]
    if op in _FENCES:
        opened, closed = _FENCES[op]
        return Written(f"{opened}{inner[0]}{closed}")
    match op:
        case "sqrt":
            return Written(rf"\sqrt{{{inner[0]}}}", POWER)
        case "root":
            return Written(rf"\sqrt[{small(args[1], parts[1])}]{{{inner[0]}}}", POWER)
        case "exp" if len(inner[0]) <= 40 and r"\frac" not in inner[0] and r"\sum" not in inner[0]:
            return Written(rf"\mathrm{{e}}^{{{inner[0]}}}", POWER)
        case "exp":
            return Written(rf"\exp{bracketed(inner[0])}")
        case "factorial":
            return Written(f"{parts[0].fit(ATOM).latex}!", POWER)
        case "binomial":
            return Written(rf"\binom{{{inner[0]}}}{{{inner[1]}}}", POWER)
        case "conj":
            return Written(rf"\overline{{{inner[0]}}}", POWER)
    if op in _NUMBERED:
        return Written(f"{_NUMBERED[op]}_{{{inner[0]}}}")
    if op in _INDEXED:
        return Written(f"{_INDEXED[op]}_{{{inner[0]}}}{bracketed(inner[1])}")
    name = _FUNCTIONS[op]
    name = name if name.startswith("\\") else rf"\operatorname{{{name}}}"
    return Written(name + bracketed(", ".join(inner)))
