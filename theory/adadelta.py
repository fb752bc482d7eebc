"""AdaDelta: what sets its scale, and its step under a constant gradient.

AdaDelta divides the gradient by the root of a moving average of its squares and multiplies it by that of the squares of its own
steps, each with a stabiliser under the root; no step size is left to choose.

Main claims: adadelta_no_rate, adadelta_constant_gradient.

Notation: g[t] one component of the gradient at step t + 1, rho decay rate, delta stabiliser, r(t) moving average of the squared
gradients after t steps, u(t) that of the squared steps; step t + 1 is -sqrt(u(t) + delta)/sqrt(r(t + 1) + delta) g.

References: zeiler2012.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_adam

ZEILER = Source("zeiler2012", "Algorithm 1")


def averages(r: str, u: str, g: str, outer: str, inner: str) -> dict[str, Recurrence]:
    """AdaDelta's two averages under these names, for this gradient and these stabilisers (of the steps, of the gradients)."""
    fresh = f"(rho*{r}(t) + (1 - rho)*({g})**2)"
    return {
        r: Recurrence(("0",), fresh[1:-1]),
        u: Recurrence(("0",), f"rho*{u}(t) + (1 - rho)*({u}(t) + {outer})*({g})**2/({fresh} + {inner})"),
    }


def step_of(r: str, u: str, g: str, outer: str, inner: str) -> str:
    """Step t + 1."""
    return f"-sqrt({u}(t) + {outer})/sqrt({r}(t + 1) + {inner})*({g})"


LET: Mapping[str, str] = MappingProxyType(
    {
        "T": "integer >= 1",
        "g": "vector(T)",
        "rho": "real in [0, 1)",
        "delta": "positive",
        "c": "positive",
        "t": "integer in [0, T - 1]",
    }
)
OWN = step_of("r", "u", "g[t]", "delta", "delta")
SCALED = step_of("rc", "uc", "c*g[t]", "delta", "delta")
MENDED = step_of("rc", "uc", "c*g[t]", "delta", "c**2*delta")


def no_scale() -> tuple[Step, ...]:
    """Both averages by induction."""
    return (
        Step(
            "averages",
            "rc(t) == c**2*r(t) and r(t) >= 0 and u(t) >= 0 and uc(t) == u(t)",
            "induction",
            "The first average is quadratic in the gradients; the factor c^2 cancels in every summand of the second.",
            on="t",
        ),
        Step(
            "next",
            "rc(t + 1) == c**2*(rho*r(t) + (1 - rho)*g[t]**2)",
            "definition",
            "One gradient more.",
            ("averages",),
        ),
        Step("own_next", "r(t + 1) == rho*r(t) + (1 - rho)*g[t]**2", "definition", ""),
        Step("next_not_negative", "r(t + 1) >= 0", "induction", "", on="t"),
        Step("next_scaled", "rc(t + 1) == c**2*r(t + 1)", "algebra", "", ("next", "own_next")),
        Step(
            "root",
            "sqrt(rc(t + 1) + c**2*delta) == c*sqrt(r(t + 1) + delta)",
            "algebra",
            "c is positive.",
            ("next_scaled", "next_not_negative"),
        ),
        Step("root_positive", "sqrt(r(t + 1) + delta) > 0", "algebra", "", ("next_not_negative",)),
        Step(
            "step",
            f"{MENDED} == {OWN}",
            "algebra",
            "The factor c cancels.",
            (Use("averages"), "root", "root_positive"),
        ),
    )


