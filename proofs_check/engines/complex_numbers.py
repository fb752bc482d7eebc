"""Goals about complex numbers through their real and imaginary parts.

Every complex letter becomes two real ones, every statement one about real terms (`complex_split.py`); hypotheses that
cannot be split are left out. Certificate: that of the real goal.
"""

from __future__ import annotations

from proofs_check.engines.branch_values import open_nodes
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.complex_split import NotSplit, Pair, Splitter
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL, Domain
from proofs_check.statement.terms import (
    TRUE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    binder,
    fresh,
    number,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "complex parts"
BRANCHED = (
    "asin",
    "acos",
    "acosh",
    "atanh",
    "acoth",
)  # they have values, not real ones, where the real functions have none


def applies(goal: Goal) -> bool:
    """Whether the goal has complex letters, all of them numbers, and no sequences."""
    complex_ones = [domain for _, domain in goal.letters if domain.is_complex]
    return bool(complex_ones) and all(one.is_scalar for _, one in goal.letters) and not goal.sequences


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a goal with complex letters from the real goal about their parts."""
    if not applies(goal):
        return undecided(ENGINE, "")
    try:
        real = in_parts(goal)
    except NotSplit as reason:
        return undecided(ENGINE, f"not split: {reason}")
    answer = prove(real)
    if not answer.proved:
        return undecided(ENGINE, f"{text(real.conclusion)[:120]} is not shown")
    return proved(ENGINE, f"in real and imaginary parts: {answer.detail}"[:400], "certificate", (answer,))


def in_parts(goal: Goal) -> Goal:
    """The goal about real and imaginary parts. Raises NotSplit where the conclusion cannot be split."""
    setting, splitter = setting_in_parts(goal)
    conclusion = splitter.statement(goal.conclusion)
    facts = (_positive(splitter.split(u)) for u in _sums_below_logarithms(goal.conclusion))
    return setting.assuming(*facts).concluding(conclusion)


def _sums_below_logarithms(conclusion: Term) -> list[Apply]:
    """They do not vanish, for the conclusion is defined."""
    if not isinstance(conclusion, Compare):
        return []
    logs = {n.args[0] for n in open_nodes(conclusion) if isinstance(n, Apply) and n.op == "log"}
    return sorted((u for u in logs if isinstance(u, Apply) and u.op in ("add", "sub")), key=text)


def _positive(one: Pair) -> Compare:
    """That the square of the modulus is."""
    squares = [apply("pow", part, number(2)) for part in (one.re, one.im)]
    return Compare(">", apply("add", *squares), ZERO)


def setting_in_parts(goal: Goal) -> tuple[Goal, Splitter]:
    """The letters and hypotheses of the goal in real and imaginary parts, with nothing to conclude, and what splits terms."""
    # Parts are put under binders as they stand, so they must not be named as a bound letter.
    taken = names_of(goal) | {name for term in (*goal.hypotheses, goal.conclusion) for name in _bound(term)}
    names: dict[str, tuple[str, str]] = {}
    letters: list[tuple[str, Domain]] = []
    facts: list[Term] = []
    for name, domain in goal.letters:
        if not domain.is_complex:
            letters.append((name, domain))
            continue
        first = fresh(f"{name}_re", taken)
        second = fresh(f"{name}_im", taken)
        taken |= {first, second}
        names[name] = first, second
        letters += [(first, REAL), (second, REAL)]
        if domain.nonzero:
            squares = [apply("pow", Letter(part), number(2)) for part in (first, second)]
            facts.append(Compare("!=", apply("add", *squares), ZERO))
    splitter = Splitter(goal.scope, names)
    for hypothesis in goal.hypotheses:
        # In parts it would say that their arguments lie where the real functions are defined.
        if any(isinstance(node, Apply) and node.op in BRANCHED for node in walk(hypothesis)):
            continue
        try:
            facts += with_squares(splitter.statement(hypothesis))
        except NotSplit:
            continue
    return Goal(tuple(letters), tuple(facts), TRUE), splitter


def _bound(term: Term) -> frozenset[str]:
    return frozenset(name for node in walk(term) if (name := binder(node)) is not None)


def with_squares(fact: Term) -> tuple[Term, ...]:
    """A fact, and what it says of the squares where a root is compared with something: sqrt(p) < c gives p < c**2."""
    match fact:
        case Compare(relation=relation, left=Apply(op="sqrt", args=(inside,)), right=right):
            never_negative = isinstance(right, Number) and right.value >= 0
            if relation in ("<", "<=", "==") or (relation in (">", ">=") and never_negative):
                return (fact, Compare(relation, inside, apply("pow", right, number(2))))
    return (fact,)
