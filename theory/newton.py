"""Newton's method and second-order steps: where they lead, and how they amplify errors.

The Newton step solves the quadratic model exactly: it lands on the critical point of a quadratic whatever its signature, is blind to
the condition number, and without damping may diverge even where the cost is strictly convex.

Main claims: newton_ill_conditioned, newton_saddle_jump, gradient_and_newton_aims; those of `newton_steps` and `newton_errors` are of this topic too.

Notation: J cost, g gradient, H Hessian, x point, x1 the point after the step, n dimension.

References: notes000 (ill-conditioning, saddles), notes001 (2.1, 2.3, 3.1), nocedal_wright2006.
"""

from __future__ import annotations

from proofs_check.statement.claim import (
    Claim,
    Entry,
    Experiment,
    Mutant,
    Prose,
    Recurrence,
    Refutation,
    Repair,
    Source,
)
from proofs_check.statement.derivation import Step
from theory import figures_descent, newton_errors, newton_steps

ILL = Source("notes000", "ill-conditioning; notes001 2.1(1)")
SADDLES = Source("notes000", "saddles; notes001 2.3(5)")
SPD_LET = {"n": "integer >= 1", "H": "spd(n)", "b": "vector(n)", "x": "vector(n)", "y": "vector(n)"}


def lands_on_the_minimum() -> tuple[Step, ...]:
    """The gradient vanishes after one step, and the cost lies above that point."""
    return (
        Step("landing", "x1 == -inv(H) @ b", "words", "The step cancels the start."),
        Step("flat", "H @ x1 + b == zeros(n, 1)", "words", "The gradient is 0 there."),
        Step(
            "gap",
            "J(y) - J(x1) == dot(y - x1, H @ (y - x1))/2",
            "words",
            "Around its critical point a quadratic is its curvature.",
        ),
        Step("curved", "dot(y - x1, H @ (y - x1)) >= 0", "algebra", "H is positive definite."),
        Step("least", "J(x1) <= J(y)", "algebra", "So the cost is least there.", ("gap", "curved")),
    )


def stays_away() -> tuple[Step, ...]:
    """From 1 on Newton's iterates never come nearer than 1: the step cubes the distance."""
    return (
        Step("cubes", "x(k + 1) == -x(k)**3", "definition", "x - x (1 + x^2)."),
        Step(
            "outside",
            "x(i)**2 >= 1",
            "induction",
            "The cube of a number of size at least 1.",
            let={"i": "natural"},
            on="i",
        ),
        Step("never", "forall(j, 'natural', x(j)**2 >= 1)", "algebra", "At every step.", ("outside",)),
    )


from_every_start = Claim(
    id="newton_ill_conditioned__every_start",
    title="Newton's method converges from every start",
    says="For convex costs, however ill-conditioned, Newton's method converges to the minimum from every start.",
    about="J is any convex C^2 function. The statement is the claim for J(y) = sqrt(1 + y^2), which is strictly convex: J' = y/sqrt(1 + y^2), "
    "J'' = (1 + y^2)^(-3/2), so the step is x - x (1 + x^2), and the minimum is at 0. Convergence implies that some iterate comes nearer to it than 1.",
    scope="instance",
    source=ILL,
    let={"x0": "real", "k": "natural"},
    define={"x": Recurrence(("x0",), "x(k) - x(k)*(1 + x(k)**2)", index="k")},
    claim="exists(j, 'natural', x(j)**2 < 1)",
    refutation=Refutation({"x0": "1"}, stays_away),
    mutants=(
        Mutant("it never does", "x(k)**2 >= 1"),
        Mutant("the first step comes nearer", "x(1)**2 < x(0)**2"),
    ),
    repair=Repair(
        says="On positive definite quadratics of every condition number the first step lands on the minimum, from every start (other convex "
        "costs need damping or a start that is near enough).",
        let=SPD_LET,
        define={"J(z)": "dot(z, H @ z)/2 + dot(b, z)", "x1": "x - inv(H) @ (H @ x + b)"},
        claim="J(x1) <= J(y)",
        derivation=lands_on_the_minimum,
        experiments=(
            Experiment(
                "newton.newton_convex",
                "norm(g1) == 0 and J1 <= J0",
                {"g1": "vector(n)", "J0": "real", "J1": "real"},
            ),
        ),
        mutants=(
            Mutant("the largest value", "J(x1) >= J(y)"),
            Mutant("half the step", define={"x1": "x - inv(H) @ (H @ x + b)/2"}),
        ),
    ),
)

independent_of_kappa = Claim(
    id="newton_ill_conditioned__speed",
    title="At a speed that does not depend on the condition number",
    says="A linear change of variables, which may make any condition number, changes nothing for Newton's method.",
    about="With y = A^-1 x the cost K(y) = J(A y) has gradient A^T g and Hessian A^T H A, of any condition number; its Newton step, carried "
    "back by A, is that of J. So the iterates of both correspond, and J takes the same values along them.",
    source=ILL,
    let={"n": "integer >= 1", "H": "spd(n)", "A": "invertible(n)", "g": "vector(n)", "y": "vector(n)"},
    claim="A @ (y - inv(A.T @ H @ A) @ (A.T @ g)) == A @ y - inv(H) @ g",
    derivation=lambda: (
        Step(
            "inverse",
            "inv(A.T @ H @ A) == inv(A) @ inv(H) @ inv(A).T",
            "words",
            "The inverse of a product.",
        ),
        Step(
            "carried",
            "A @ (inv(A.T @ H @ A) @ (A.T @ g)) == inv(H) @ g",
            "words",
            "A and A^T cancel.",
        ),
        Step(
            "same",
            "A @ (y - inv(A.T @ H @ A) @ (A.T @ g)) == A @ y - inv(H) @ g",
            "words",
            "So the steps correspond.",
            ("carried",),
        ),
    ),
    mutants=(
        Mutant("for gradient descent too", "A @ (y - A.T @ g) == A @ y - g"),
        Mutant("the Hessian untransformed", "A @ (y - inv(H) @ (A.T @ g)) == A @ y - inv(H) @ g"),
    ),
)

