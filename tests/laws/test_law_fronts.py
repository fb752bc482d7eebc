"""The three fronts of the suite - function, checks, pytest - and the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from reference_makers import maker

from theory.laws import check_optimizer, laws_of, parametrize_with_laws
from theory.laws.conventions import Convention
from theory.laws.suite import LAWS, LawBroken
from theory.laws.targets import BadTarget, make_of

ADAM = maker(Convention("adam", decay="coupled"))
MINE = """
import numpy as np


class Rule:
    def __init__(self, lr, decay, eps, power):
        self.lr, self.decay, self.eps, self.power, self.squares = lr, decay, eps, power, 0.0

    def step(self, gradient):
        self.squares = self.decay * self.squares + (1 - self.decay) * gradient**2
        return -self.lr * gradient / (self.squares**self.power + self.eps)


def good(*, lr, decay, eps):
    return Rule(lr, decay, eps, 0.5)


def rootless(*, lr, decay, eps):
    return Rule(lr, decay, eps, 1)


class Empty:
    def step(self, gradient):
        pass


def empty(*, lr):
    return Empty()


def crashes(*, lr, **hyper):
    raise RuntimeError("no such file")


number = 3
"""


def test_records_name_laws_claims_and_convention() -> None:
    records = check_optimizer(ADAM, "adam")
    (first,) = [one for one in records if one.law == "adam_first_step"]
    assert first.claims == ("adam_first_step",) and first.outcome == "kept" and first.compared == 12
    assert "stabiliser outside the root" in first.convention and first.by == "claim"


def test_without_a_family_all_that_fit_are_checked() -> None:
    assert {one.family for one in check_optimizer(ADAM)} == {"adam"}
    assert {one.family for one in check_optimizer(maker(Convention("momentum")))} == {"momentum"}


def test_a_law_that_needs_what_the_maker_lacks_is_silent() -> None:
    def make(*, lr, beta1, beta2, eps):
        return ADAM(lr=lr, beta1=beta1, beta2=beta2, eps=eps)

    silent = [one for one in check_optimizer(make, "adam") if one.outcome == "silent"]
    assert [one.law for one in silent] == ["decay_beside_adam"]
    assert "weight_decay" in silent[0].message
    assert "decay_beside_adam" not in [law.name for law, _ in laws_of(make, "adam")]


def test_checks_are_plain_and_raise() -> None:
    for _, check in laws_of(ADAM, "adam"):
        check()

    class Uphill:
        def step(self, gradient):
            return 0.125 * gradient

    broken = {law.name: check for law, check in laws_of(lambda *, lr: Uphill(), "sgd")}
    with pytest.raises(
        LawBroken, match=r"law 'increment_of_the_cost' \(claim taylor_gd_increment__quadratic\)"
    ):
        broken["increment_of_the_cost"]()


@parametrize_with_laws(ADAM, "adam")
def test_the_decorator_makes_a_test_of_each_law(check) -> None:
    check()


def test_the_decorator_names_the_tests_by_the_laws() -> None:
    @parametrize_with_laws(ADAM, "adam")
    def one(check) -> None:
        check()

    (mark,) = one.pytestmark
    assert [case.id for case in mark.args[1]] == [law.name for law, _ in laws_of(ADAM, "adam")]


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, theory.laws; assert not {'numpy', 'sympy', 'torch', 'pytest', 'flint'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.py").write_text(MINE)
    (tmp_path / "needs.py").write_text("import a_package_that_is_not_there\n")
    (tmp_path / "fails.py").write_text("1 / 0\n")
    return tmp_path


def laws(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "theory", "laws", *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=300,
    )


def test_a_good_one_is_kept_with_status_0(folder: Path) -> None:
    done = laws(folder, "mine:good")
    assert done.returncode == 0, done.stderr
    assert "follows rmsprop: stabiliser outside the root" in done.stdout
    assert "runner-up" in done.stdout and "not told apart" in done.stdout
    assert "broken" not in done.stdout


def test_a_broken_one_is_reported_with_status_1(folder: Path) -> None:
    done = laws(folder, "mine:rootless", "--family", "rmsprop")
    assert done.returncode == 1, done.stderr
    assert "follows no known convention; nearest is rmsprop" in done.stdout
    assert "law 'rmsprop_accumulator' (claim" in done.stdout


def test_the_record_is_json(folder: Path) -> None:
    done = laws(folder, "mine:rootless", "--json", "-")
    found = json.loads(done.stdout)
    assert found["kept"] is False and found["fits"][0]["fits"] is False
    assert {one["outcome"] for one in found["laws"]} == {"kept", "broken", "silent"}
    assert laws(folder, "mine:good", "--json", "missing/file.json").returncode == 2


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("mine", "write MODULE:NAME"),
        ("mine:godo", "did you mean 'good'?"),
        ("mine:number", "cannot be called"),
        ("mine:crashes", "crashed before any law was tried: RuntimeError: no such file"),
        ("not_there:make", "there is no module 'not_there'"),
        ("needs:make", "needs the module 'a_package_that_is_not_there'"),
        ("fails:make", "cannot be imported: ZeroDivisionError"),
        ("torch.optim:NoSuch", "torch"),
    ],
)
def test_what_cannot_be_checked_is_a_usage_error(target: str, said: str, folder: Path) -> None:
    done = laws(folder, target)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.startswith("theory: ") and said in done.stderr and "Traceback" not in done.stderr


def test_differences_to_other_conventions_are_proved_and_said(folder: Path) -> None:
    done = laws(folder, "mine:good")
    assert (
        "another convention would change a step by at most (proved, for any gradients; decay 0.99"
        in done.stdout
    )
    assert (
        "stabiliser inside the root: 10 lr, but less than 0.01 lr for gradients above 0.0007" in done.stdout
    )
    assert "another convention would" not in laws(folder, "mine:rootless").stdout
    (fit,) = json.loads(laws(folder, "mine:good", "--json", "-").stdout)["fits"]
    assert [one["at_most"] for one in fit["differences"]] == pytest.approx([10, 10])
    assert "stabiliser_below_inverse" in fit["differences"][0]["claims"]


def test_what_makes_no_step_is_a_usage_error(folder: Path) -> None:
    done = laws(folder, "mine:empty")
    assert done.returncode == 2 and "makes no step: step 1 gave None" in done.stderr


@pytest.mark.skipif(
    find_spec("torch") is None, reason="torch is not installed: pip install 'theory-checker[torch]'"
)
def test_a_rule_that_the_laws_are_not_about_is_not_called_broken(folder: Path) -> None:
    done = laws(folder, "torch.optim:NAdam")
    assert done.returncode == 2 and "follows none of the rules" in done.stderr and "--family" in done.stderr
    assert laws(folder, "torch.optim:NAdam", "--family", "adam").returncode == 1


def test_a_law_of_several_families_names_the_claims_of_one() -> None:
    (rests,) = [law for law in LAWS if law.name == "no_drift"]
    assert rests.claims_for("rmsprop") == ("rmsprop_step_range",)
    assert rests.claims_for("sgd") == ("velocity_closed_form",)
    assert rests.claims_for("amsgrad") == ("adam_first_step", "adam_scale_invariance__repaired")
    for law in LAWS:
        for family in law.families:
            assert set(law.claims_for(family)) <= set(law.claims)
            assert bool(law.claims_for(family)) == bool(law.claims)


def test_a_family_that_the_maker_refuses_is_a_usage_error(folder: Path) -> None:
    done = laws(folder, "mine:good", "--family", "adam")
    assert done.returncode == 2 and "refuses" in done.stderr


def test_a_nested_name_is_found() -> None:
    assert make_of("json:JSONDecoder.decode") is json.JSONDecoder.decode
    with pytest.raises(BadTarget, match="has no"):
        make_of("json:JSONDecoder.nothing")
