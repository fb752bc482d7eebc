"""SymPy as an engine that proposes and is never believed alone: the only module of the judge that imports it.

Terms become SymPy expressions with symbols of our own, whose assumptions come from the domains; nothing is evaluated on the
way in. Each function here returns a proposal or an opinion ('agrees', 'disagrees', 'no opinion'); an exception or an answer
that cannot be read is 'no opinion' or nothing. SymPy is imported when the first function is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Literal, TypeVar

from proofs_check.engines.processor_time import OutOfTime, at_most
from proofs_check.engines.solvable import is_beyond_solvers
from proofs_check.engines.sympy_read import Unreadable, from_sympy
from proofs_check.goal import Goal
from proofs_check.statement.domains import Domain, is_infinite
from proofs_check.statement.formal import Sequence
from proofs_check.statement.terms import (
    INFINITY,
    ZERO,
    Apply,
    At,
    Compare,
    Constant,
    Letter,
    Limit,
    Number,
    Sum,
    Term,
    free_letters,
    walk,
)
from proofs_check.statement.text import text

Opinion = Literal["agrees", "disagrees", "no opinion"]
MAX_NODES = 400
SECONDS = 10  # of processor time a question
Result = TypeVar("Result")

NAMES: Mapping[str, str] = {
    **{name: name for name in ("exp", "log", "sin", "cos", "tan", "cot", "asin", "acos", "atan", "acot")},
    **{name: name for name in ("sinh", "cosh", "tanh", "coth", "asinh", "acosh", "atanh", "acoth")},
    **{
        name: name
        for name in ("sign", "re", "im", "arg", "gamma", "factorial", "binomial", "harmonic", "atan2")
    },
    **{
        "abs": "Abs",
        "sqrt": "sqrt",
        "floor": "floor",
        "ceil": "ceiling",
        "conj": "conjugate",
        "fibonacci": "fibonacci",
    },
    **{"chebyshev_t": "chebyshevt", "chebyshev_u": "chebyshevu", "min": "Min", "max": "Max"},
}


class Unwritable(ValueError):
    """A term that this module does not write in SymPy (matrices, limits, quantifiers)."""


def _sympy() -> Any:
    import sympy

    return sympy


def state(expression: Any) -> str:
    """A SymPy expression or relation as text of the statement language. Raises Unreadable."""
    return text(from_sympy(expression))


def symbols_of(letters: tuple[tuple[str, Domain], ...]) -> dict[str, Any]:
    """A symbol for each scalar letter, with the assumptions that its domain grants; the inverse of `state`'s names."""
    return {name: _symbol(name, domain) for name, domain in letters if domain.is_scalar}


def _symbol(name: str, domain: Domain) -> Any:
    assumed: dict[str, bool] = {"complex": True} if domain.kind == "complex" else {"real": True}
    if domain.kind == "integer":
        assumed["integer"] = True
    low, high = domain.low, domain.high
    if low is not None and isinstance(low.at, Number) and low.at.value >= 0:
        strict = low.at.value > 0 or not low.closed
        assumed["positive" if strict else "nonnegative"] = True
    if high is not None and isinstance(high.at, Number) and high.at.value <= 0:
        strict = high.at.value < 0 or not high.closed
        assumed["negative" if strict else "nonpositive"] = True
    if domain.nonzero and not {"positive", "negative"} & assumed.keys():
        assumed["zero"] = False
    return _sympy().Symbol(name, **assumed)


def to_sympy(term: Term, symbols: Mapping[str, Any]) -> Any:
    """`term` as an unevaluated SymPy expression. Raises Unwritable."""
    if sum(1 for _ in walk(term)) > MAX_NODES:
        raise Unwritable("too large")
    with _sympy().evaluate(False):
        return _write(term, symbols)


def _write(term: Term, symbols: Mapping[str, Any]) -> Any:
    sympy = _sympy()
    match term:
        case Number(value=value):
            return sympy.Rational(value.numerator, value.denominator)
        case Letter(name=name):
            return symbols[name] if name in symbols else sympy.Symbol(name, real=True)
        case Constant(name=name):
            return {"pi": sympy.pi, "e": sympy.E, "i": sympy.I, "oo": sympy.oo}[name]
        case At(name=name, index=index):
            return sympy.Function(name)(_write(index, symbols))
        case Sum(op=op, letter=letter, body=body, low=low, high=high):
            index = sympy.Symbol(letter, integer=True)
            ends = (index, _write(low, symbols), _write(high, symbols))
            inner = _write(body, {**symbols, letter: index})
            return sympy.Sum(inner, ends) if op == "sum" else sympy.Product(inner, ends)
        case Compare(relation=relation, left=left, right=right):
            return sympy.Rel(_write(left, symbols), _write(right, symbols), relation)
        case Apply():
            return _apply(term, symbols)
        case _:
            raise Unwritable(f"{type(term).__name__} is not written in SymPy")


