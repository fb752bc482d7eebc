"""Existence by witnesses."""

import pytest
from calculus_goals import goal, prover, term

from proofs_check.engines import existence
from proofs_check.engines.existence_intro import introduce
from proofs_check.statement.text import text

PROVED = [
    ("exists(c, 'nonnegative', a*c**2 - 2*b*c + d == l)", ("a > 0", "l >= d")),
    ("forall(l, 'real', implies(l >= d, exists(c, 'nonnegative', a*c**2 - 2*b*c + d == l)))", ("a > 0",)),
    ("exists(c, 'positive', c < eps)", ()),
    ("exists(c, 'real', c > a and c > b)", ()),
    ("exists(c, 'real', c > a and c < b)", ("a < b",)),
    ("exists(c, 'real', forall(d, 'real', (d - b)**2 >= (c - b)**2))", ()),
    ("exists(c, 'positive', forall(d, 'real in (0, c)', d**2*a/2 - d*eps < 0))", ()),
    ("exists(c, 'real', a*c == b)", ("a != 0",)),
    ("exists(c, 'integer', c > 3)", ()),
    ("not forall(c, 'real', c**2 > c)", ()),
    ("exists(c, 'real', exists(d, 'real', c + d == a and c - d == b))", ()),
]
FALSE = [
    ("exists(c, 'nonnegative', a*c**2 - 2*b*c + d == l)", ("a > 0",)),
    ("exists(c, 'nonnegative', a*c**2 - 2*b*c + d == l)", ("l >= d",)),
    ("exists(c, 'real', c**2 == -1)", ()),
    ("exists(c, 'positive', c < a)", ()),
    ("exists(c, 'real', a*c == b)", ()),
    ("exists(c, 'real', c > a and c < b)", ("a <= b",)),
    ("exists(c, 'real', forall(d, 'real', c >= d))", ()),
    ("exists(c, 'integer', 2*c == 1)", ()),
    ("exists(c, 'real', 1/(c - c) == 1/(c - c))", ()),
    ("exists(c, 'positive', forall(d, 'real in (0, c)', d**2*a/2 - d*eps > 0))", ()),
    ("exists(c, 'real in (0, 1)', c == 1)", ()),
]


@pytest.mark.parametrize(("claim", "facts"), PROVED)
def test_proved(claim: str, facts: tuple[str, ...]) -> None:
    answer = existence.attempt(goal(claim, *facts), prover())
    assert answer.proved, answer.detail


@pytest.mark.parametrize(("claim", "facts"), FALSE)
def test_false_is_not_proved(claim: str, facts: tuple[str, ...]) -> None:
    assert not existence.attempt(goal(claim, *facts), prover()).proved


def test_a_given_value_is_checked() -> None:
    claim = goal("exists(c, 'positive', c**2 == a**2)", "a != 0")
    assert existence.attempt(claim, prover(), at=term("abs(a)")).proved
    assert not existence.attempt(claim, prover(), at=term("a")).proved
    assert not existence.attempt(claim, prover(), at=term("abs(a) + 1")).proved
    assert not existence.attempt(claim, prover(), at=term("a**2/a/(a - a)*abs(a)")).proved


def test_introduce_renames_what_it_would_capture() -> None:
    (found,) = introduce(goal("forall(a, 'positive', a + b > b)", "a < 0"))
    names = [name for name, _ in found.letters]
    assert len(names) == len(set(names))
    assert text(found.conclusion) == "a_ + b > b"
    assert "a < 0" in [text(fact) for fact in found.hypotheses]
