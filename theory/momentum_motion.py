"""Momentum as motion: the force picture, which velocity moves the position, opposing gradients.

Main claims: momentum_physics, velocity_choice_positions, mean_velocity_replacement, cross_ravine_cancellation, alpha_versus_rate.

Notation: x position, v velocity, g gradient, alpha momentum parameter, eps learning rate, H and b Hessian and linear term of a
quadratic cost, x1 and v1 the values one step later, c the size of alternating gradients, p and w the positions and velocities of
the second of two runs.

References: notes001 (4.2), polyak1964.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_momentum

PHYSICS = "exists(c, 'real in (0, 1]', v1 - v == -g - c*v and x1 - x == v1)"


def newton_with_drag() -> tuple[Step, ...]:
    """Unit mass and unit time: the change of velocity is the force."""
    return (
        Step(
            "velocity",
            "v1 - v == -g - (1 - alpha)*v",
            "algebra",
            "The force is -grad J and a drag (1 - alpha) v against the motion.",
        ),
        Step("position", "x1 - x == v1", "algebra", "In unit time the position moves by the velocity."),
        Step("coefficient", "0 < 1 - alpha and 1 - alpha <= 1", "algebra", "0 <= alpha < 1."),
        Step(
            "drag",
            PHYSICS,
            "witness",
            "The drag coefficient is 1 - alpha.",
            ("velocity", "position", "coefficient"),
            at="1 - alpha",
        ),
    )


momentum_physics = Claim(
    id="momentum_physics",
    title="Momentum as motion with drag",
    says="With unit mass and unit time step the momentum update is motion under the force -grad J with linear drag.",
    about="The difference quotients over unit time stand for the derivatives: the change of v is the force, that of x the new velocity. "
    "g is the gradient at x of any cost.",
    source=Source("notes001", "4.2.1(5)"),
    tier="minor",
    let={
        "n": "integer >= 1",
        "alpha": "real in [0, 1)",
        "g": "vector(n)",
        "x": "vector(n)",
        "v": "vector(n)",
    },
    define={"v1": "alpha*v - g", "x1": "x + v1"},
    claim=PHYSICS,
    derivation=newton_with_drag,
    experiments=(
        Experiment(
            "momentum_positions.heavy_ball_step",
            "v1 - v == -eps*g - (1 - alpha)*v and x1 - x == v1",
            {"eps": "positive", "x1": "vector(n)", "v1": "vector(n)"},
        ),
    ),
    mutants=(
        Mutant("no drag", "v1 - v == -g and x1 - x == v1"),
        Mutant("the drag coefficient is alpha", "v1 - v == -g - alpha*v and x1 - x == v1"),
        Mutant("the old velocity moves the position", PHYSICS.replace("x1 - x == v1", "x1 - x == v")),
    ),
)

DELAYED = {
    "x": Recurrence(("x0",), "x(t) + v(t)"),
    "v": Recurrence(("v0",), "alpha*v(t) - eps*h*x(t)"),
}
RETIMED = {
    "x": Recurrence(("x0",), "x(t) + v(t)"),
    "v": Recurrence(("v0",), "alpha*v(t) - eps*(H @ (x(t) + v(t)) + b)"),
    "p": Recurrence(("x0 + v0",), "p(t) + alpha*w(t) - eps*(H @ p(t) + b)"),
    "w": Recurrence(("v0",), "alpha*w(t) - eps*(H @ p(t) + b)"),
}


def same_positions() -> tuple[Step, ...]:
    """Both runs take the same gradients, so velocities agree and positions are one step apart."""
    return (
        Step(
            "both",
            "w(t) == v(t) and p(t) == x(t + 1)",
            "induction",
            "If p(t) = x(t + 1), both take the gradient at the same point.",
            on="t",
        ),
        Step("positions", "p(t) == x(t + 1)", "algebra", "", ("both",)),
    )


velocity_choice_positions = Claim(
    id="velocity_choice_positions",
    title="Moving with the old or with the new velocity",
    says="Moving with the velocity before or after its update gives the same positions up to an index shift.",
    about="J is any cost; the statement is the claim for J = h x^2/2. x(t) are the positions of the run (B) that moves with the old velocity. "
    "A run (A) that moves with the new one satisfies x(t + 2) - x(t + 1) = alpha (x(t + 1) - x(t)) - eps g(x(t + 1)), whatever index it starts "
    "from; so positions that agree up to a shift satisfy it too.",
    scope="instance",
    source=Source("notes001", "4.2.1(5)"),
    tier="main",
    figures=figures_momentum.velocity_choice,
    let={
        "alpha": "real in [0, 1)",
        "eps": "positive",
        "h": "real",
        "x0": "real",
        "v0": "real",
        "t": "natural",
    },
    define=DELAYED,
    claim="x(t + 2) - x(t + 1) == alpha*(x(t + 1) - x(t)) - eps*h*x(t + 1)",
    experiments=(
        Experiment(
            "momentum_positions.old_velocity",
            "after - now == alpha*(now - before) - eps*(H @ now + b)",
            {
                "n": "integer >= 1",
                "H": "symmetric(n)",
                "b": "vector(n)",
                "before": "vector(n)",
                "now": "vector(n)",
                "after": "vector(n)",
            },
        ),
    ),
    mutants=(
        Mutant("shifted by two", "x(t + 2) - x(t + 1) == alpha*(x(t + 1) - x(t)) - eps*h*x(t + 2)"),
        Mutant("without momentum", "x(t + 2) - x(t + 1) == -eps*h*x(t + 1)"),
    ),
    repair=Repair(
        says="Moving with the old velocity takes each gradient one position late. The positions agree, shifted by one, if the run that moves "
        "with the old velocity takes the gradient at the position just reached (shown for quadratic costs of any dimension).",
        let={
            "n": "integer >= 1",
            "H": "symmetric(n)",
            "b": "vector(n)",
            "x0": "vector(n)",
            "v0": "vector(n)",
        },
        define=RETIMED,
        claim="p(t) == x(t + 1)",
        derivation=same_positions,
        experiments=(
            Experiment(
                "momentum_positions.two_timings",
                "new_t == old_next",
                {"new_t": "vector(n)", "old_next": "vector(n)"},
            ),
        ),
        mutants=(
            Mutant("without the shift", "p(t) == x(t)"),
            Mutant(
                "the gradient one position late",
                define={"v": Recurrence(("v0",), "alpha*v(t) - eps*(H @ x(t) + b)")},
            ),
        ),
    ),
)

RELATIVE = "(1 - alpha)*alpha**t/(2*(1 - alpha**(t + 1)))"
REST = {"v": Recurrence(("zeros(n, 1)",), "alpha*v(t) - eps*g")}
MEAN = f"norm(v(t + 1) - (v(t) + v(t + 1))/2) == {RELATIVE}*norm(v(t + 1)) and limit({RELATIVE}, t, oo) == 0"


def mean_under_constant_gradient() -> tuple[Step, ...]:
    """From rest v(t) = -eps g (1 - alpha^t)/(1 - alpha)."""
    return (
        Step(
            "closed_form",
            "v(t) == -eps*(1 - alpha**t)/(1 - alpha)*g",
            "induction",
            "A geometric series.",
            on="t",
        ),
        Step(
            "difference",
            "v(t + 1) - (v(t) + v(t + 1))/2 == -eps*alpha**t/2*g",
            "algebra",
            "Half of the change of velocity.",
            ("closed_form", Use("closed_form", {"t": "t + 1"})),
        ),
        Step("powers", "0 <= alpha**t and alpha**(t + 1) < 1", "algebra", "0 <= alpha < 1."),
        Step(
            "lengths",
            "norm(v(t + 1) - (v(t) + v(t + 1))/2) == eps*alpha**t/2*norm(g) "
            "and norm(v(t + 1)) == eps*(1 - alpha**(t + 1))/(1 - alpha)*norm(g)",
            "algebra",
            "Take norms.",
            ("difference", Use("closed_form", {"t": "t + 1"}), "powers"),
        ),
        Step(
            "relative",
            f"norm(v(t + 1) - (v(t) + v(t + 1))/2) == {RELATIVE}*norm(v(t + 1))",
            "algebra",
            "Divide.",
            ("lengths", "powers"),
        ),
        Step(
            "bound",
            f"abs({RELATIVE} - 0) <= alpha**t/2",
            "algebra",
            "1 - alpha is at most 1 - alpha^(t + 1).",
            ("powers",),
        ),
        Step("limit", f"limit({RELATIVE}, t, oo) == 0", "limit", "alpha^t tends to 0.", ("bound",)),
        Step("together", MEAN, "algebra", "Both parts.", ("relative", "limit")),
    )


mean_velocity_replacement = Claim(
    id="mean_velocity_replacement",
    title="The latest velocity in place of the mean one",
    says="Moving with the latest velocity instead of the mean of old and new makes a small relative difference.",
    about="'Small' is read as weakly as possible: the difference is not larger than the velocity itself (100 percent).",
    scope="instance",
    source=Source("notes001", "4.2.1(5)"),
    tier="minor",
    let={
        "n": "integer >= 1",
        "alpha": "real in [0, 1)",
        "eps": "positive",
        "g": "vector(n)",
        "u": "vector(n)",
    },
    define={"u1": "alpha*u - eps*g"},
    claim="norm(u1 - (u + u1)/2) <= norm(u1)",
    experiments=(
        Experiment(
            "momentum_positions.heavy_ball_step",
            "norm(v1 - (v + v1)/2) <= norm(v1)",
            {"v": "vector(n)", "v1": "vector(n)"},
        ),
    ),
    mutants=(
        Mutant("at most a tenth", "norm(u1 - (u + u1)/2) <= norm(u1)/10"),
        Mutant("it vanishes", "norm(u1 - (u + u1)/2) == 0"),
    ),
    repair=Repair(
        says="Under a constant gradient, from rest, the relative difference is (1 - alpha) alpha^t/(2(1 - alpha^(t + 1))): half at the first step, "
        "then it tends to 0. Where the gradient turns the velocity round it has no bound.",
        let={"t": "natural"},
        define=REST,
        claim=MEAN,
        derivation=mean_under_constant_gradient,
        experiments=(
            Experiment(
                "momentum_positions.mean_velocity",
                f"difference == {RELATIVE}*norm(v1)",
                {"difference": "nonnegative", "v1": "vector(n)"},
            ),
        ),
        mutants=(
            Mutant("half of it at every step", "norm(v(t + 1) - (v(t) + v(t + 1))/2) == norm(v(t + 1))/2"),
            Mutant("alpha^t", "norm(v(t + 1) - (v(t) + v(t + 1))/2) == alpha**t/2*norm(v(t + 1))"),
        ),
    ),
)