adadelta_no_rate = Claim(
    id="adadelta_no_rate",
    title="AdaDelta has no scale of its own",
    says="The steps stay what they are when all gradients are multiplied by c > 0.",
    source=ZEILER,
    tier="main",
    let=LET,
    define={
        **averages("r", "u", "g[t]", "delta", "delta"),
        **averages("rc", "uc", "c*g[t]", "delta", "delta"),
    },
    claim=f"{SCALED} == {OWN}",
    experiments=(
        Experiment("rmsprop_runs.adadelta_scaled", "scaled == kept", {"scaled": "real", "kept": "real"}),
    ),
    mutants=(
        Mutant("the steps carry the factor", f"{SCALED} == c*({OWN})"),
        Mutant("in size at least", f"abs({SCALED}) >= abs({OWN})"),
    ),
    repair=Repair(
        says="The stabiliser is the hidden scale: the steps stay if the one under the gradients is multiplied by c^2 as well.",
        define=averages("rc", "uc", "c*g[t]", "delta", "c**2*delta"),
        claim=f"{MENDED} == {OWN}",
        derivation=no_scale,
        experiments=(
            Experiment("rmsprop_runs.adadelta_scaled", "mended == kept", {"mended": "real", "kept": "real"}),
        ),
        mutants=(
            Mutant(
                "multiplied by c",
                f"{MENDED.replace('c**2', 'c')} == {OWN}",
                define=averages("rc", "uc", "c*g[t]", "delta", "c*delta"),
            ),
            Mutant(
                "both stabilisers multiplied",
                f"{step_of('rc', 'uc', 'c*g[t]', 'c**2*delta', 'c**2*delta')} == {OWN}",
                define=averages("rc", "uc", "c*g[t]", "c**2*delta", "c**2*delta"),
            ),
        ),
    ),
)

CONSTANT_STEP = step_of("r", "u", "g", "delta", "delta")
Q = "(rho + (1 - rho)*g**2/(g**2 + delta))"
SURPLUS = {
    "d": Recurrence(
        ("0",),
        "rho*d(t) + (1 - rho)*g**2*(d(t) + (1 - rho)*rho**t*g**2)/((1 - rho**(t + 1))*g**2 + delta)",
    ),
    "z": Recurrence(
        ("0",),
        f"{Q}*z(t) + (1 - rho)*g**2*(rho**(t + 1)*g**2)*(u(t) + delta)/((g**2 + delta)*((1 - rho**(t + 1))*g**2 + delta))",
    ),
}


