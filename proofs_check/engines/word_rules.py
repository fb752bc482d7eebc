"""Hypotheses as rewrite rules: which equations between words are used, in which direction.

A letter that an equation gives is replaced everywhere; other equations are used from a side that is a single word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from proofs_check.engines.affine import UNIT, Affine, affine_of
from proofs_check.engines.scalar_image import Namer, scalar_goal, touches_matrices
from proofs_check.engines.word_algebra import transposed
from proofs_check.engines.word_leading import decreases, is_multiple_of_transpose, leading
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_reduce import find_rewriting
from proofs_check.engines.word_setting import Rule, Setting
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    Monomial,
    TooLarge,
    Unsupported,
    Word,
    polynomial,
    word_polynomial,
)
from proofs_check.goal import Goal, Prover
from proofs_check.statement.sorts import SCALAR, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Limit,
    Quantified,
    Sum,
    Term,
    children,
    walk,
)


def plain_setting(goal: Goal, prove: Prover | None = None) -> Setting:
    """The setting of a goal without rules: kinds of the letters, and exponents known to be nonnegative."""
    scope = goal.scope
    known = [
        found
        for fact in (*goal.facts(), *(part for fact in goal.hypotheses for part in conjuncts(fact)))
        for found in _nonnegative_in(fact, goal)
    ]
    for term in (*goal.hypotheses, goal.conclusion):
        known += [found for found in _exponents(term, goal) if not found.is_constant]
    return Setting(scope, known=tuple(dict.fromkeys(known)), decide=_decider(goal, prove))


def conjuncts(term: Term) -> Iterator[Term]:
    """The parts of nested conjunctions."""
    if isinstance(term, Connective) and term.op == "and":
        for part in term.parts:
            yield from conjuncts(part)
    else:
        yield term


def _nonnegative_in(fact: Term, goal: Goal) -> list[Affine]:
    """Affine terms that a comparison says are nonnegative."""
    if not isinstance(fact, Compare) or fact.relation == "!=":
        return []
    if sort_of(fact.left, goal.scope) != SCALAR:
        return []
    left, right = affine_of(fact.left, goal.scope), affine_of(fact.right, goal.scope)
    if left is None or right is None:
        return []
    gap = left - right
    strict = {">": -1, "<": -1}.get(fact.relation, 0)
    ways = {">": [gap], ">=": [gap], "<": [-gap], "<=": [-gap], "==": [gap, -gap]}[fact.relation]
    return [way + Affine(strict) for way in ways]


def _exponents(term: Term, goal: Goal) -> Iterator[Affine]:
    """The exponents of the matrix powers that stand outside sums, limits and quantifiers: defined, so nonnegative."""
    if isinstance(term, Sum | Limit | Quantified):
        return
    if isinstance(term, Apply) and term.op == "pow" and sort_of(term.args[0], goal.scope) != SCALAR:
        found = affine_of(term.args[1], goal.scope)
        if found is not None:
            yield found
    for part in children(term):
        yield from _exponents(part, goal)


def _decider(goal: Goal, prove: Prover | None) -> Callable[[Affine], bool] | None:
    """Asks the prover whether an affine term is nonnegative, each question once."""
    if prove is None:
        return None
    asked: dict[Affine, bool] = {}

    def decide(affine: Affine) -> bool:
        if not affine.letters() <= set(goal.scope.letters):
            return False  # of a letter that a sum binds nothing is said here
        if affine not in asked:
            namer = Namer(Setting(goal.scope), goal)
            plain = [fact for fact in goal.hypotheses if not touches_matrices(fact, goal.scope)]
            question = Compare(">=", affine.term, ZERO)
            asked[affine] = False
            if not touches_matrices(question, goal.scope):
                try:
                    image = scalar_goal(
                        goal, namer, [namer.image(fact) for fact in plain], namer.image(question)
                    )
                    asked[affine] = prove(image.goal).proved
                except Unsupported:
                    pass
        return asked[affine]

    return decide


def ruled_setting(goal: Goal, prove: Prover | None = None) -> Setting:
    """The setting with the equations among the hypotheses as rules."""
    setting = plain_setting(goal, prove)
    equations = [
        fact
        for hypothesis in goal.hypotheses
        for fact in conjuncts(hypothesis)
        if isinstance(fact, Compare) and fact.relation == "==" and sort_of(fact.left, setting.scope) != SCALAR
    ]
    left: list[Compare] = []
    for equation in equations:
        setting, used = _with_equation(equation, setting, _elimination)
        left += [] if used else [equation]
    for equation in left:
        setting, used = _with_equation(equation, setting, _single_words)
        if not used:
            setting, _ = _with_equation(equation, setting, _leading_word)
    return setting


Orient = Callable[[MatrixPolynomial, MatrixPolynomial, Setting], Setting | None]


def _with_equation(equation: Compare, setting: Setting, orient: Orient) -> tuple[Setting, bool]:
    try:
        left, right = _cancelled(convert(equation.left, setting), convert(equation.right, setting))
        if left == right:
            return setting, True
        for one, two in ((left, right), (right, left)):
            found = orient(one, two, setting)
            if found is not None:
                return found, True
    except (Unsupported, TooLarge):
        pass
    return setting, False


def _cancelled(left: MatrixPolynomial, right: MatrixPolynomial) -> tuple[MatrixPolynomial, MatrixPolynomial]:
    """Both sides without the terms that they share."""
    shared = set(left.terms) & set(right.terms)
    sides = (
        polynomial(
            side.rows, side.columns, {one: value for one, value in side.terms if (one, value) not in shared}
        )
        for side in (left, right)
    )
    one, two = sides
    return one, two


def _word_of(found: MatrixPolynomial) -> Word | None:
    """The word of a polynomial that is just one."""
    single = found.single()
    if single is None or single[1] != 1 or single[0].scalars or not single[0].word:
        return None
    return single[0].word


def _elimination(left: MatrixPolynomial, right: MatrixPolynomial, setting: Setting) -> Setting | None:
    """A letter that the other side does not mention is replaced."""
    word = _word_of(left)
    if word is None or len(word) != 1 or word[0].exponent != UNIT or word[0].expanded is not None:
        return None
    base = word[0].base
    if any(node == base for node in walk(right.term)):
        return None
    return _with_rules(setting, both_ways(word, right, setting))


def _single_words(left: MatrixPolynomial, right: MatrixPolynomial, setting: Setting) -> Setting | None:
    word, other = _word_of(left), _word_of(right)
    if word is None or is_multiple_of_transpose(word, right):
        return None
    if other is not None and _is_swap(word, other):
        names = frozenset((factor.base, factor.transposed) for factor in word)
        turned = frozenset((base, not flag) for base, flag in names)
        return replace(setting, commuting=setting.commuting | {names, turned})
    if other is not None and len(word) == len(other) == 1 and _is_turn(word[0], other[0]):
        return _with_rules(setting, (Rule(word, right),)) if word[0].transposed else None
    while not right.terms and len(word) > 1 and "invertible" in word[0].traits:
        word = word[1:]  # V @ x is zero only where x is
    rules = both_ways(word, right, setting)
    if len(word) == 2 and right.terms == ((Monomial(), Fraction(1)),) and all(one.square for one in word):
        rules = (*rules, *both_ways((word[1], word[0]), right, setting))
    kept = tuple(rule for rule in rules if not _returns(rule, setting))
    return _with_rules(setting, kept) if kept else None


def _leading_word(left: MatrixPolynomial, right: MatrixPolynomial, setting: Setting) -> Setting | None:
    """The leading word of a sum of words is replaced; the transposed rule is used where it leads to smaller words too."""
    found = leading(left, right)
    if found is None:
        return None
    kept = [
        rule for rule in both_ways(found[0], found[1], setting) if decreases(rule.pattern, rule.replacement)
    ]
    return _with_rules(setting, tuple(kept)) if kept else None


def _is_turn(one: Factor, two: Factor) -> bool:
    """Whether an equation says that a letter (or a power of it) is its own transpose."""
    return one.base == two.base and one.transposed != two.transposed


def _is_swap(word: Word, other: Word) -> bool:
    plain = all(factor.exponent == UNIT and factor.square for factor in word)
    return plain and len(word) == 2 and other == (word[1], word[0])


def _returns(rule: Rule, setting: Setting) -> bool:
    """Whether the rule would fit its own replacement."""
    alone = replace(setting, rules=(replace(rule, carried=None),))
    return any(find_rewriting(monomial.word, alone) for monomial, _ in rule.replacement.terms)


def _with_rules(setting: Setting, rules: tuple[Rule, ...]) -> Setting:
    return replace(setting, rules=(*setting.rules, *rules))


def both_ways(word: Word, right: MatrixPolynomial, setting: Setting) -> tuple[Rule, ...]:
    """The rule `word == right` and its transpose."""
    bare = setting.bare
    turned = _word_of(transposed(word_polynomial(word, ONE), bare))
    rule = _rule(word, right)
    if turned is None or turned == word:
        return (rule,)
    other = _rule(turned, transposed(right, bare))
    return _turned(rule, other, bare), _turned(other, rule, bare)


def _turned(rule: Rule, other: Rule, setting: Setting) -> Rule:
    """The rule with what its transpose carries, where it carries nothing itself."""
    if rule.carried is not None or other.carried is None or len(rule.pattern) == 1:
        return rule
    return replace(rule, carried=transposed(other.carried, setting), at_right=True)


def _rule(word: Word, right: MatrixPolynomial) -> Rule:
    first, rest = word[0], word[1:]
    if first.exponent != UNIT or not first.square:
        return Rule(word, right)
    if not rest:
        return Rule(word, right, right)
    return Rule(word, right, _carried(rest, right))


def _carried(rest: Word, right: MatrixPolynomial) -> MatrixPolynomial | None:
    """N with right == rest @ N, read off the words."""
    size = rest[-1].width
    found: dict[Monomial, Fraction] = {}
    for monomial, value in right.terms:
        if monomial.binders or monomial.word[: len(rest)] != rest:
            return None
        tail: tuple[Factor, ...] = monomial.word[len(rest) :]
        if tail and tail[-1].width != size:
            return None
        found[Monomial((), monomial.scalars, tail)] = value
    return polynomial(size, size, found)
