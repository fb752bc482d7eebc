"""Equations between products of matrices and vectors of any size, by normal form.

Both sides become sums of `scalar * word` (see `word_terms.py`); equations among the hypotheses are rewrite rules. What
remains is that the scalar in front of every word is zero: scalar goals, which the prover gets.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.engines.affine import Affine
from proofs_check.engines.scalar_image import Namer, scalar_goal, touches_matrices
from proofs_check.engines.word_algebra import subtract
from proofs_check.engines.word_align import align_sums, clear_inverses, telescope
from proofs_check.engines.word_diagonals import diagonal_sums
from proofs_check.engines.word_inverses import with_inverses, without_inverted_letters
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import conjuncts, plain_setting, ruled_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import MatrixPolynomial, Monomial, TooLarge, Unsupported, polynomial
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER, Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Compare,
    Connective,
    Letter,
    Quantified,
    Term,
    fresh,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "words"


def normalize(term: Term, goal: Goal) -> MatrixPolynomial:
    """The normal form of a scalar, vector or matrix term under the equations of the goal. Raises Unsupported, TooLarge."""
    return convert(term, ruled_setting(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves equations (and conjunctions of them) that hold by normal form; scalar identities go to `prove`."""
    if not touches_matrices(goal.conclusion, goal.scope):
        return undecided(ENGINE, "no vectors or matrices in the conclusion")
    try:
        return _attempt(goal, prove)
    except (Unsupported, TooLarge) as problem:
        return undecided(ENGINE, str(problem))


def _attempt(goal: Goal, prove: Prover) -> Answer:
    parts = [_equation(one, prove) for one in simple_goals(goal)]
    open_part = next((part for part in parts if not part.proved), None)
    if open_part is not None:
        return open_part
    detail = "; ".join(dict.fromkeys(part.detail for part in parts))
    return proved(ENGINE, detail, "certificate", tuple(parts))


def simple_goals(goal: Goal) -> list[Goal]:
    """The goal with conjunctions split, hypotheses of implications assumed, and universal letters declared."""
    conclusion = goal.conclusion
    match conclusion:
        case Connective(op="and", parts=parts):
            return [one for part in parts for one in simple_goals(goal.concluding(part))]
        case Connective(op="implies", parts=(premise, then)):
            return simple_goals(goal.assuming(premise).concluding(then))
        case Quantified(op="forall", letter=letter, domain=domain, body=body):
            taken = frozenset(name for name, _ in goal.letters) | {one.name for one in goal.sequences}
            name = fresh(letter, taken)
            inner = substitute(body, {letter: Letter(name)}) if name != letter else body
            return simple_goals(goal.with_letter(name, domain).concluding(inner))
        case _:
            return [goal]


def _equation(goal: Goal, prove: Prover) -> Answer:
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "==":
        return undecided(ENGINE, f"no equation: {text(conclusion)}")
    plain, ruled = plain_setting(goal, prove), ruled_setting(goal, prove)
    settings = [ruled, plain] if (ruled.rules or ruled.commuting) else [plain]
    inverting = with_inverses((conclusion,), ruled)
    settings += [inverting] if inverting != ruled else []
    answers = []
    for setting in settings:
        try:
            answer = _difference_vanishes(goal, conclusion, setting, prove)
        except (Unsupported, TooLarge) as problem:
            answer = undecided(ENGINE, str(problem))
        if answer.proved:
            return answer
        answers.append(answer)
    if inverting != ruled:
        again = _cleared_vanishes(goal, conclusion, plain, inverting, prove)
        if again.proved:
            return again
    return answers[0]


