r"""Terms as LaTeX, for display only: what is shown is made from the terms and never read back.

Brackets stand where the reading would change without them. A term is *open* when it ends in the body of a sum, a limit
or a derivative: what followed it would be read as part of that body.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.statement.digits import ratio
from proofs_check.statement.domains import Domain
from proofs_check.statement.formal import Sequence
from proofs_check.statement.latex_names import has_index, latex_name
from proofs_check.statement.latex_parts import (
    AND,
    ATOM,
    COMPARISON,
    NOT,
    OR,
    POWER,
    POWERED,
    PRODUCT,
    STATEMENT,
    SUM,
    Written,
    bracketed,
    function,
    matrix_operation,
    small,
)
from proofs_check.statement.terms import (
    CALL,
    ONE,
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
    apply,
    number,
)

_RELATIONS = {"==": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
_CONSTANTS = {"pi": r"\pi", "e": r"\mathrm{e}", "i": r"\mathrm{i}", "oo": r"\infty"}


def latex(term: Term) -> str:
    """The term or statement as LaTeX of the mathematical mode."""
    return _write(term).latex


def latex_domain(name: str, domain: Domain) -> str:
    r"""What is declared of a letter: `g \in \mathbb{R}`, `\varepsilon > 0`, `t \in \{1, 2, \ldots\}`."""
    from proofs_check.statement.latex_domains import written_domain

    return written_domain(name, domain)


def latex_sequence(sequence: Sequence) -> str:
    """The first values of a sequence and its step, as equations separated by commas."""
    lines = [
        Compare("==", At(sequence.name, number(sequence.first + place)), start)
        for place, start in enumerate(sequence.start)
    ]
    following = apply("add", Letter(sequence.index), ONE)
    lines.append(Compare("==", At(sequence.name, following), sequence.step))
    last = Compare(">=", Letter(sequence.index), number(sequence.first + len(sequence.start) - 1))
    return r",\quad ".join(latex(line) for line in lines) + rf"\quad \left({latex(last)}\right)"


def _wrap(term: Term, least: int) -> str:
    return _write(term).fit(least).latex


def _write(term: Term) -> Written:
    match term:
        case Number(value=value):
            return _number(value)
        case Letter(name=name):
            return Written(latex_name(name))
        case Constant(name=name):
            return Written(_CONSTANTS[name])
        case Apply(op=op, args=args) if op.startswith(CALL):
            return Written(latex_name(op.removeprefix(CALL)) + bracketed(", ".join(map(latex, args))))
        case At(name=name, index=index):
            return _at(name, index)
        case Sum() | Limit() | Diff():
            return _open(term)
        case Matrix(rows=rows):
            body = r" \\ ".join(" & ".join(map(latex, row)) for row in rows)
            return Written(rf"\begin{{bmatrix}}{body}\end{{bmatrix}}")
        case Apply():
            return _apply(term)
        case _:
            return _statement(term)


def _number(value: Fraction) -> Written:
    size = abs(value)
    top, _, bottom = ratio(size).partition("/")
    written = rf"\frac{{{top}}}{{{bottom}}}" if bottom else top
    if value < 0:
        return Written(f"-{written}", SUM)
    return Written(written, ATOM if value.denominator == 1 else POWER)


def _at(name: str, index: Term) -> Written:
    symbol = latex_name(name)
    if has_index(symbol) or not _counts(index):
        return Written(symbol + bracketed(latex(index)))
    return Written(f"{symbol}_{{{small(index, _write(index))}}}")


def _counts(index: Term) -> bool:
    """Whether a term looks like an index, t or k + 1, rather than an argument."""
    match index:
        case Number(value=value):
            return value.denominator == 1
        case Letter(name=name):
            return name.rstrip("_0123456789") in tuple("ijklmnpqstKMNT")
        case Apply(op=("add" | "sub" | "mul"), args=args):
            return all(map(_counts, args))
        case _:
            return False


def _open(term: Sum | Limit | Diff) -> Written:
    if isinstance(term, Diff):
        letter = latex_name(term.letter)
        body = _wrap(term.body, POWER)
        return Written(rf"\frac{{\partial}}{{\partial {letter}}} {body}", PRODUCT, open=True)
    body, letter = _wrap(term.body, PRODUCT), latex_name(term.letter)
    if isinstance(term, Sum):
        sign = {"sum": r"\sum", "prod": r"\prod"}[term.op]
        return Written(
            f"{sign}_{{{letter} = {latex(term.low)}}}^{{{latex(term.high)}}} {body}", PRODUCT, open=True
        )
    point = latex(term.point)
    if term.side:
        point = f"{_wrap(term.point, ATOM)}^{{{term.side}}}"
    return Written(rf"\lim_{{{letter} \to {point}}} {body}", PRODUCT, open=True)


def _apply(term: Apply) -> Written:
    op, args = term.op, term.args
    parts = tuple(map(_write, args))
    match op:
        case "add" | "sub":
            left, right = parts[0].fit(SUM, followed=True), parts[1].fit(PRODUCT)
            return Written(f"{left.latex} {'+' if op == 'add' else '-'} {right.latex}", SUM, right.open)
        case "neg":
            inner = parts[0].fit(PRODUCT)
            return Written(f"-{inner.latex}", SUM, inner.open)
        case "mul" | "matmul":
            return _product(args[0], parts[0], args[1], parts[1])
        case "div":
            return Written(rf"\frac{{{parts[0].latex}}}{{{parts[1].latex}}}", POWER)
        case "pow":
            return _power(args[0], parts[0], small(args[1], parts[1]), args[1])
        case _:
            return matrix_operation(op, args, parts) or function(op, args, parts)


def _product(left: Term, first: Written, right: Term, second: Written) -> Written:
    strength = PRODUCT
    if is_signed(left) and not first.open:
        strength = SUM  # (-a) b is written -a b, no stronger than a sum
    else:
        first = first.fit(PRODUCT, followed=True)
    second = second.fit(POWER if _is_product(right) else PRODUCT)
    written = first.latex + _between(left, first.latex, right, second.latex) + second.latex
    return Written(written, strength, second.open)


def is_signed(term: Term) -> bool:
    """Whether a factor begins with a minus that may stand before the whole product."""
    match term:
        case Number(value=value):
            return value < 0
        case Apply(op="neg"):
            return True
        case Apply(op=("mul" | "matmul"), args=(left, _)):
            return is_signed(left)
        case _:
            return False


def _is_product(term: Term) -> bool:
    return isinstance(term, Apply) and term.op in ("mul", "matmul")


def _between(left: Term, first: str, right: Term, second: str) -> str:
    """What stands between two factors: nothing, unless a number, a mixed number or a function would be read."""
    last = _last_factor(left)
    if second[0].isdigit() or (isinstance(last, Number) and isinstance(_first_factor(right), Number)):
        return r" \cdot "
    if second.startswith(r"\left(") and not first.endswith((r"\right)", r"\right|", r"\right\|")):
        return " " if isinstance(last, Number) else r" \cdot "
    return r" \, " if r"\mathrm{" in first[-24:] or second.startswith(r"\mathrm{") else " "


def _first_factor(term: Term) -> Term:
    while isinstance(term, Apply) and term.op in ("mul", "matmul"):
        term = term.args[0]
    return term


def _last_factor(term: Term) -> Term:
    while isinstance(term, Apply) and term.op in ("mul", "matmul", "neg"):
        term = term.args[-1]
    return term


def _power(base: Term, written: Written, above: str, exponent: Term) -> Written:
    powered = isinstance(base, Apply) and base.op in POWERED
    if powered and isinstance(exponent, Number) and exponent.value >= 2 and exponent.value.denominator == 1:
        name, _, inner = written.latex.partition(r"\left(")
        return Written(rf"{name}^{{{above}}}\left({inner}", POWER)
    return Written(f"{written.fit(ATOM).latex}^{{{above}}}", POWER)


def _statement(term: Term) -> Written:
    match term:
        case Compare(relation=relation, left=left, right=right):
            return Written(f"{_wrap(left, SUM)} {_RELATIONS[relation]} {_wrap(right, SUM)}", COMPARISON)
        case Connective(op="and", parts=()):
            return Written(r"\text{true}")
        case Connective(op="or", parts=()):
            return Written(r"\text{false}")
        case Connective(op="not", parts=(part,)):
            return Written(rf"\text{{not }} {_wrap(part, ATOM)}", NOT)
        case Connective(op="and", parts=parts):
            lines = list(map(_chain, chains(parts)))
            return Written(r" \text{ and } ".join(lines), AND if len(lines) > 1 else COMPARISON)
        case Connective(op="or", parts=parts):
            return Written(r" \text{ or } ".join(_wrap(part, NOT) for part in parts), OR)
        case Connective(op=op, parts=(left, right)):
            arrow = {"implies": r"\Longrightarrow", "iff": r"\Longleftrightarrow"}[op]
            return Written(rf"{_wrap(left, OR)} \;{arrow}\; {_wrap(right, OR)}", STATEMENT)
        case Quantified(op=op, letter=letter, domain=domain, body=body):
            sign = {"exists": r"\exists", "forall": r"\forall"}[op]
            return Written(rf"{sign} \, {latex_domain(letter, domain)} : \; {latex(body)}", STATEMENT)
        case _:
            raise TypeError(f"no LaTeX for {type(term).__name__}")


def chains(parts: tuple[Term, ...]) -> tuple[tuple[Term, ...], ...]:
    """Neighbours `a < b` and `b <= c` of a conjunction taken together, to be written a < b <= c."""
    found: list[tuple[Term, ...]] = []
    for part in parts:
        if found and _continues(found[-1], part):
            found[-1] = (*found[-1], part)
        else:
            found.append((part,))
    return tuple(found)


def _continues(before: tuple[Term, ...], part: Term) -> bool:
    last = before[-1]
    if not isinstance(last, Compare) or not isinstance(part, Compare) or last.right != part.left:
        return False
    signs = {link.relation[0] for link in (*before, part) if isinstance(link, Compare)}
    return "!" not in signs and not {"<", ">"} <= signs


def _chain(links: tuple[Term, ...]) -> str:
    written = _wrap(links[0], NOT)
    for link in links[1:]:
        if isinstance(link, Compare):
            written += f" {_RELATIONS[link.relation]} {_wrap(link.right, SUM)}"
    return written