newton_ill_conditioned = Entry(
    id="newton_ill_conditioned",
    title="Newton's method for ill-conditioned convex costs",
    says="Newton's method converges to the minimum of a convex cost from every start, at a speed independent of the condition number.",
    source=ILL,
    tier="main",
    figures=figures_descent.newton,
    members=(from_every_start, independent_of_kappa),
)

newton_saddle_jump = Claim(
    id="newton_saddle_jump",
    title="Newton's method jumps into saddles",
    says="On a quadratic with an invertible Hessian of any signature one Newton step from every start lands on the critical point.",
    source=SADDLES,
    tier="main",
    let={"n": "integer >= 1", "H": "symmetric(n)", "b": "vector(n)", "x": "vector(n)"},
    define={"g(y)": "H @ y + b", "x1": "x - inv(H) @ g(x)"},
    given={"invertible": "det(H) != 0"},
    claim="g(x1) == zeros(n, 1)",
    derivation=lambda: (
        Step("landing", "x1 == -inv(H) @ b", "words", "The step cancels the start.", ("invertible",)),
        Step("critical", "g(x1) == zeros(n, 1)", "words", "There H x1 + b = 0.", ("invertible",)),
    ),
    experiments=(
        Experiment("newton.newton_indefinite", "norm(g1) == 0", {"g1": "vector(n)"}),
        Experiment("newton.newton_convex", "norm(g1) == 0", {"g1": "vector(n)"}),
    ),
    mutants=(
        Mutant("half the step", define={"x1": "x - inv(H) @ g(x)/2"}),
        Mutant("the other way", define={"x1": "x + inv(H) @ g(x)"}),
        Mutant("a singular Hessian", without="invertible"),
    ),
)

AIMS = "dot(g, -g) < 0 and exists(h, 'nonzero', dot(g, -(inv(h*identity(n)) @ g)) > 0)"
gradient_and_newton_aims = Claim(
    id="gradient_and_newton_aims",
    title="What gradient descent and Newton's method aim at",
    says="The gradient step always points downhill; the Newton step can point uphill.",
    about="For every gradient g that is not 0, in every dimension, a Hessian is given with which the Newton step points uphill: h times the "
    "identity with a negative h.",
    source=SADDLES,
    tier="main",
    let={"n": "integer >= 1", "g": "vector(n)"},
    given={"nonzero": "g != zeros(n, 1)"},
    claim=AIMS,
    derivation=lambda: (
        Step("length", "dot(g, g) > 0", "algebra", "The gradient is not 0.", ("nonzero",)),
        Step("downhill", "dot(g, -g) < 0", "algebra", "Its product with -g is -g.g.", ("length",)),
        Step("inverse", "inv(-1*identity(n)) @ g == -g", "words", "The inverse of minus the identity."),
        Step(
            "uphill",
            "exists(h, 'nonzero', dot(g, -(inv(h*identity(n)) @ g)) > 0)",
            "witness",
            "Take h = -1.",
            ("length", "inverse"),
            at="-1",
        ),
        Step("together", AIMS, "algebra", "Both.", ("downhill", "uphill")),
    ),
    experiments=(
        Experiment(
            "newton.newton_indefinite", "-dot(g, g) < 0", {"g": "vector(n)"}, {"moving": "g != zeros(n, 1)"}
        ),
    ),
    mutants=(
        Mutant("Newton's step never", "forall(h, 'nonzero', dot(g, -(inv(h*identity(n)) @ g)) < 0)"),
        Mutant("also where the gradient is 0", without="nonzero"),
    ),
)

second_order_batch_size = Prose(
    id="second_order_batch_size",
    title="Batch sizes for second-order methods",
    says="Gradient methods are said to get along with batches of about a hundred, methods that use the Hessian to need about ten thousand.",
    source=Source("notes001", "3.1(4)"),
    reason="A rule of thumb: the numbers depend on model, data and accuracy, which the text does not name. What can be computed is the "
    "amplification of a gradient's error by the inverse Hessian, at most the condition number (hessian_error_amplification); as the "
    "standard error falls like 1/sqrt(m), a hundredfold batch makes up for a tenfold amplification.",
    tier="minor",
)

second_order_use = Prose(
    id="second_order_use",
    title="Why second-order methods have not replaced gradient descent",
    says="The spread of saddles is offered as an explanation, and Newton's method is said to need large changes before networks can use it.",
    source=Source("notes000", "saddles; ill-conditioning; notes001 2.1(1)"),
    reason="A conjecture about why practice is as it is; nothing in it can be true or false of a formula. What can be computed stands under "
    "newton_saddle_jump (undamped steps land on saddles), saddle_free_newton and newton_ill_conditioned.",
    tier="minor",
)

CLAIMS = (
    newton_ill_conditioned,
    newton_saddle_jump,
    gradient_and_newton_aims,
    *newton_steps.CLAIMS,
    *newton_errors.CLAIMS,
    second_order_batch_size,
    second_order_use,
)
