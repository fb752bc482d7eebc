"""Products over the entries of vectors of any size, by induction over how many entries are taken.

    prod(1 + x_i) >= 1 + sum x_i    from    q >= 1 + s, s >= 0, x >= 0 gives q*(1 + x) >= 1 + s + x, and 1 >= 1 + 0

The sums and products of the first k entries are letters s and q. What is said of all entries is known of the next one; besides that, the
signs of s and q and whether q is at most (at least) 1 are known from those of the terms; so is a bound of a sum of terms that are
not negative, for parts of it are no greater. Where the claim speaks of n, it is k there. The induction begins with no entry, or with one.

Certificate: that the claim is defined for the first k entries, the first claim and the step.
Reference: Weierstrass' product inequalities, Mitrinovic, Analytic Inequalities, 3.2.37.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import folded, plus, times
from proofs_check.engines.outer_sums import outer_sums
from proofs_check.engines.sums_as_letters import KnownSums, of_numbers
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER, REAL
from proofs_check.statement.sorts import SCALAR, shape_of_domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Sum,
    Term,
    apply,
    binder,
    children,
    free_letters,
    fresh,
    number,
    rebuild,
    substitute,
    walk,
)

ENGINE = "induction over the entries"
MAX_SUMS = 4
ORDERS = ("<", "<=", ">", ">=")


@dataclass(frozen=True)
class Setting:
    """The goal with one index, its sums and products, all of them over n terms, and letters for their parts."""

    goal: Goal
    sums: tuple[Sum, ...]
    size: str
    parts: Mapping[Sum, Letter]
    count: Letter


def applies(goal: Goal) -> bool:
    """Whether an inequality speaks of a product over the entries of vectors of any size."""
    return setting_of(goal) is not None


def setting_of(goal: Goal) -> Setting | None:
    """How such a goal is read."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in ORDERS or goal.sequences:
        return None
    if any(domain.is_complex for _, domain in goal.letters) or not any(
        map(_is_long_product, walk(conclusion))
    ):
        return None
    index = fresh("index", names_of(goal))
    goal = replace(
        goal,
        hypotheses=tuple(_indexed(fact, index) for fact in goal.hypotheses),
        conclusion=_indexed(conclusion, index),
    )
    sums = tuple(dict.fromkeys(outer_sums(goal.conclusion)))
    size = _size(sums, goal)
    if size is None or len(sums) > MAX_SUMS:
        return None
    taken = names_of(goal) | {index, "part"}
    parts: dict[Sum, Letter] = {}
    for one in sums:
        parts[one] = Letter(fresh("part", taken))
        taken |= {parts[one].name}
    return Setting(goal, sums, size, parts, Letter(fresh("count", taken)))


def _is_long_product(node: Term) -> bool:
    if not isinstance(node, Sum) or node.op != "prod" or isinstance(node.high, Number):
        return False
    return any(isinstance(part, Apply) and part.op == "entry" for part in walk(node.body))


def _indexed(term: Term, index: str) -> Term:
    """The term with one name for the index of all outermost sums and products."""
    if isinstance(term, Sum):
        return Sum(term.op, index, substitute(term.body, {term.letter: Letter(index)}), term.low, term.high)
    if binder(term) is not None:
        return term
    return rebuild(term, tuple(_indexed(part, index) for part in children(term)))


