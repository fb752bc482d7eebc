"""Compared pairs: the machine says whether both can hold, and shows why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from proofs_check.claim_record import claim_record
from proofs_check.goal import Budget
from proofs_check.judging import judge
from proofs_check.record import pair_record, record_of
from proofs_check.report.pairs import render_pairs
from proofs_check.report.reading import objects_at
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim
from proofs_check.statement_record import Record
from theory.catalog import TOPICS
from theory.pairs import PAIRS, TOPIC, Pair
from theory.tasks import catalogue, tasks_of

LISTED = """
robbins_monro / linear_decay
robbins_monro / rate_reaching_zero
sgd_constant_rate / linear_decay
sgd_constant_rate / rate_reaching_zero
zero_one_derivative / surrogate_derivative_small
alpha_versus_rate / terminal_velocity
velocity_average / terminal_velocity
rmsprop_momentum_separation / terminal_velocity
converged_point_type / gd_saddle_escape
converged_point_type / saddle_noise_escape
expected_steps_count / hop_hit_probability
shrink_versus_amplify / clipping_step_norm
adagrad_rate_decay / adagrad_small_partial_rate
adagrad_rate_decay / adagrad_constant_gradient
one_negative_direction / saddle_definition
minimum_and_saddle_probability / maxima_rarity
minimum_and_saddle_probability / saddle_definition
one_variable_critical / saddle_definition
minimum_hessian_signs / rescaling_orbit_dimension
minimum_hessian_signs / uncountable_minima
minimum_hessian_signs / convex_flat_bottom
eigenvalue_coin_flip / rescaling_orbit_dimension
saddle_hessian_signs / zero_weights_flatness
symmetry_and_nonconvexity / convex_local_global
first_derivative_ambiguity / zero_gradient_characterisation
gradient_norm_observation / gradient_norm_to_zero
zero_increment_extremum / gradient_norm_observation
zero_increment_extremum / curvature_forces_small_step
weight_product_gradient / unshared_matrices
way_down_exists / nonlinear_nets_minima
segment_loss_shape / convexified_loss_drop
convergence_guarantees / robbins_monro
convergence_guarantees / excess_convex
convergence_guarantees / nesterov_rate
training_complexity / larger_networks_easy
global_minima_existence / nll_no_minimum
global_minima_existence / loss_may_lack_minimum
tiny_step_increase / steepest_direction_local
trapped_in_well / learning_rate_regimes
zeno_halving / learning_rate_regimes
sign_probability_half / low_value_curvature_random
small_gradient_ambiguity / rmsprop_small_gradient
eigenvalue_coin_flip / low_value_curvature_random
"""
SETTINGS = Settings(Budget(instances=500, search_points=2_000), 0)
FIRST_LOOK = Settings(Budget(instances=50, search_points=500), 0)


def compared(one: str, other: str, given: Mapping[str, str] | None = None) -> Record:
    """The record of a run on one pair over a real x."""
    pair = Pair("first", "second", "At every x.", {"x": "real"}, one, other, given or {})
    judged = claim_record(judge(pair.entry, SETTINGS), TOPIC)
    return record_of([], SETTINGS, "pairs", {}, True, 0.0, [judged])


def outcome_of(pair: Pair) -> str:
    """What comes out for one pair."""
    return str(pair_record(claim_record(judge(pair.entry, SETTINGS), TOPIC))["outcome"])


@pytest.mark.parametrize(
    ("one", "other", "given", "outcome"),
    [
        ("x > 0", "x < 0", {}, "conflict"),
        ("x >= 0", "x <= 0", {}, "conflict at a point"),
        ("x >= 0", "abs(x) == x", {"known": "x >= 0"}, "compatible"),
        ("x >= 0", "x <= 0", {"away": "x != 0"}, "conflict"),
        ("x > 1", "x < 0", {"none": "x**2 < 0"}, "open"),
    ],
)
def test_the_outcome_is_what_the_judge_finds(
    one: str, other: str, given: Mapping[str, str], outcome: str
) -> None:
    """Where nothing satisfies the hypotheses of both, nothing is said."""
    (pair,) = objects_at(compared(one, other, given), "pairs")
    assert pair["outcome"] == outcome


def test_what_shows_it_is_printed() -> None:
    out = StringIO()
    Console(file=out, width=100).print(render_pairs(compared("x >= 0", "x <= 0")))
    assert "first / second  ✗ cannot both hold for all values" in out.getvalue()
    assert "Both hold at x = 0." in out.getvalue()
    assert "Not both hold at x = 1." in out.getvalue()


def test_the_situation_is_printed() -> None:
    out = StringIO()
    record = compared("x >= 0", "x <= 0", {"away": "x != 0"})
    Console(file=out, width=100).print(render_pairs(record))
    assert "first / second  ✗ cannot both hold\n" in out.getvalue()
    assert "Given: x ≠ 0." in out.getvalue()
    assert "Proved [certificate]: not (x ≥ 0 and x ≤ 0)" in out.getvalue()


@pytest.fixture(scope="module")
def answers() -> Mapping[str, Record]:
    """The answer that settles each pair, with few instances: that of the first question if it is proved, else the second's."""
    found: dict[str, Record] = {}
    for pair in PAIRS:
        apart, together = pair.entry.members
        judged = judge(apart, FIRST_LOOK)
        found[pair.name] = claim_record(
            judged if judged.verdict == "proved" else judge(together, FIRST_LOOK), TOPIC
        )
    return found


