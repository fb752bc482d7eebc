"""Laws for optimizers: closed forms that the catalogue proved, checked against code step by step.

Main functions: check_optimizer, laws_of, parametrize_with_laws, fitted. Importing this package loads neither NumPy nor the catalogue;
the first call does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from theory.laws.fit import Fit
    from theory.laws.law import Law
    from theory.laws.subject import Family, Make, Precision
    from theory.laws.suite import Check, LawRecord

__all__ = ["check_optimizer", "fitted", "laws_of", "parametrize_with_laws"]


def check_optimizer(
    make: Make, family: Family | None = None, precision: Precision | None = None
) -> tuple[LawRecord, ...]:
    """Puts an optimizer to all laws of its family: see `theory.laws.suite.check_optimizer`."""
    from theory.laws.suite import check_optimizer as run

    return run(make, family, precision)


def laws_of(make: Make, family: Family | None = None) -> Iterator[tuple[Law, Check]]:
    """Every law with a plain check that raises when it is broken: see `theory.laws.suite.laws_of`."""
    from theory.laws.suite import laws_of as run

    return run(make, family)


def parametrize_with_laws(make: Make, family: Family | None = None) -> Callable[[Any], Any]:
    """A decorator that makes one test of each law: see `theory.laws.suite.parametrize_with_laws`."""
    from theory.laws.suite import parametrize_with_laws as run

    return run(make, family)


def fitted(make: Make, family: Family | None = None, precision: Precision | None = None) -> Fit:
    """The convention that fits: see `theory.laws.fit.fitted`."""
    from theory.laws.fit import fitted as run

    return run(make, family, precision)