def to_minus_g() -> tuple[Step, ...]:
    """u stays below r, and its distance from g^2 shrinks by a constant factor."""
    return (
        Step("squares", "r(t) == (1 - rho**t)*g**2", "induction", "The geometric series.", on="t"),
        Step("averages", "r(t) >= 0 and u(t) >= 0", "induction", "Averages of squares.", on="t"),
        Step("not_negative", "u(t) >= 0", "algebra", "", ("averages",)),
        Step("lag", "d(t) >= 0", "induction", "d is r - u.", on="t"),
        Step(
            "lag_is_the_difference",
            "r(t) == (1 - rho**t)*g**2 and u(t) == r(t) - d(t)",
            "induction",
            "",
            on="t",
        ),
        Step("below", "u(t) <= r(t) and r(t) <= g**2", "algebra", "", ("lag", "lag_is_the_difference")),
        Step("factor", f"0 <= {Q} and {Q} < 1", "algebra", "g^2/(g^2 + delta) is below 1."),
        Step(
            "surplus",
            "r(t) >= 0 and u(t) >= 0 and z(t) >= 0",
            "induction",
            "z adds up what is not negative.",
            on="t",
        ),
        Step(
            "shrinks_with_surplus",
            f"r(t) == (1 - rho**t)*g**2 and u(t) == g**2 - {Q}**t*g**2 + z(t)",
            "induction",
            "The distance from g^2 shrinks by a constant factor at least.",
            on="t",
        ),
        Step(
            "distance_to_g",
            f"g**2 - u(t) <= {Q}**t*g**2",
            "algebra",
            "",
            ("surplus", "shrinks_with_surplus"),
        ),
        Step("next", "r(t + 1) == rho*r(t) + (1 - rho)*g**2", "definition", ""),
        Step("order", "u(t) <= r(t + 1) and r(t + 1) <= g**2", "algebra", "", ("below", "next")),
        Step(
            "roots",
            "sqrt(u(t) + delta) <= sqrt(r(t + 1) + delta) and sqrt(r(t + 1) + delta) > 0",
            "algebra",
            "",
            ("order", "not_negative"),
        ),
        Step(
            "ratio",
            "0 <= sqrt(u(t) + delta)/sqrt(r(t + 1) + delta) and sqrt(u(t) + delta)/sqrt(r(t + 1) + delta) <= 1",
            "algebra",
            "",
            ("roots",),
        ),
        Step(
            "chord",
            "1 - sqrt(x)/sqrt(y) <= (y - x)/delta",
            "algebra",
            "1 - s is at most 1 - s^2 for s in [0, 1].",
            let={"x": "real >= delta", "y": "real >= x"},
        ),
        Step("part", "implies(s <= 1, abs(-s*g + g) == abs(g)*(1 - s))", "algebra", "", let={"s": "real"}),
        Step(
            "distance",
            f"abs({CONSTANT_STEP} + g) == abs(g)*(1 - sqrt(u(t) + delta)/sqrt(r(t + 1) + delta))",
            "algebra",
            "",
            (Use("part", {"s": "sqrt(u(t) + delta)/sqrt(r(t + 1) + delta)"}), "ratio"),
        ),
        Step(
            "chord_here",
            "1 - sqrt(u(t) + delta)/sqrt(r(t + 1) + delta) <= ((r(t + 1) + delta) - (u(t) + delta))/delta",
            "algebra",
            "",
            ("order", "not_negative", Use("chord", {"x": "u(t) + delta", "y": "r(t + 1) + delta"})),
        ),
        Step(
            "remaining",
            f"((r(t + 1) + delta) - (u(t) + delta))/delta <= {Q}**t*g**2/delta",
            "algebra",
            "",
            ("order", "distance_to_g"),
        ),
        Step(
            "chain",
            "D <= abs(g)*w",
            "algebra",
            "",
            let={"D": "real", "x": "real", "y": "real", "w": "real"},
            given=("D == abs(g)*x", "x <= y", "y <= w"),
        ),
        Step(
            "bound",
            f"abs({CONSTANT_STEP} + g) <= abs(g)*({Q}**t*g**2/delta)",
            "algebra",
            "",
            (
                "distance",
                "chord_here",
                "remaining",
                Use(
                    "chain",
                    {
                        "D": f"abs({CONSTANT_STEP} + g)",
                        "x": "1 - sqrt(u(t) + delta)/sqrt(r(t + 1) + delta)",
                        "y": "((r(t + 1) + delta) - (u(t) + delta))/delta",
                        "w": f"{Q}**t*g**2/delta",
                    },
                ),
            ),
        ),
        Step("limit", f"limit({CONSTANT_STEP}, t, oo) == -g", "limit", "", ("bound",)),
    )


adadelta_constant_gradient = Claim(
    id="adadelta_constant_gradient",
    title="AdaDelta under a constant gradient",
    says="The step tends to -g.",
    source=ZEILER,
    tier="main",
    figures=figures_adam.adadelta,
    let={"g": "real", "rho": "real in [0, 1)", "delta": "positive", "t": "natural"},
    define={**averages("r", "u", "g", "delta", "delta"), **SURPLUS},
    about="d and z are auxiliary: what u is behind r, and what the geometric bound on g^2 - u leaves over.",
    claim=f"limit({CONSTANT_STEP}, t, oo) == -g",
    derivation=to_minus_g,
    experiments=(
        Experiment(
            "rmsprop_runs.adadelta_constant", "near <= far", {"near": "nonnegative", "far": "nonnegative"}
        ),
    ),
    mutants=(
        Mutant("it never reaches half of it", f"abs({CONSTANT_STEP}) < abs(g)/2"),
        Mutant("it is -g at once", f"{CONSTANT_STEP} == -g"),
    ),
)

CLAIMS = (adadelta_no_rate, adadelta_constant_gradient)
