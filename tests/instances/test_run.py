"""Experiments: what is counted, that it is reproducible, and that memory stays flat."""

import pickle
import tracemalloc
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from geometric_world import GEOMETRIC, geometric_claim

from proofs_check.instances import run
from proofs_check.instances.plan import MAX_BYTES, plan_blocks
from proofs_check.instances.result import merge
from proofs_check.instances.run import prepare, prepare_sampled, run_block, run_experiment, run_sampled
from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence
from proofs_check.statement.errors import StatementError
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Number
from proofs_check.worlds.world import Measured, World


def quadratic(claim: str = "dot(x, H @ x) == dot(H @ x, x)"):
    return formalize({"n": "integer >= 1", "H": "symmetric(n)", "x": "vector(n)"}, {}, {}, claim)


def test_the_outcome_depends_on_the_seed_alone():
    false = (quadratic("dot(x, H @ x) >= 0"), quadratic("dot(x, H @ x) == -dot(H @ x, x)"))
    one, again = (run_sampled(quadratic(), false, 5_000, 7) for _ in range(2))
    assert one == again
    other = run_sampled(quadratic(), false, 5_000, 8)
    assert other is not None and one is not None
    assert other.mutant_failures != one.mutant_failures


def test_blocks_draw_different_instances():
    trial = prepare_sampled(quadratic(), ())
    first, second = (block for block in trial.blocks(20_000, 3)[:8] if block.n == 2)
    drawn = [trial.world.run(block.generator(), 50, 2).values["x"] for block in (first, second)]
    assert (drawn[0] != drawn[1]).any()


def test_blocks_may_run_in_any_order():
    trial = prepare_sampled(quadratic("dot(x, H @ x) >= -1000"), (quadratic("dot(x, H @ x) > 0"),))
    blocks = trial.blocks(20_000, 3)
    forward = [run_block(trial, block, (0,)) for block in blocks]
    backward = [run_block(trial, block, (0,)) for block in reversed(blocks)]
    assert merge(forward) == merge(reversed(backward))
    assert sum(block.instances for block in blocks) == 20_000


def test_a_trial_survives_pickling():
    trial = prepare_sampled(quadratic(), (quadratic("dot(x, H @ x) > 0"),))
    copy = pickle.loads(pickle.dumps(trial))
    block = trial.blocks(1_000, 1)[0]
    assert run_block(copy, block, (0,)) == run_block(trial, block, (0,))


def test_no_array_of_a_chunk_exceeds_the_cache():
    for block in plan_blocks((1, 2, 8, 32, 64), 100_000, 0, lambda n: n * n):
        assert max(block.chunks()) * block.n**2 * 8 <= MAX_BYTES
        assert sum(block.chunks()) == block.instances


def test_every_size_has_a_pilot_and_the_numbers_add_up():
    blocks = plan_blocks((1, 2, 8), 12_345, 0, lambda n: n * n)
    assert {block.n for block in blocks if block.pilot} == {1, 2, 8}
    assert [block.number for block in blocks] == list(range(len(blocks)))
    assert sum(block.instances for block in blocks) == 12_345


def test_a_mutant_that_dies_early_is_judged_no_further_and_a_tough_one_is():
    tough = quadratic("dot(x, H @ x) == dot(H @ x, x) and trace(H) != 31")
    easy = quadratic("dot(x, H @ x) == 1 + dot(H @ x, x)")
    result = run_sampled(quadratic(), (easy, tough), 40_000, 0)
    assert result is not None
    assert result.mutant_failures[0] > 0
    assert result.mutants_judged[0] < 5_000
    assert result.mutants_judged[1] > 30_000 or result.mutant_failures[1] > 0


def test_a_mutant_that_only_ties_can_kill_dies_on_them():
    letters = {"x": "real", "y": "real"}
    claim, strict = (formalize(letters, {}, {}, f"x*y + x {sign} x*(1 + y)") for sign in ("==", "<="))
    never = formalize(letters, {}, {}, "x*y + x < x*(1 + y)")
    result = run_sampled(claim, (strict, never), 5_000, 0)
    assert result is not None and result.failed == 0
    assert result.mutant_failures[0] == 0 < result.mutant_failures[1]
    assert max(result.mutants_judged) <= 5_000


def test_the_first_failure_is_exact_and_fails_exactly():
    result = run_sampled(
        formalize({"x": "real", "y": "real"}, {}, {}, "(x + y)**2 == x**2 + y**2"), (), 500, 0
    )
    assert result is not None and result.first_failure is not None
    x, y = (result.first_failure[name] for name in "xy")
    assert isinstance(x, Number) and isinstance(y, Number)
    assert (x.value + y.value) ** 2 != x.value**2 + y.value**2


def test_a_letter_that_a_hypothesis_fixes_is_put_in_the_failure_as_a_term():
    formal = formalize({"x": "real", "y": "real"}, {"third": "y == x/3"}, {}, "3*y == x + 1")
    result = run_sampled(formal, (), 500, 0)
    assert result is not None and result.first_failure is not None
    assert result.failed == result.admissible == 500
    assert set(result.first_failure) == {"x", "y"}
    assert (
        run_sampled(
            replace(formal, claim=formalize({"x": "real", "y": "real"}, {}, {}, "3*y == x").claim), (), 500, 0
        ).failed
        == 0
    )


