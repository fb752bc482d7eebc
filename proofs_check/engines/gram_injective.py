"""Images of vectors that are not zero, under matrices of full column rank.

B @ v is zero only where v is, if det(B.T @ B) != 0 or if L @ B == I for some L.
Reference: Horn and Johnson, Matrix Analysis, section 0.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from proofs_check.engines import matrix_facts as table
from proofs_check.engines.gram_squares import turned
from proofs_check.engines.matrix_facts import Instance
from proofs_check.engines.word_factors import product_factors, single_factors
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import Monomial, Word, word_term
from proofs_check.goal import Goal
from proofs_check.statement.terms import Apply, Term, walk

MAX_IMAGES = 12
IDENTITY = ((Monomial(), Fraction(1)),)


def full_ranks(goal: Goal, setting: Setting, atoms: tuple[Term, ...]) -> Iterator[Instance]:
    """Full column rank by a determinant, where the goal speaks of one."""
    speaks = any(
        isinstance(node, Apply) and node.op == "det"
        for fact in (*goal.hypotheses, goal.conclusion)
        for node in walk(fact)
    )
    for place, rest in _images(setting, atoms) if speaks else ():
        if "invertible" not in place[0].traits:
            yield table.FULL_RANK_IMAGE, {"A": place[0].term, "v": word_term(rest)}


def left_inverses(setting: Setting, atoms: tuple[Term, ...]) -> Iterator[Instance]:
    """Full column rank by a left inverse among the rules; to be read with the rules."""
    inverses = [rule.pattern for rule in setting.rules if rule.replacement.terms == IDENTITY]
    for place, rest in _images(setting, atoms) if inverses else ():
        for pattern in inverses:
            if len(pattern) == 2 and pattern[1] == place[0]:
                image = word_term((place[0], *rest))
                yield table.FROBENIUS_BOUNDS_IMAGE, {"A": pattern[0].term, "v": image}


def _images(setting: Setting, atoms: tuple[Term, ...]) -> list[tuple[Word, Word]]:
    """(B, v) of every B @ v at the right end of a form y.T @ y or y.T @ M @ y."""
    found: dict[tuple[Word, Word], None] = {}
    for atom in atoms:
        if not isinstance(atom, Apply) or atom.op != "matmul":
            continue
        word = single_factors(product_factors(atom, setting))
        if turned(word) != word:
            continue
        for place in range((len(word) + 1) // 2, len(word) - 1):
            found[(word[place : place + 1], word[place + 1 :])] = None
    return list(found)[:MAX_IMAGES]
