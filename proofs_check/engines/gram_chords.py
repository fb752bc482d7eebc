"""Where the spectrum lies, said of three forms of consecutive powers.

With all eigenvalues of S in [c, d] the form of S**k @ (S - c*I) @ (d*I - S) is at least 0, for even k, and for all k where S is positive semidefinite:
x.T @ S @ x + c*d*x.T @ inv(S) @ x <= (c + d)*x.T @ x, which with the inequality of the means is Kantorovich's.
Reference: Horn and Johnson, Matrix Analysis, theorem 7.4.41.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from proofs_check.engines import matrix_facts as table
from proofs_check.engines.affine import Affine
from proofs_check.engines.gram_squares import turned
from proofs_check.engines.matrix_facts import Instance
from proofs_check.engines.word_factors import product_factors
from proofs_check.engines.word_rules import conjuncts
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import Factor, Word, word_term
from proofs_check.goal import Goal
from proofs_check.statement.terms import Apply, Compare, Term, apply

MAX_BOUNDS = 3


def chords(goal: Goal, setting: Setting, atoms: tuple[Term, ...]) -> Iterator[Instance]:
    """The inequality for all forms and bounds that are named."""
    for middle, vector in dict.fromkeys(pair for atom in atoms for pair in _forms(atom, setting)):
        base = replace(middle, exponent=Affine(1))
        lows, highs = (_bounds(goal, base.term, end, atoms) for end in ("min", "max"))
        power = middle.exponent.constant
        half = replace(middle, exponent=Affine(power // 2))
        v = word_term((half, *vector)) if power // 2 else word_term(vector)
        for low, high in product(lows, highs):
            values = {"n": base.rows, "c": low, "d": high, "v": v}
            if power % 2 == 0:
                yield table.SPECTRUM_IN_INTERVAL, {"S": base.term, **values}
            elif "psd" in middle.traits:
                yield table.PSD_SPECTRUM_IN_INTERVAL, {"H": base.term, **values}


def _forms(atom: Term, setting: Setting) -> Iterator[tuple[Factor, Word]]:
    """(S**k, y) of y.T @ S**k @ y, and of y.T @ S**(k + j) @ y for j = 1, 2, with a symmetric letter S."""
    word = product_factors(atom, setting) if isinstance(atom, Apply) and atom.op == "matmul" else ()
    half = len(word) // 2
    if len(word) % 2 == 0 or not half or turned(word) != word:
        return
    middle = word[half]
    if "symmetric" not in middle.traits or middle.expanded is not None or not middle.exponent.is_constant:
        return
    for back in (0, 1, 2):
        power = middle.exponent.constant - back
        if power >= 0 or "invertible" in middle.traits:
            yield replace(middle, exponent=Affine(power)), word[half + 1 :]


def _bounds(goal: Goal, base: Term, end: str, atoms: tuple[Term, ...]) -> list[Term]:
    """The extreme eigenvalue where it is named, and what the hypotheses bound it by."""
    extreme = apply(end, apply("eigenvalues", base))
    found: list[Term] = [extreme] if extreme in atoms else []
    relations = ("<=", "<") if end == "min" else (">=", ">")
    for hypothesis in goal.hypotheses:
        for fact in conjuncts(hypothesis):
            if isinstance(fact, Compare) and fact.right == extreme and fact.relation in relations:
                found.append(fact.left)
            if isinstance(fact, Compare) and fact.left == extreme and fact.relation in _TURNED[relations[0]]:
                found.append(fact.right)
    return found[-MAX_BOUNDS:]


_TURNED = {"<=": (">=", ">"), ">=": ("<=", "<")}