def test_hypotheses_are_met_by_rejection_and_contradictory_ones_admit_nothing():
    some = run_sampled(
        formalize({"x": "real", "y": "real"}, {"order": "x < y"}, {}, "y - x > 0"), (), 2_000, 0
    )
    assert some is not None and 0 < some.admissible < 2_000 and some.failed == 0
    none = run_sampled(formalize({"x": "real"}, {"never": "x**2 < 0"}, {}, "x == x + 1"), (), 2_000, 0)
    assert none is not None and (none.admissible, none.failed) == (0, 0)


@pytest.mark.parametrize(
    "claim", ["limit(1/t, t, oo) == 0", "diff(x**2, x) == 2*x", "exists(c, 'real', c > x)"]
)
def test_limits_derivatives_and_quantifiers_have_no_value_by_numbers(claim):
    assert run_sampled(formalize({"x": "real", "t": "integer >= 1"}, {}, {}, claim), (), 100, 0) is None


@pytest.mark.parametrize("claim", ["sum(x, k, 0, t) == x", "x**t >= 0", "binomial(x, t) == 0", "A**t == A"])
def test_work_without_end_is_refused_at_once(claim):
    let = {"x": "real", "t": "integer >= 10**9", "A": "matrix(2, 2)"}
    assert run_sampled(formalize(let, {}, {}, claim), (), 100, 0) is None


def test_a_world_contradicts_a_wrong_formula_and_agrees_with_the_right_one():
    right, wrong = (
        geometric_claim("r(t) == (1 - rho**t)*g**2"),
        geometric_claim("r(t) == (1 - rho**(t + 1))*g**2"),
    )
    assert experiment(right).failed == 0
    assert experiment(right).worst_ratio > 0
    assert experiment(wrong).failed > 0


def test_what_a_world_measured_takes_the_place_of_a_sequence():
    """The recurrence of the claim is another one: only the measured values can make the equality hold."""
    claim = replace(
        geometric_claim("r(t) == (1 - rho**t)*g**2"), define={"r": Recurrence(("5",), "r(t) + 1")}
    )
    assert experiment(claim).failed == 0
    sampled = run_sampled(claim.formal, (), 1_000, 0)
    assert sampled is not None and sampled.failed > 0


def test_mutants_die_on_the_instances_of_a_world():
    claim = replace(
        geometric_claim("r(t) == (1 - rho**t)*g**2"),
        mutants=(
            Mutant("the sign", "r(t) == (1 + rho**t)*g**2"),
            Mutant("no square", "r(t) == (1 - rho**t)*g"),
        ),
    )
    assert all(experiment(claim).mutant_failures)


def test_observes_speaks_of_measured_letters_in_the_place_of_definitions():
    claim = replace(
        geometric_claim("r(t) == (1 - rho**t)*g**2"),
        define={"r": Recurrence(("0",), "rho*r(t) + (1 - rho)*g**2"), "rate": "1/(1 + g)"},
    )
    seen = Experiment(GEOMETRIC, "rate*(1 + r(t)) == 1", {"rate": "positive"})
    assert run_experiment(claim, seen, (), 2_000, 0).failed == 0


def test_a_text_that_cannot_be_read_names_its_field():
    claim = geometric_claim("r(t) >= 0")
    with pytest.raises(StatementError, match="observes"):
        prepare(claim, Experiment(GEOMETRIC, "q == 1"), ())
    with pytest.raises(ValueError, match="no world"):
        prepare(claim, Experiment("quadratics.nowhere"), ())


def test_measured_values_on_the_end_of_their_domain_stay_admissible():
    def measure(rng: np.random.Generator, instances: int, n: int) -> Measured:
        return Measured({"q": np.full(instances, -1e-17)}, {"q": np.full(instances, 1e-16)})

    world = World("zero", "Measures nothing.", ("q",), (1,), measure)
    claim = Claim(id="zero", let={"q": "nonnegative"}, claim="q <= 1")
    assert run_experiment(claim, Experiment(world), (), 100, 0).admissible == 100


def experiment(claim: Claim):
    mutants = tuple(claim.mutated(mutant).formal for mutant in claim.mutants)
    return run_experiment(claim, Experiment(GEOMETRIC), mutants, 5_000, 0)


def peak(instances: int) -> int:
    tracemalloc.start()
    run_sampled(quadratic(), (), instances, 0)
    _, top = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return top


def test_memory_does_not_grow_with_the_number_of_instances(monkeypatch):
    monkeypatch.setattr(run, "KEPT_BYTES", 0)  # else that one array is the peak
    peak(100)
    few, many = peak(150_000), peak(450_000)
    assert many < 1.1 * few + 100_000


def test_exact_letters_are_binary_fractions():
    result = run_sampled(formalize({"x": "real in (0, 1)"}, {}, {}, "x > 1"), (), 10, 0)
    assert result is not None and result.first_failure is not None
    value = result.first_failure["x"]
    assert isinstance(value, Number) and isinstance(value.value, Fraction)
    assert float(value.value) == value.value
