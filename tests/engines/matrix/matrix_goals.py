"""Goals from text, and provers for tests: one that knows nothing, and z3 on plain real arithmetic."""

from __future__ import annotations

from collections.abc import Mapping

import z3

from proofs_check.goal import Answer, Goal, goal_of, proved, undecided
from proofs_check.statement.domains import membership
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Apply, Compare, Connective, Letter, Number, Quantified, Term, walk
from proofs_check.statement.text import text

LETTERS: Mapping[str, str] = {
    **{
        "n": "integer >= 1",
        "m": "integer >= 1",
        "t": "natural",
        "tau": "natural",
        "eps": "real",
        "lam": "real",
    },
    **{"c": "real", "A": "matrix(n, n)", "B": "matrix(n, n)", "C": "matrix(n, n)", "W": "matrix(n, n)"},
    **{
        "R": "matrix(n, m)",
        "H": "symmetric(n)",
        "P": "spd(n)",
        "S": "spd(n)",
        "K": "psd(n)",
        "D": "diagonal(n)",
    },
    **{"L": "diagonal(n)", "Q": "orthogonal(n)", "V": "invertible(n)", "u": "vector(n)", "v": "vector(n)"},
    **{"x": "vector(n)", "b": "vector(n)", "d": "vector(n)", "h0": "vector(n)", "z": "vector(m)"},
}


def goal(
    claim: str,
    *given: str,
    define: Mapping[str, object] | None = None,
    let: Mapping[str, str] | None = None,
) -> Goal:
    """The goal of a claim over LETTERS; names that are defined or declared anew replace a letter."""
    define = define or {}
    letters = {name: domain for name, domain in LETTERS.items() if name not in define} | dict(let or {})
    return goal_of(formalize(letters, {f"h{i}": fact for i, fact in enumerate(given)}, define, claim))


def knows_nothing(asked: Goal) -> Answer:
    """Decides only what is written as a true equation of numbers."""
    return undecided("none", text(asked.conclusion))


def certain(asked: Goal) -> Answer:
    """z3's proofs labelled 'certificate', to see which trust an engine passes on."""
    answer = by_z3(asked)
    return proved("z3", answer.detail, "certificate") if answer.proved else answer


def by_z3(asked: Goal) -> Answer:
    """Plain real arithmetic; whatever else is in the goal leaves it undecided."""
    solver = z3.Solver()
    solver.set("rlimit", 3_000_000)
    names = {name: z3.Real(name) for name, _ in asked.letters}
    side: list[z3.BoolRef] = []
    try:
        solver.add([_z3(fact, names, side) for fact in asked.facts()])
        solver.add(z3.Not(_z3(asked.conclusion, names, side)))
    except NotImplementedError as problem:
        return undecided("z3", str(problem))
    solver.add(side)
    found = solver.check()
    return proved("z3", "unsat") if found == z3.unsat else undecided("z3", str(found))


def _z3(term: Term, names: Mapping[str, z3.ExprRef], side: list[z3.BoolRef]) -> z3.ExprRef:
    match term:
        case Number(value=value):
            return z3.RealVal(str(value))
        case Letter(name=name):
            return names[name]
        case Compare(relation=relation, left=left, right=right):
            a, b = _z3(left, names, side), _z3(right, names, side)
            ways = {"==": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}
            return ways[relation]
        case Connective(op=op, parts=parts):
            found = [_z3(part, names, side) for part in parts]
            return _join(op, found)
        case Quantified(op=op, letter=letter, domain=domain, body=body):
            bound = z3.FreshReal()
            inner = {**names, letter: bound}
            if any(_is_partial(node) for node in walk(body)):
                raise NotImplementedError("a partial operation under a quantifier")
            within = z3.And([_z3(fact, inner, side) for fact in membership(letter, domain)])
            says = _z3(body, inner, side)
            if op == "forall":
                return z3.ForAll([bound], z3.Implies(within, says))
            return z3.Exists([bound], z3.And(within, says))
        case Apply(op=op, args=args):
            return _operation(op, args, names, side)
    raise NotImplementedError(text(term))


def _is_partial(node: Term) -> bool:
    if not isinstance(node, Apply):
        return False
    return node.op == "sqrt" or (node.op == "div" and not isinstance(node.args[1], Number))


def _join(op: str, found: list[z3.ExprRef]) -> z3.ExprRef:
    if op == "implies":
        return z3.Implies(found[0], found[1])
    if op == "iff":
        return found[0] == found[1]
    return z3.Not(found[0]) if op == "not" else z3.And(found) if op == "and" else z3.Or(found)


def _operation(
    op: str, args: tuple[Term, ...], names: Mapping[str, z3.ExprRef], side: list[z3.BoolRef]
) -> z3.ExprRef:
    found = [_z3(arg, names, side) for arg in args]
    if op in ("add", "sub", "mul"):
        return {"add": found[0] + found[1], "sub": found[0] - found[1], "mul": found[0] * found[1]}[op]
    if op == "neg":
        return -found[0]
    if op == "max":
        return z3.If(found[0] >= found[1], found[0], found[1])
    if op == "abs":
        return z3.If(found[0] >= 0, found[0], -found[0])
    if op in ("div", "sqrt"):
        fresh = z3.FreshReal()
        side.extend(
            [found[1] != 0, fresh * found[1] == found[0]]
            if op == "div"
            else [fresh >= 0, fresh**2 == found[0]]
        )
        return fresh
    exponent = args[-1]
    if (
        op == "pow"
        and isinstance(exponent, Number)
        and exponent.value.denominator == 1
        and exponent.value >= 0
    ):
        result = z3.RealVal(1)
        for _ in range(int(exponent.value)):
            result = result * found[0]
        return result
    raise NotImplementedError(text(Apply(op, args)))