def _apply(term: Apply, symbols: Mapping[str, Any]) -> Any:
    sympy, op = _sympy(), term.op
    if op in ("matmul", "transpose", "entry", "row", "column", "norm", "dot", "trace", "det", "inv"):
        raise Unwritable(f"{op} is not written in SymPy")
    args = [_write(arg, symbols) for arg in term.args]
    match op:
        case "add":
            return sympy.Add(*args)
        case "sub":
            return sympy.Add(args[0], sympy.Mul(-1, args[1]))
        case "neg":
            return sympy.Mul(-1, args[0])
        case "mul":
            return sympy.Mul(*args)
        case "div":
            return sympy.Mul(args[0], sympy.Pow(args[1], -1))
        case "pow":
            return sympy.Pow(*args)
        case "root":
            return sympy.real_root(args[0], args[1])
        case "relu":
            return sympy.Max(args[0], 0)
        case "sigmoid":
            return sympy.Pow(sympy.Add(1, sympy.exp(sympy.Mul(-1, args[0]))), -1)
        case "softplus":
            return sympy.log(sympy.Add(1, sympy.exp(args[0])))
    if op not in NAMES:
        raise Unwritable(f"{op} is not written in SymPy")
    return getattr(sympy, NAMES[op])(*args)


def _guarded(question: Callable[[], Result], otherwise: Result) -> Result:
    """The answer, or `otherwise`: SymPy raises exceptions of every kind on hard input, and it may take for ever."""
    try:
        with at_most(SECONDS):
            return question()
    except (RecursionError, OutOfTime):
        return otherwise
    except Exception:  # reason: SymPy documents no closed set of errors, and its answer is only a proposal
        return otherwise


def simplify_is_zero(term: Term, goal: Goal) -> Opinion:
    """SymPy's opinion whether `term` is 0."""
    return _guarded(lambda: _vanishes(to_sympy(term, symbols_of(goal.letters)).doit()), "no opinion")


def _vanishes(expression: Any) -> Opinion:
    simplified = _sympy().simplify(expression)
    if simplified.is_zero:
        return "agrees"
    return "disagrees" if simplified.is_zero is False else "no opinion"


def limit_value(limit: Limit, goal: Goal) -> Term | None:
    """SymPy's limit, by a symbol of the limit's domain; geometric bases in (0, 1) are written as 1/(1 + q)."""
    return _guarded(lambda: from_sympy(_limit(limit, goal)[0]), None)


def _limit(limit: Limit, goal: Goal) -> tuple[Any, Mapping[Any, Any]]:
    sympy = _sympy()
    symbols = symbols_of(tuple(pair for pair in goal.letters if pair[0] != limit.letter))
    symbols |= {name: symbol for name, symbol in _strengthened(goal, symbols).items()}
    letter = sympy.Symbol(limit.letter, real=True, **({"positive": True} if limit.point == INFINITY else {}))
    back = {}
    expression = _write(limit.body, {**symbols, limit.letter: letter}).doit()
    for name, domain in goal.letters:
        if name in symbols and _is_unit_interval(domain):
            q = sympy.Symbol(f"{name}_q", positive=True)
            expression = expression.subs(symbols[name], 1 / (1 + q))
            back[q] = 1 / symbols[name] - 1
    point = _write(limit.point, symbols)
    found = sympy.limit(
        expression, letter, point, limit.side or ("+-" if not is_infinite(limit.point) else "+")
    )
    if found.has(sympy.Limit, sympy.nan, sympy.zoo, sympy.AccumBounds):
        raise Unreadable("no value")
    return found.subs(back), back


def _strengthened(goal: Goal, symbols: Mapping[str, Any]) -> dict[str, Any]:
    """Symbols with the signs that hypotheses of the form `x > 0`, `x != 0` add."""
    sympy = _sympy()
    found = {}
    for fact in goal.hypotheses:
        if isinstance(fact, Compare) and isinstance(fact.left, Letter) and fact.right == ZERO:
            name, symbol = fact.left.name, symbols.get(fact.left.name)
            extra = {">": {"positive": True}, "<": {"negative": True}, "!=": {"zero": False}}.get(
                fact.relation
            )
            known = (
                None if symbol is None else symbol.is_zero if fact.relation == "!=" else symbol.is_positive
            )
            if symbol is not None and extra is not None and known is None:
                kept = {
                    kind: True
                    for kind in ("integer", "nonnegative", "nonpositive")
                    if symbol.assumptions0.get(kind)
                }
                found[name] = sympy.Symbol(name, real=True, **kept, **extra)
    return found


def _is_unit_interval(domain: Domain) -> bool:
    low, high = domain.low, domain.high
    if low is None or high is None or low.closed or high.closed:
        return False
    return low.at == ZERO and isinstance(high.at, Number) and high.at.value == 1


