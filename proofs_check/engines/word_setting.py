"""What words are reduced with: the kinds of the letters, rewrite rules, commuting pairs, and known signs of exponents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from proofs_check.engines.affine import Affine
from proofs_check.engines.word_terms import Factor, MatrixPolynomial, TooLarge, Word
from proofs_check.statement.domains import INTEGER, INVERTIBLE_KINDS, SYMMETRIC_KINDS, Domain
from proofs_check.statement.sorts import Scope, sort_of
from proofs_check.statement.terms import Constant, Letter, Number, Term, sequence_names, walk

MAX_REDUCTIONS = 40_000


@dataclass(frozen=True)
class Rule:
    """An equation `pattern == replacement`, used from left to right.

    carried: where the pattern is M @ R (or R @ M, if `at_right`) and the replacement R @ N (or N @ R), this N: then
    M**e @ R == R @ N**e for every e >= 0.
    """

    pattern: Word
    replacement: MatrixPolynomial
    carried: MatrixPolynomial | None = None
    at_right: bool = False


class Work:
    """Counts reductions, so that rules which turn in circles end in TooLarge; one count for one attempt."""

    def __init__(self, limit: int = MAX_REDUCTIONS) -> None:
        self.left = limit

    def spend(self) -> None:
        """One more reduction. Raises TooLarge."""
        self.left -= 1
        if self.left < 0:
            raise TooLarge(f"more than {MAX_REDUCTIONS} reductions of products")


@dataclass(frozen=True)
class Setting:
    """known: affine terms that are nonnegative. decide: asks a prover whether an affine term is nonnegative.

    rewrites: how deep rewritings may be nested. work: the count of reductions that is left. mirrored: whether scalar
    products are compared with their transposes.
    """

    scope: Scope
    rules: tuple[Rule, ...] = ()
    commuting: frozenset[frozenset[tuple[Term, bool]]] = frozenset()
    known: tuple[Affine, ...] = ()
    decide: Callable[[Affine], bool] | None = field(default=None, compare=False)
    rewrites: int = 24
    mirrored: bool = True
    work: Work = field(default_factory=Work, compare=False)
    converted: dict[Term, MatrixPolynomial] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Normal forms in this setting, for the same terms stand in many facts; a setting that is made from it has none."""

    @cached_property
    def bare(self) -> Setting:
        """The setting without its rules."""
        return replace(self, rules=()) if self.rules else self

    @cached_property
    def is_complex(self) -> bool:
        """Whether a letter is complex."""
        return any(domain.is_complex for domain in self.scope.letters.values())

    def binding(self, name: str, end: Affine) -> Setting:
        """The setting inside a sum over `name` = 0, ..., end."""
        index = Affine(0, ((Letter(name), 1),))
        known = (*self.known, index, end - index)
        return replace(self, scope=self.scope.with_letter(name, INTEGER), known=known)

    def rewritten(self) -> Setting:
        """The setting after one more rewriting; the rules are spent when the count is."""
        return replace(self, rewrites=self.rewrites - 1, rules=self.rules if self.rewrites > 1 else ())


def letter_traits(domain: Domain) -> frozenset[str]:
    """What a kind says that holds for the plain transpose; of complex kinds only what needs no conjugation."""
    kind = domain.kind
    traits = set()
    if kind in INVERTIBLE_KINDS:
        traits.add("invertible")
    if kind == "diagonal":
        traits |= {"diagonal", "symmetric"}
    if domain.over == "real":
        traits |= {"symmetric"} if kind in SYMMETRIC_KINDS else set()
        traits |= {kind} if kind in ("orthogonal", "psd", "spd") else set()
        traits |= {"psd"} if kind == "spd" else set()
    return frozenset(traits)


def factor_of(base: Term, setting: Setting, traits: frozenset[str] = frozenset()) -> Factor:
    """The factor of a term that is no sum: a letter, a value of a sequence, a unit vector."""
    shape = sort_of(base, setting.scope)
    if isinstance(base, Letter):
        traits = letter_traits(setting.scope.letters[base.name])
    return Factor(base, shape.rows, shape.columns, traits=traits)


def commute(left: Factor, right: Factor, setting: Setting) -> bool:
    """Whether two square factors are known to commute."""
    if not (left.square and right.square) or left.rows != right.rows:
        return False
    if "diagonal" in left.traits and "diagonal" in right.traits:
        return True
    names = frozenset({(left.base, left.transposed), (right.base, right.transposed)})
    if len(names) == 1 or names in setting.commuting:
        return True
    return _parts_commute(left, right, setting) or _parts_commute(right, left, setting)


def _parts_commute(whole: Factor, other: Factor, setting: Setting) -> bool:
    """A sum commutes with what all its factors commute with."""
    if whole.expanded is None:
        return False
    for monomial, _ in whole.expanded.terms:
        for part in monomial.word:
            turned = transposed_factor(part) if whole.transposed else part
            if not commute(turned, other, setting):
                return False
    return True


def transposed_factor(factor: Factor) -> Factor:
    """The transpose: the same for symmetric bases, the inverse for orthogonal ones."""
    if "symmetric" in factor.traits:
        return factor
    if "orthogonal" in factor.traits:
        return replace(factor, exponent=-factor.exponent)
    return replace(factor, transposed=not factor.transposed)


def nonnegative(affine: Affine, setting: Setting) -> bool:
    """Whether the affine term is known to be at least 0, from bounds, known terms, or the prover."""
    if affine.is_constant:
        return affine.constant >= 0
    singles = [affine - known for known in setting.known]
    if any(_least(rest, setting.scope) for rest in (affine, *singles)):
        return True
    if any(_least(rest - known, setting.scope) for rest in singles for known in setting.known):
        return True
    declared = affine.letters() <= set(setting.scope.letters)
    return declared and setting.decide is not None and setting.decide(affine)


def _least(affine: Affine, scope: Scope) -> bool:
    """Whether the bounds in the domains of the letters make the affine term at least 0."""
    total = affine.constant
    for part, coefficient in affine.parts:
        domain = scope.letters.get(part.name) if isinstance(part, Letter) else None
        bound = None if domain is None else domain.low if coefficient > 0 else domain.high
        if bound is None or not isinstance(bound.at, Number) or bound.at.value.denominator != 1:
            return False
        end = int(bound.at.value)
        if not bound.closed:
            end += 1 if coefficient > 0 else -1
        total += coefficient * end
    return total >= 0


def may_be_complex(term: Term, setting: Setting) -> bool:
    """Whether a term may have a value that is not real."""
    if not setting.is_complex:
        return False
    if sequence_names(term):
        return True
    for node in walk(term):
        if isinstance(node, Constant) and node.name == "i":
            return True
        if isinstance(node, Letter):
            domain = setting.scope.letters.get(node.name)
            if domain is None or domain.is_complex:
                return True
    return any(getattr(node, "op", "") in ("eigenvalues", "sqrt", "log", "pow") for node in walk(term))
