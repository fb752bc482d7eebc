"""The rate of Nesterov's momentum on convex costs: 1/k with a constant alpha, 1/k^2 with growing parameters.

Main claims: nesterov_rate.

Notation: x(t), v(t) position and velocity after t steps, g[:, t] the gradient at x(t) + (t - 1)/(t + 2) v(t), L Lipschitz constant of the gradient,
xs a minimiser, f[t] = J(x(t)) - J(xs), u(t) = x(t) + (t - 1)/2 v(t) - xs, T the number of steps.

References: notes001 (4.2.3), nesterov1983, beck_teboulle2009.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_momentum

RATE = Source("notes001", "4.2.3(2)")
MOMENTS = "(t - 1)/(t + 2)"
RUN: dict[str, str | Recurrence] = {
    "v": Recurrence(("zeros(n, 1)",), f"{MOMENTS}*v(t) - g[:, t]/L"),
    "x": Recurrence(("x0",), f"x(t) + {MOMENTS}*v(t) - g[:, t]/L"),
    "u(t)": "x(t) + (t - 1)/2*v(t) - xs",
    "e": Recurrence(
        ("L/2*dot(x0 - xs, x0 - xs)",),
        "e(t) - (t + 2)/2*dot(g[:, t], u(t)) + (t + 2)**2/(8*L)*dot(g[:, t], g[:, t])",
    ),
}
AT_STEP = {"i": "integer in [0, T - 1]"}
STEPS = "'integer in [0, T - 1]'"
DESCENT = {
    "from_the_last": f"forall(i, {STEPS}, f[i + 1] <= f[i] + dot(g[:, i], (i - 1)/(i + 2)*v(i)) - dot(g[:, i], g[:, i])/(2*L))",
    "from_the_minimum": f"forall(i, {STEPS}, f[i + 1] <= dot(g[:, i], x(i) + (i - 1)/(i + 2)*v(i) - xs) - dot(g[:, i], g[:, i])/(2*L))",
    "minimum": "forall(i, 'integer in [0, T]', f[i] >= 0)",
}


def lyapunov() -> tuple[Step, ...]:
    """(t + 1)^2/4 f(t) + L/2 |u(t)|^2 falls, and starts at L/2 |x0 - xs|^2."""
    return (
        Step(
            "u_step",
            "u(i + 1) == u(i) - (i + 2)/(2*L)*g[:, i]",
            "definition",
            "u moves by a multiple of the gradient.",
            let=AT_STEP,
        ),
        Step(
            "square_of_difference",
            "dot(y - r*w, y - r*w) == dot(y, y) - 2*r*dot(w, y) + r**2*dot(w, w)",
            "words",
            "The square of a difference.",
            let={"y": "vector(n)", "w": "vector(n)", "r": "real"},
        ),
        Step(
            "u_square",
            "e(m) == L/2*dot(u(m), u(m))",
            "induction",
            "So e, which takes up the squares, is L/2 |u|^2.",
            on="m",
        ),
        Step(
            "e_next_not_negative",
            "e(t + 1) >= 0",
            "algebra",
            "It is a square.",
            (Use("u_square", {"m": "t + 1"}),),
        ),
        Step(
            "weighted",
            "(i + 2)**2/4*f[i + 1] <= i*(i + 2)/4*f[i] + (i + 2)/2*dot(g[:, i], u(i)) - (i + 2)**2/(8*L)*dot(g[:, i], g[:, i])",
            "algebra",
            "i (i + 2)/4 times the bound from the last position plus (i + 2)/2 times the bound from the minimum.",
            ("from_the_last", "from_the_minimum"),
            let=AT_STEP,
        ),
        Step(
            "next_minimum",
            "f[i + 1] >= 0",
            "algebra",
            "No cost is below the minimum.",
            ("minimum",),
            let=AT_STEP,
        ),
        Step(
            "lyapunov",
            "t*(t + 2)/4*f[t] + e(t) <= L/2*dot(x0 - xs, x0 - xs)",
            "induction",
            "e takes up what the gradient gives, and (t + 1)(t + 3) <= (t + 2)^2; at the start f(0) has the weight 0.",
            ("weighted", "next_minimum"),
            on="t",
        ),
        Step(
            "next_e",
            "e(t + 1) == e(t) - (t + 2)/2*dot(g[:, t], u(t)) + (t + 2)**2/(8*L)*dot(g[:, t], g[:, t])",
            "definition",
            "One step more.",
        ),
        Step(
            "last",
            "(t + 2)**2/4*f[t + 1] <= L/2*dot(x0 - xs, x0 - xs) - e(t + 1)",
            "algebra",
            "The weighted bound once more.",
            ("lyapunov", Use("weighted", {"i": "t"}), "next_e"),
        ),
        Step(
            "rate",
            RATE_CLAIM,
            "algebra",
            "Leave out |u|^2 and divide.",
            ("last", "e_next_not_negative"),
        ),
    )


RATE_CLAIM = "f[t + 1] <= 2*L*dot(x0 - xs, x0 - xs)/(t + 2)**2"

UNIFORM = {
    "z": "1 - 1/k",
    "q": "(1 - alpha - 1/k)/(k - 1 - alpha)",
}
FLAT = {"slope(y)": "y - y/(1 + y**4)**(1/4)", "x": "(k + 1)**(-1/4)"}
GAP = {"gap": "real", "R2": "nonnegative", "L": "positive", "k": "integer >= 1"}
nesterov_rate = Entry(
    id="nesterov_rate",
    title="The rate of Nesterov's momentum",
    says="In the convex batch case Nesterov's momentum with a constant alpha has an excess error of the order 1/k^2.",
    source=RATE,
    tier="main",
    join="readings",
    figures=figures_momentum.accelerated,
    members=(
        Claim(
            id="nesterov_rate__class",
            title="One constant for all costs",
            says="There is one constant C with J(x_k) - J* <= C/k^2 for all convex costs with a given Lipschitz constant and distance of the start.",
            about="Lipschitz constant 1, rate eps = 1, start at distance 1. On J = q x^2/2 with q = (1 - alpha - 1/k)/(k - 1 - alpha) the iteration has the root "
            "z = 1 - 1/k: started on it, the position after k steps is z^k (from rest it is even larger). With one constant C for all "
            "these costs, k^(3/2) times q z^(2k)/2 would tend to 0.",
            scope="instance",
            source=RATE,
            tier="main",
            let={"alpha": "real in [0, 1)", "k": "integer >= 1"},
            define=UNIFORM,
            claim="limit(k**(3/2)*(q/2*z**(2*k)), k, oo) == 0",
            experiments=(
                Experiment(
                    "nesterov_runs.constant_alpha",
                    "gap <= 2*L*R2/(k + 1)**2",
                    {**GAP},
                ),
            ),
            mutants=(
                Mutant("of the order 1/k^3", "limit(k**(5/2)*(q/2*z**(2*k)), k, oo) == 0"),
                Mutant("the excess stays", "limit(q/2*z**(2*k), k, oo) > 0"),
            ),
            repair=Repair(
                says="With a constant alpha the order stays 1/k. With the momentum parameter (t - 1)/(t + 2) in step t (from 0), the rate 1/L and a start at "
                "rest, J(x_k) - J* <= 2L|x0 - x*|^2/(k + 1)^2.",
                about="J is convex with a gradient of Lipschitz constant L and a minimiser xs; f[t] = J(x(t)) - J(xs), g[:, t] the gradient at "
                "y = x(t) + (t - 1)/(t + 2) v(t). Lipschitz continuity gives J(y - g/L) <= J(y) - |g|^2/(2L), convexity J(y) <= J(p) + g.(y - p) for every p: with "
                "p = x(t) and p = xs these are the first two hypotheses. e is a helper: it equals L/2 |u|^2. After k = t + 1 steps.",
                scope="reduction",
                let={
                    "n": "integer >= 1",
                    "T": "integer >= 1",
                    "L": "positive",
                    "xs": "vector(n)",
                    "x0": "vector(n)",
                    "g": "matrix(n, T)",
                    "f": "vector(T + 1)",
                    "t": "integer in [0, T - 1]",
                    "m": "integer in [0, T]",
                },
                given=DESCENT,
                define=RUN,
                claim=RATE_CLAIM,
                derivation=lyapunov,
                experiments=(
                    Experiment("nesterov_runs.nesterov_quadratic", "gap <= 2*L*R2/(k + 1)**2", {**GAP}),
                    Experiment("nesterov_runs.nesterov_logistic", "gap <= 2*L*R2/(k + 1)**2", {**GAP}),
                ),
                mutants=(
                    Mutant("costs that are not convex", without="from_the_minimum"),
                    Mutant("from the minimum on", "f[0] <= 0"),
                ),
            ),
        ),
        Claim(
            id="nesterov_rate__each",
            title="A constant for each cost",
            says="For every convex cost there is a constant C with J(x_k) - J* <= C/k^2.",
            about="alpha = 0 is a constant alpha. The even convex cost with the slope y - y/(1 + y^4)^(1/4) for y >= 0 has its minimum at 0 and a gradient of Lipschitz "
            "constant 1. With eps = 1 the iteration is x -> x/(1 + x^4)^(1/4), and from 1 it gives x_k = (k + 1)^(-1/4). The chord from 0 through x/2 gives "
            "J(x) - J* >= x/2 slope(x/2). If J(x_k) - J* were at most C/k^2, then k^(7/4) times that bound would tend to 0.",
            scope="instance",
            source=RATE,
            tier="main",
            let={"k": "integer >= 1"},
            define=FLAT,
            claim="limit(k**(7/4)*(x/2*slope(x/2)), k, oo) == 0",
            experiments=(
                Experiment(
                    "nesterov_runs.constant_alpha_flat",
                    "later <= lower/16*(3/2)",
                    {"lower": "nonnegative", "later": "nonnegative"},
                ),
            ),
            mutants=(
                Mutant("of the order 1/k^3", "limit(k**(11/4)*(x/2*slope(x/2)), k, oo) == 0"),
                Mutant("the bound does not fall", "limit(x/2*slope(x/2), k, oo) > 0"),
            ),
        ),
    ),
)