@lru_cache(maxsize=256)  # a claim and its repairs have limits in common
def limit_agrees(limit: Limit, result: Term, goal: Goal) -> Opinion:
    """SymPy's opinion whether the limit is `result` (`oo` and `-oo` included)."""

    def question() -> Opinion:
        found, _ = _limit(limit, goal)
        if is_infinite(result) or found.is_infinite:
            return "agrees" if from_sympy(found) == result else "disagrees"
        symbols = {str(symbol.name): symbol for symbol in found.free_symbols}
        symbols = {**symbols_of(goal.letters), **_strengthened(goal, symbols_of(goal.letters)), **symbols}
        return _vanishes(found - _write(result, symbols).doit())

    return _guarded(question, "no opinion")


def solve_for(statement: Term, letter: str, goal: Goal) -> tuple[Term, ...]:
    """Values of the letter that SymPy proposes for an equation (of an inequality: where both sides are equal)."""
    if not isinstance(statement, Compare) or is_beyond_solvers(statement, letter, goal.scope):
        return ()
    spoken = free_letters(statement)
    return _roots(statement, letter, tuple(pair for pair in goal.letters if pair[0] in spoken))


@lru_cache(maxsize=256)  # the cases of a claim ask for the same roots
def _roots(statement: Compare, letter: str, letters: tuple[tuple[str, Domain], ...]) -> tuple[Term, ...]:
    def question() -> tuple[Term, ...]:
        sympy = _sympy()
        symbols = {**symbols_of(letters), letter: sympy.Symbol(letter)}
        left, right = (_write(side, symbols).doit() for side in (statement.left, statement.right))
        found = []
        for root in sympy.solve(left - right, symbols[letter])[:8]:
            term = _guarded(lambda root=root: from_sympy(root), None)  # type: ignore[misc]
            if term is not None:
                found.append(term)
        return tuple(found)

    return _guarded(question, ())


def antiderivative(term: Term, letter: str, goal: Goal) -> Term | None:
    """A term that SymPy proposes, whose derivative by the letter is `term`."""

    def question() -> Term | None:
        sympy = _sympy()
        x = sympy.Symbol(letter, real=True)
        expression = _write(term, {**symbols_of(goal.letters), letter: x}).doit()
        found = sympy.expand(expression).integrate(x)
        if found.has(sympy.Integral, sympy.Piecewise):
            return None
        return _real(from_sympy(found), goal)

    return _guarded(question, None)


def closed_form(sequence: Sequence, letter: str, goal: Goal) -> Term | None:
    """A closed form of a scalar sequence as a term in `letter`, proposed by `rsolve`."""

    def question() -> Term | None:
        sympy = _sympy()
        symbols = symbols_of(goal.letters)
        t = sympy.Symbol(letter, integer=True)
        step = _write(sequence.step, {**symbols, sequence.index: t}).doit()
        r = sympy.Function(sequence.name)
        begin = {
            r(sequence.first + k): _write(value, symbols).doit() for k, value in enumerate(sequence.start)
        }
        if len(sequence.start) > 2 or step.has(
            *(sympy.Function(s.name) for s in goal.sequences if s.name != sequence.name)
        ):
            return None
        found = sympy.rsolve(r(t + 1) - sympy.expand(step), r(t), begin)
        return None if found is None else _real(from_sympy(sympy.factor(sympy.simplify(found))), goal)

    return _guarded(question, None)


def _real(term: Term, goal: Goal) -> Term | None:
    """The term, unless it brings the imaginary unit or infinity into a claim that has none."""
    is_complex = any(domain.is_complex for _, domain in goal.letters)
    brought = {node for node in walk(term) if isinstance(node, Constant)}
    return None if INFINITY in brought or (Constant("i") in brought and not is_complex) else term


def summation(term: Sum, goal: Goal) -> Term | None:
    """A closed form of a sum or a product, proposed by SymPy; the first generic branch of a Piecewise."""

    def question() -> Term | None:
        sympy = _sympy()
        expression = _write(term, symbols_of(goal.letters)).doit()
        expression = sympy.simplify(expression)
        if isinstance(expression, sympy.Piecewise):
            expression = expression.args[-1][0]
        if expression.has(sympy.Sum, sympy.Product, sympy.Piecewise):
            return None
        return _real(from_sympy(sympy.factor(expression)), goal)

    return _guarded(question, None)


def simplified(term: Term, goal: Goal) -> Term | None:
    """A simpler form that SymPy proposes."""
    return _guarded(
        lambda: from_sympy(_sympy().simplify(to_sympy(term, symbols_of(goal.letters)).doit())), None
    )


__all__ = [
    "Opinion",
    "Unreadable",
    "Unwritable",
    "antiderivative",
    "closed_form",
    "from_sympy",
    "limit_agrees",
    "limit_value",
    "simplified",
    "simplify_is_zero",
    "solve_for",
    "state",
    "summation",
    "symbols_of",
    "to_sympy",
]
