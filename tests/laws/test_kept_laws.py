"""Every reference convention keeps all laws, at the usual hyperparameters, at drawn ones, and in float32."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_makers import EVERY, maker

from theory.laws.conventions import Convention
from theory.laws.fit import fitted
from theory.laws.law import subject_of
from theory.laws.subject import FAMILIES, Family
from theory.laws.suite import LAWS, check_optimizer, records_of


@pytest.mark.parametrize("convention", EVERY, ids=lambda one: one.says())
def test_references_keep_their_laws(convention: Convention) -> None:
    records = check_optimizer(maker(convention), convention.family)
    assert [one.message for one in records if one.outcome != "kept"] == []


@pytest.mark.parametrize("convention", EVERY[::3], ids=lambda one: one.says())
def test_references_in_float32_keep_their_laws(convention: Convention) -> None:
    make = maker(convention, kind=np.float32)
    assert fitted(make, convention.family).precision == "float32" or convention.nesterov == "lookahead"
    assert [one.message for one in check_optimizer(make, convention.family) if one.outcome == "broken"] == []


def sixteenths(low: int, high: int) -> st.SearchStrategy[float]:
    return st.integers(low, high).map(lambda k: k / 16)


USUAL = st.fixed_dictionaries(
    {
        "lr": st.integers(-6, 1).map(lambda k: 2.0**k) | sixteenths(1, 20),
        "momentum": sixteenths(1, 14),
        "dampening": sixteenths(0, 15),
        "decay": sixteenths(4, 15),
        "beta1": sixteenths(1, 14),
        "beta2": st.integers(8, 63).map(lambda k: k / 64),
        "eps": st.integers(-26, -12).map(lambda k: 2.0**k),
        "weight_decay": sixteenths(1, 8),
    }
)


@pytest.mark.parametrize("family", FAMILIES)
@settings(max_examples=8)
@given(data=st.data())
def test_references_keep_their_laws_at_drawn_hyperparameters(family: Family, data: st.DataObject) -> None:
    convention = data.draw(st.sampled_from([one for one in EVERY if one.family == family]))
    make = maker(convention)
    subject = replace(subject_of(make, fitted(make, family)), usual=data.draw(USUAL))
    assert [one.message for one in records_of(subject) if one.outcome != "kept"] == []


def test_laws_are_many_and_have_names_of_their_own() -> None:
    names = [law.name for law in LAWS]
    assert len(set(names)) == len(names)
    assert sum(bool(law.claims) for law in LAWS) >= 26
    assert {family for law in LAWS for family in law.families} == set(FAMILIES)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_every_law_compares_something(law) -> None:
    """A law that yields no comparison would be kept by everything."""
    one = next(one for one in EVERY if one.family in law.families and law.holds(one))
    make = maker(one)
    assert len(list(law.comparisons(subject_of(make, fitted(make, one.family))))) > 0