def test_the_pairs_are_those_of_the_list_in_its_order() -> None:
    assert [f"{pair.first} / {pair.second}" for pair in PAIRS] == LISTED.strip().splitlines()


def test_no_pair_is_open_and_each_has_what_shows_it(answers: Mapping[str, Record]) -> None:
    """A proof with its trust, or a point at which not both statements hold."""
    for name, answer in answers.items():
        assert answer["verdict"] in ("proved", "refuted"), name
        assert answer["trust"] if answer["verdict"] == "proved" else answer["counterexample"], name


def test_there_are_conflicts_and_pairs_that_can_both_hold(answers: Mapping[str, Record]) -> None:
    together = [name for name, answer in answers.items() if str(answer["id"]).endswith("__together")]
    assert 0 < len([name for name in together if answers[name]["verdict"] == "proved"]) < len(answers)
    assert len(together) < len(answers)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_both_statements_are_read_over_letters_that_the_pair_declares(pair: Pair) -> None:
    assert all(member.formal for member in pair.entry.members if isinstance(member, Claim))


def test_a_conflict_lies_in_both_statements() -> None:
    """Over free letters each statement alone can hold: of opposite limits A either may be the right one."""
    pair = next(pair for pair in PAIRS if pair.name == "velocity_average__against__terminal_velocity")
    assert outcome_of(pair) == "conflict"
    assert outcome_of(replace(pair, other=pair.one)) != "conflict"
    assert outcome_of(replace(pair, one=pair.other)) != "conflict"


def test_a_conflict_ends_where_the_situation_excludes_it() -> None:
    """Without the hypothesis that the parameters differ, two equal ones let both statements hold."""
    pair = next(pair for pair in PAIRS if pair.name == "alpha_versus_rate__against__terminal_velocity")
    assert outcome_of(replace(pair, given={})) != "conflict"


def test_every_pair_names_two_entries_of_the_catalogue_once() -> None:
    known = {claim.id for _, claims in TOPICS for claim in claims}
    named = [frozenset((pair.first, pair.second)) for pair in PAIRS]
    assert all(both <= known and len(both) == 2 for both in named)
    assert len(named) == len(set(named))


def test_pairs_are_judged_with_the_catalogue_and_by_themselves() -> None:
    everything, _ = tasks_of([])
    chosen, _ = tasks_of([TOPIC])
    assert [task for task in everything if task.topic == TOPIC] == list(chosen)
    assert len(catalogue()) == len(everything)
