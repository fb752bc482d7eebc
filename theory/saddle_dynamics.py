"""Saddles as obstacles: what descent, flow and noise do near them.

On the quadratic (h x^2 - l y^2)/2 the two coordinates move independently: x is multiplied by 1 - eps h, y by 1 + eps l.

Main claims: gd_saddle_escape, flow_saddle_repulsion, saddle_noise_escape, saddle_flat_slow.

Notation: h > 0 and -l < 0 the eigenvalues, eps the step size, (x0, y0) the start, x(t), y(t) the iterates; M(t) the second moment of the
unstable coordinate under noise of variance s^2; d0 and d1 the distances at the start and at the exit.

References: notes000 (saddles), notes001 (2.3), notes002 (2).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step

ESCAPE = Source("notes001", "2.3(5)")
ANSWER_2 = Source("notes002", "2")
START = {"x0": "real", "y0": "real", "h": "positive", "l": "positive", "eps": "positive", "t": "natural"}
MOVES = {"x": Recurrence(("x0",), "(1 - eps*h)*x(t)"), "y": Recurrence(("y0",), "(1 + eps*l)*y(t)")}
RUN = {"x": "real", "y": "real", "alternates": "real"}

gd_saddle_escape = Claim(
    id="gd_saddle_escape",
    title="Gradient descent leaves saddles",
    says="Gradient descent with a fixed step size does not converge to a saddle, whatever the start.",
    about="The statement is the claim for the quadratics (h x^2 - l y^2)/2.",
    scope="instance",
    source=ESCAPE,
    tier="main",
    let=START,
    define=MOVES,
    claim="not limit(abs(x(t)) + abs(y(t)), t, oo) == 0",
    experiments=(
        Experiment(
            "saddles.saddle_descent",
            "abs(y) >= y0 and (y0 > 0 or abs(x) >= x0)",
            RUN,
            {"stable": "eps*h < 2"},
        ),
    ),
    mutants=(
        Mutant("it converges", "limit(abs(x(t)) + abs(y(t)), t, oo) == 0"),
        Mutant("x does not", "not limit(abs(x(t)), t, oo) == 0"),
    ),
    repair=Repair(
        says="It does not from any start with a part along the eigenvector of the negative eigenvalue: that part grows without bound.",
        given={"unstable_part": "y0 != 0"},
        claim="limit(abs(y(t)), t, oo) == oo",
        derivation=lambda: (
            Step(
                "closed_form",
                "y(t) == (1 + eps*l)**t*y0",
                "induction",
                "Each step multiplies by 1 + eps l.",
                on="t",
            ),
            Step(
                "size",
                "abs(y(t)) == (1 + eps*l)**t*abs(y0)",
                "algebra",
                "The factor is positive.",
                ("closed_form",),
            ),
            Step(
                "grows",
                "limit(abs(y(t)), t, oo) == oo",
                "limit",
                "1 + eps l is above 1.",
                ("size", "unstable_part"),
            ),
        ),
        experiments=(Experiment("saddles.saddle_descent", "y == (1 + eps*l)**t*y0", {"y": "real"}),),
        mutants=(
            Mutant("from every start", without="unstable_part"),
            Mutant("it stays bounded", "limit(abs(y(t)), t, oo) == abs(y0)"),
        ),
    ),
)

FLOW = {"x0": "real", "y0": "real", "h": "positive", "l": "positive", "t": "nonnegative"}
flow_saddle_repulsion = Claim(
    id="flow_saddle_repulsion",
    title="The gradient flow is repelled by saddles",
    says="Trajectories of the gradient flow that start near a saddle move away from it.",
    about="The statement is the claim for the quadratics (h x^2 - l y^2)/2, whose trajectories are x0 e^(-h t), y0 e^(l t).",
    scope="instance",
    source=Source("notes000", "saddles"),
    tier="main",
    let={**FLOW, "x0": "nonzero"},
    claim="not limit(exp(-h*t)*abs(x0) + exp(l*t)*abs(y0), t, oo) == 0",
    mutants=(
        Mutant("towards it", "limit(exp(-h*t)*abs(x0) + exp(l*t)*abs(y0), t, oo) == 0"),
        Mutant("along x too", "not limit(exp(-h*t)*abs(x0), t, oo) == 0"),
    ),
    repair=Repair(
        says="They do from every start with a part along the unstable direction.",
        let=FLOW,
        given={"unstable_part": "y0 != 0"},
        claim="limit(exp(l*t)*abs(y0), t, oo) == oo",
        derivation=lambda: (
            Step("distance", "abs(y0) > 0", "algebra", "y0 is not 0.", ("unstable_part",)),
            Step(
                "grows",
                "limit(exp(l*t)*abs(y0), t, oo) == oo",
                "limit",
                "The exponential grows.",
                ("distance", "unstable_part"),
            ),
        ),
        mutants=(
            Mutant("from every start", without="unstable_part"),
            Mutant("it stays", "limit(exp(l*t)*abs(y0), t, oo) == abs(y0)"),
        ),
    ),
)

saddle_oscillation = Claim(
    id="saddle_oscillation",
    title="No oscillation at a saddle",
    says="Near a saddle no component of the iterates of gradient descent alternates in sign.",
    about="x is the component along an eigenvector; h is its eigenvalue, of either sign.",
    source=ANSWER_2,
    tier="minor",
    let={"x0": "real", "h": "real", "eps": "positive", "t": "natural"},
    define={"x": Recurrence(("x0",), "(1 - eps*h)*x(t)")},
    claim="x(t + 1)*x(t) >= 0",
    experiments=(Experiment("saddles.saddle_descent", "alternates == 0", RUN),),
    mutants=(Mutant("it always alternates", "x(t + 1)*x(t) <= 0"), Mutant("strictly", "x(t + 1)*x(t) > 0")),
    repair=Repair(
        says="None does where the step size is at most 1/h for every positive eigenvalue h.",
        given={"small": "eps*h <= 1"},
        derivation=lambda: (
            Step("product", "x(t + 1)*x(t) == (1 - eps*h)*x(t)**2", "definition", "One step."),
            Step(
                "sign", "x(t + 1)*x(t) >= 0", "algebra", "The factor is not negative.", ("product", "small")
            ),
        ),
        experiments=(Experiment("saddles.saddle_descent", "implies(eps*h <= 1, alternates == 0)", RUN),),
        mutants=(Mutant("twice as large", without="small"), Mutant("strictly", "x(t + 1)*x(t) > 0")),
    ),
)

saddle_noise_escape = Entry(
    id="saddle_noise_escape",
    title="Noise drives the iterates off a saddle",
    says="Under gradient noise the iterates leave every bounded neighbourhood of a saddle.",
    source=ANSWER_2,
    tier="main",
    join="readings",
    members=(
        Claim(
            id="saddle_noise_escape__quadratic",
            title="At the saddle of a quadratic",
            says="The second moment of the unstable coordinate grows without bound.",
            about="y+ = (1 + eps l) y - eps xi with independent noise of mean 0 and variance s^2, from y = 0: the second moment obeys the recurrence, for "
            "the mixed term has mean 0.",
            scope="reduction",
            source=ANSWER_2,
            let={"eps": "positive", "l": "positive", "s": "positive", "t": "natural"},
            define={"M": Recurrence(("0",), "(1 + eps*l)**2*M(t) + eps**2*s**2")},
            claim="limit(M(t), t, oo) == oo",
            derivation=lambda: (
                Step(
                    "closed_form",
                    "M(t) == eps**2*s**2*((1 + eps*l)**(2*t) - 1)/((1 + eps*l)**2 - 1)",
                    "induction",
                    "A geometric series.",
                    on="t",
                ),
                Step("grows", "limit(M(t), t, oo) == oo", "limit", "1 + eps l is above 1.", ("closed_form",)),
            ),
            experiments=(
                Experiment(
                    "saddles.saddle_noise",
                    "S*((1 + eps*l)**2 - 1) == eps**2*s**2*((1 + eps*l)**(2*t) - 1)",
                    {"S": "nonnegative"},
                ),
            ),
            mutants=(
                Mutant("it stays 0", "limit(M(t), t, oo) == 0"),
                Mutant("along a stable direction", let={"l": "real in (-1, 0)", "eps": "real in (0, 1)"}),
            ),
        ),
        Claim(
            id="saddle_noise_escape__any_cost",
            title="At the saddle of any cost",
            says="From the saddle of any C^2 cost the noise can drive the iterates out of every bounded neighbourhood.",
            about="The statement is the claim for the double well y^4/4 - y^2/2, noise of 1 or -1 and the neighbourhood [-2, 2]: some step from inside would "
            "lead out.",
            scope="instance",
            source=ANSWER_2,
            let={"eps": "real in (0, 1/8]"},
            claim="exists(y, 'real in [-2, 2]', abs(y - eps*(y**3 - y - 1)) > 2 or abs(y - eps*(y**3 - y + 1)) > 2)",
            experiments=(Experiment("saddles.saddle_noise", "furthest > 2", {"furthest": "nonnegative"}),),
            mutants=(
                Mutant("from its rim", "abs(2 - eps*(8 - 2 - 1)) > 2"),
                Mutant("from the bottom of a well", "abs(1 - eps*(1 - 1 + 1)) > 2"),
            ),
            repair=Repair(
                says="They leave the saddle, and stay in the wells beside it.",
                let={"y": "real in [-2, 2]", "xi": "real in [-1, 1]"},
                claim="abs(y - eps*(y**3 - y + xi)) <= 2",
                experiments=(
                    Experiment("saddles.saddle_noise", "furthest <= 2", {"furthest": "nonnegative"}),
                ),
                mutants=(
                    Mutant("within 1", "abs(y - eps*(y**3 - y + xi)) <= 1"),
                    Mutant("for every rate", let={"eps": "positive"}),
                ),
            ),
        ),
    ),
)

saddle_flat_slow = Entry(
    id="saddle_flat_slow",
    title="Flat saddles take long",
    says="The number of steps to leave a saddle tends to infinity as it gets flatter or the start nearer.",
    source=ANSWER_2,
    tier="minor",
    members=(
        Claim(
            id="saddle_flat_slow__strict",
            title="At a strict saddle",
            says="From d0 to d1 it takes log(d1/d0)/log(1 + eps l) steps, which tends to infinity as l or d0 tends to 0.",
            about="After t steps the unstable coordinate is (1 + eps l)^t d0; it has left once t reaches that number.",
            source=ANSWER_2,
            let={"eps": "positive", "l": "positive", "d0": "positive", "d1": "positive", "u": "positive"},
            given={"outwards": "d1 > d0"},
            define={"N(l, d)": "log(d1/d)/log(1 + eps*l)"},
            claim="limit(N(u, d0), u, 0, '+') == oo and limit(N(l, u), u, 0, '+') == oo",
            derivation=lambda: (
                Step(
                    "flatter",
                    "limit(N(u, d0), u, 0, '+') == oo",
                    "limit",
                    "The logarithm below tends to 0.",
                    ("outwards",),
                ),
                Step(
                    "nearer",
                    "limit(N(l, u), u, 0, '+') == oo",
                    "limit",
                    "The logarithm above grows.",
                    ("outwards",),
                ),
                Step(
                    "both",
                    "limit(N(u, d0), u, 0, '+') == oo and limit(N(l, u), u, 0, '+') == oo",
                    "algebra",
                    "Both.",
                    ("flatter", "nearer"),
                ),
            ),
            experiments=(
                Experiment(
                    "saddles.saddle_exits",
                    "steps_strict >= log(1/d0)/log(1 + eps*l)*(1 - 10**(-12))",
                    {"steps_strict": "positive"},
                ),
            ),
            mutants=(
                Mutant("it stays the same", "limit(N(u, d0), u, 0, '+') == log(d1/d0)"),
                Mutant("it falls", "limit(N(l, u), u, 0, '+') == 0"),
            ),
        ),
        Claim(
            id="saddle_flat_slow__quartic",
            title="At the saddle of x^2 - y^4",
            says="After t steps 1/y^2 has fallen by at most 8 eps t, so that leaving takes at least (1/d0^2 - 1/d1^2)/(8 eps) steps.",
            source=ANSWER_2,
            let={"eps": "positive", "d0": "positive", "t": "natural"},
            define={"y": Recurrence(("d0",), "y(t) + 4*eps*y(t)**3")},
            claim="y(t) > 0 and 1/y(t)**2 >= 1/d0**2 - 8*eps*t",
            derivation=lambda: (
                Step(
                    "one_step",
                    "1/(z + 4*eps*z**3)**2 >= 1/z**2 - 8*eps",
                    "algebra",
                    "Expand; what is left over is positive.",
                    let={"z": "positive"},
                ),
                Step(
                    "both",
                    "y(t) > 0 and 1/y(t)**2 >= 1/d0**2 - 8*eps*t",
                    "induction",
                    "Every step adds to y and takes at most 8 eps from 1/y^2.",
                    ("one_step",),
                    on="t",
                ),
            ),
            experiments=(
                Experiment(
                    "saddles.saddle_exits",
                    "steps_flat >= (1/d0**2 - 1)/(8*eps)*(1 - 10**(-12))",
                    {"steps_flat": "positive"},
                ),
            ),
            mutants=(
                Mutant("half the bound", "1/y(t)**2 >= 1/d0**2 - 4*eps*t"),
                Mutant("the other way", "1/y(t)**2 <= 1/d0**2 - 8*eps*t"),
            ),
        ),
    ),
)

CLAIMS = (gd_saddle_escape, flow_saddle_repulsion, saddle_oscillation, saddle_noise_escape, saddle_flat_slow)