def _cleared_vanishes(
    goal: Goal, conclusion: Compare, plain: Setting, inverting: Setting, prove: Prover
) -> Answer:
    """The difference with inverses multiplied away, in the normal form that the inverses' rules give."""
    try:
        difference = subtract(convert(conclusion.left, plain), convert(conclusion.right, plain))
        difference = clear_inverses(difference, plain)
        if not difference.is_scalar:
            difference = clear_inverses(without_inverted_letters(difference, plain), plain)
        difference = convert(difference.term, inverting)
    except (Unsupported, TooLarge) as problem:
        return undecided(ENGINE, str(problem))
    if not difference.terms:
        return proved(ENGINE, f"both sides of {text(conclusion)} have one normal form", "certificate")
    return _coefficients_vanish(goal, conclusion, difference, inverting, prove)


def _difference_vanishes(goal: Goal, conclusion: Compare, setting: Setting, prove: Prover) -> Answer:
    difference = subtract(convert(conclusion.left, setting), convert(conclusion.right, setting))
    difference = diagonal_sums(telescope(align_sums(difference, setting), setting), setting)
    difference = clear_inverses(difference, setting)
    if not difference.terms:
        return proved(ENGINE, f"both sides of {text(conclusion)} have one normal form", "certificate")
    if difference.is_scalar:
        whole = _scalar_identity(goal, difference, setting, prove)
        if whole.proved:
            return whole
    answer = _coefficients_vanish(goal, conclusion, difference, setting, prove)
    if not answer.proved and not difference.is_scalar:
        cleared = without_inverted_letters(difference, setting)
        if cleared != difference:
            return _coefficients_vanish(goal, conclusion, cleared, setting, prove)
    return answer


def _coefficients_vanish(
    goal: Goal, conclusion: Compare, difference: MatrixPolynomial, setting: Setting, prove: Prover
) -> Answer:
    groups: dict[Monomial, dict[Monomial, Fraction]] = {}
    for monomial, value in difference.terms:
        key = Monomial(monomial.binders, (), monomial.word)
        groups.setdefault(key, {})[Monomial((), monomial.scalars)] = value
    parts: list[Answer] = []
    for key, terms in groups.items():
        if not any(monomial.scalars for monomial in terms):
            return undecided(
                ENGINE, f"the difference of the sides of {text(conclusion)} has {text(difference.term)}"
            )
        coefficient = polynomial(ONE, ONE, terms)
        parts.append(_scalar_identity(goal, coefficient, setting, prove, key.binders))
        if not parts[-1].proved:
            return undecided(ENGINE, f"the difference of the sides is {text(difference.term)}")
    return proved(ENGINE, f"the coefficients of {text(conclusion)} agree", "certificate", tuple(parts))


def _scalar_identity(
    goal: Goal,
    coefficient: MatrixPolynomial,
    setting: Setting,
    prove: Prover,
    binders: tuple[tuple[str, Affine], ...] = (),
) -> Answer:
    """Asks the prover whether a scalar polynomial is zero, for all values of the bound letters in their ranges."""
    inside = setting
    letters: list[tuple[str, Domain]] = []
    ranges: list[Term] = []
    for name, end in binders:
        inside = inside.binding(name, end)
        letters.append((name, INTEGER))
        ranges += [Compare("<=", ZERO, Letter(name)), Compare("<=", Letter(name), end.term)]
    namer = Namer(inside, goal)
    conclusion = namer.image(Compare("==", coefficient.term, ZERO))
    hypotheses = [*scalar_hypotheses(goal, setting, namer), *ranges]
    return prove(scalar_goal(goal, namer, hypotheses, conclusion, tuple(letters)).goal)


def scalar_hypotheses(goal: Goal, setting: Setting, namer: Namer) -> list[Term]:
    """The images of the scalar comparisons among the hypotheses; those that have none are left out."""
    found: list[Term] = []
    for hypothesis in goal.hypotheses:
        for fact in conjuncts(hypothesis):
            try:
                if not touches_matrices(fact, setting.scope):
                    found.append(namer.image(fact))
                elif isinstance(fact, Compare):
                    sides = [convert(side, setting) for side in (fact.left, fact.right)]
                    if all(side.is_scalar for side in sides):
                        found.append(namer.image(Compare(fact.relation, sides[0].term, sides[1].term)))
            except (Unsupported, TooLarge):
                continue
    return found