def _size(sums: tuple[Sum, ...], goal: Goal) -> str | None:
    """The whole letter n where all sums run from 0 to n - 1."""
    for name, domain in goal.letters:
        last = apply("sub", Letter(name), ONE)
        if domain.kind == "integer" and all(
            one.low == ZERO and difference_is_zero(one.high, last, goal.scope) for one in sums
        ):
            return name
    return None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves such a goal by induction; it never refutes."""
    setting = setting_of(goal)
    if setting is None:
        return undecided(ENGINE, "")
    known = KnownSums(setting.goal, prove)
    if not known.has_terms(setting.sums[0]):
        return undecided(ENGINE, "there may be no entry, and n may be negative")
    inside = known.inside(setting.sums[0])
    claim = _claim(setting)
    vectors = {name for name, domain in goal.letters if shape_of_domain(domain) != SCALAR}
    if free_letters(claim) & vectors:
        return undecided(ENGINE, "it speaks of vectors outside of sums and products")
    facts, after = _facts(setting, known, inside)
    open_part = _with_parts(inside, setting).assuming(*facts)
    assert isinstance(claim, Compare)
    if not known.is_defined(open_part, claim.left) or not known.is_defined(open_part, claim.right):
        return undecided(ENGINE, "for the first k entries it may be undefined")
    nothing = {one: ZERO if one.op == "sum" else ONE for one in setting.sums}
    start = 0 if known.holds(setting.goal, _put(setting, nothing, ZERO)) else 1
    if start and not known.holds(inside, _put(setting, {one: one.body for one in setting.sums}, ONE)):
        return undecided(ENGINE, "neither no entry nor one is a beginning")
    longer = {one: _longer(one, setting.parts[one]) for one in setting.sums}
    reached = Compare(">=", setting.count, number(start))
    step = of_numbers(
        open_part.assuming(*after, reached, claim).concluding(_put(setting, longer, plus(setting.count, ONE)))
    )
    answer = prove(step)
    if not answer.proved:
        return undecided(ENGINE, f"the step: {answer.detail}"[:300])
    return proved(ENGINE, f"from {start} entries on", "certificate", (*known.answers, answer))


def _with_parts(goal: Goal, setting: Setting) -> Goal:
    for letter in setting.parts.values():
        goal = goal.with_letter(letter.name, REAL)
    return goal.with_letter(setting.count.name, INTEGER).assuming(Compare(">=", setting.count, ZERO))


def _claim(setting: Setting) -> Term:
    return _put(setting, setting.parts, setting.count)


def _put(setting: Setting, values: Mapping[Sum, Term], count: Term) -> Term:
    """The claim with these values of the sums and products, of so many terms."""
    claim = setting.goal.conclusion
    for one, letter in setting.parts.items():
        claim = replace_all(claim, one, letter)
    claim = substitute(claim, {setting.size: count})
    return folded(substitute(claim, {setting.parts[one].name: value for one, value in values.items()}))


def _longer(one: Sum, part: Term) -> Term:
    return plus(part, one.body) if one.op == "sum" else times(part, one.body)


def _facts(setting: Setting, known: KnownSums, inside: Goal) -> tuple[list[Term], list[Term]]:
    """What is known of the parts; and what is known of them with one more term."""
    facts: list[Term] = []
    after: list[Term] = []
    for one in setting.sums:
        part, body = setting.parts[one], one.body
        if one.op == "prod":
            facts += _of_product(part, body, known, inside)
            continue
        if known.holds(inside, Compare(">=", body, ZERO)):
            facts.append(Compare(">=", part, ZERO))
            for relation, bound in _bounds(one, setting):
                facts.append(Compare(relation, part, bound))
                after.append(Compare(relation, plus(part, body), bound))
        elif known.holds(inside, Compare("<=", body, ZERO)):
            facts.append(Compare("<=", part, ZERO))
    return facts, after


def _of_product(part: Term, body: Term, known: KnownSums, inside: Goal) -> Iterator[Term]:
    sign = next((sign for sign in (">", ">=") if known.holds(inside, Compare(sign, body, ZERO))), None)
    if sign is None:
        return
    yield Compare(sign, part, ZERO)
    for relation in ("<=", ">="):
        if known.holds(inside, Compare(relation, body, ONE)):
            yield Compare(relation, part, ONE)


def _bounds(one: Sum, setting: Setting) -> Iterator[tuple[str, Term]]:
    """The numbers that a hypothesis says the sum to be below."""
    for fact in setting.goal.hypotheses:
        if not isinstance(fact, Compare) or fact.left != one or fact.relation not in ("<", "<=", "=="):
            continue
        if not any(outer_sums(fact.right)) and setting.size not in free_letters(fact.right):
            yield ("<=" if fact.relation == "==" else fact.relation), fact.right
