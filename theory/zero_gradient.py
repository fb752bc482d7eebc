"""Points where the gradient is zero: flat regions, saddles, extrema, and what an optimiser can still learn there.

Main claims: first_derivative_ambiguity, zero_gradient_characterisation, flat_region_no_information, no_hidden_layer_bad_minimum.

Notation: f(h) = a h^2 + b h^3 on the line and (a x^2 + b y^2)/2 in the plane, with a critical point at 0; H a Hessian, d a direction, g the
gradient, M any matrix in front of it, eps the step size; L(w) the loss of one rectified unit with weight w.

References: notes000 (local-minima, local-global), notes002 (2), notes004 (error surface 2).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step
from theory.critical_points import HIGHEST, LOWEST, line, plane

OPTIMUM_AND_SADDLE = (
    "limit((f1(h, 0) - f1(0, 0))/h, h, 0) == 0 and limit((f1(0, h) - f1(0, 0))/h, h, 0) == 0 "
    "and limit((f2(h, 0) - f2(0, 0))/h, h, 0) == 0 and limit((f2(0, h) - f2(0, 0))/h, h, 0) == 0 "
    "and f1(x, y) > f1(0, 0) and f2(x, 0) > f2(0, 0) and f2(0, y) < f2(0, 0)"
)
first_derivative_ambiguity = Claim(
    id="first_derivative_ambiguity",
    title="First derivatives do not separate optimum and saddle",
    says="x^2 + y^2 and x^2 - y^2 have the same gradient 0 at 0; one has its minimum there, the other a saddle.",
    source=Source("notes002", "2"),
    tier="main",
    let={"x": "nonzero", "y": "nonzero", "h": "real"},
    define={"f1(u, v)": "u**2 + v**2", "f2(u, v)": "u**2 - v**2"},
    claim=OPTIMUM_AND_SADDLE,
    derivation=lambda: (
        Step(
            "gradients",
            "limit((f1(h, 0) - f1(0, 0))/h, h, 0) == 0 and limit((f1(0, h) - f1(0, 0))/h, h, 0) == 0 "
            "and limit((f2(h, 0) - f2(0, 0))/h, h, 0) == 0 and limit((f2(0, h) - f2(0, 0))/h, h, 0) == 0",
            "limit",
            "Every quotient is h or -h.",
        ),
        Step("optimum", "f1(x, y) > f1(0, 0)", "algebra", "A sum of squares."),
        Step("saddle", "f2(x, 0) > f2(0, 0) and f2(0, y) < f2(0, 0)", "algebra", "Up along x, down along y."),
        Step(
            "together",
            OPTIMUM_AND_SADDLE,
            "algebra",
            "All parts.",
            ("gradients", "optimum", "saddle"),
        ),
    ),
    experiments=(
        Experiment(
            "critical_points.critical_plane",
            "implies(a > 0 and b > 0 and c == 0, lowest == 1) and implies(a > 0 and b < 0 and c == 0, lowest == 0 and highest == 0)",
            {"a": "real", "b": "real", "c": "real", "lowest": "real", "highest": "real"},
        ),
    ),
    mutants=(
        Mutant("both minima", "f2(0, y) > f2(0, 0)"),
        Mutant("other gradients", "limit((f2(h, 0) - f2(0, 0))/h, h, 0) == 1"),
    ),
)


zero_gradient_at_flat_or_saddle = Entry(
    id="zero_gradient_at_flat_or_saddle",
    title="Flat regions and saddles have zero gradient",
    says="Inside a region where f is constant, and at a saddle, the gradient is zero.",
    source=Source("notes004", "error surface 2"),
    tier="minor",
    members=(
        Claim(
            id="zero_gradient_at_flat_or_saddle__flat",
            title="Inside a flat region",
            says="Where f is constant its derivative along every direction is 0.",
            about="v is the constant value of f around the point, t the way that is gone in any direction.",
            scope="reduction",
            source=Source("notes004", "error surface 2"),
            let={"v": "real", "t": "real"},
            claim="limit((v - v)/t, t, 0) == 0",
            derivation=lambda: (
                Step("quotient", "(v - v)/u == 0", "algebra", "Equal values.", let={"u": "nonzero"}),
                Step("derivative", "limit((v - v)/t, t, 0) == 0", "limit", "The limit of 0.", ("quotient",)),
            ),
            experiments=(
                Experiment(
                    "gradient_signals.switched_off",
                    "g == zeros(n, 1)",
                    {"n": "integer >= 1", "g": "vector(n)"},
                ),
            ),
            mutants=(
                Mutant("the value", "limit((v - v)/t, t, 0) == v"),
                Mutant("it is 1", "limit((v - v)/t, t, 0) == 1"),
            ),
        ),
        Claim(
            id="zero_gradient_at_flat_or_saddle__saddle",
            title="At a saddle",
            says="At the saddle of a quadratic with any Hessian the gradient is zero, and nowhere else where the Hessian is invertible.",
            about="A saddle is by definition a critical point; for quadratics it is the point z where H z = -b.",
            source=Source("notes004", "error surface 2"),
            let={"n": "integer >= 1", "H": "symmetric(n)", "b": "vector(n)", "z": "vector(n)"},
            given={"saddle": "H @ z == -b"},
            claim="H @ z + b == zeros(n, 1)",
            derivation=lambda: (
                Step("gradient", "H @ z + b == zeros(n, 1)", "words", "Put H z = -b.", ("saddle",)),
            ),
            mutants=(Mutant("twice b", "H @ z + 2*b == zeros(n, 1)"), Mutant("anywhere", without="saddle")),
        ),
    ),
)


CUBIC = {"f(h)": "a*h**2 + b*h**3"}


FLAT = "exists(r, 'positive', forall(h, 'real in (-r, r)', f(h) == f(0)))"


BOTH = "forall(r, 'positive', exists(h, 'real in (-r, r)', f(h) < f(0)) and exists(h, 'real in (-r, r)', f(h) > f(0)))"


zero_gradient_characterisation = Claim(
    id="zero_gradient_characterisation",
    title="What a zero gradient says",
    says="A point of zero gradient lies in a flat region or is a saddle.",
    about="The statement is the claim for a h^2 + b h^3 at 0. A saddle is a critical point with lower and with higher values in every "
    "neighbourhood.",
    scope="instance",
    source=Source("notes004", "error surface 2"),
    tier="minor",
    let={"a": "real", "b": "real"},
    define=CUBIC,
    claim=f"{FLAT} or {BOTH}",
    experiments=line("flat == 1 or (lowest == 0 and highest == 0)"),
    mutants=(Mutant("flat", FLAT), Mutant("a saddle", BOTH)),
    repair=Repair(
        says="It may also be a local minimum or a local maximum: one of the four it is.",
        claim=f"{FLAT} or {BOTH} or {LOWEST} or {HIGHEST}",
        about="Shown for the same cubics.",
        derivation=lambda: (
            Step("lowest", f"implies(a > 0, {LOWEST})", "algebra", "The square wins."),
            Step("highest", f"implies(a < 0, {HIGHEST})", "algebra", "The square wins."),
            Step("flat", f"implies(a == 0 and b == 0, {FLAT})", "algebra", "Nothing is left."),
            Step("saddle", f"implies(a == 0 and b != 0, {BOTH})", "algebra", "A cube has both signs."),
            Step(
                "one_of_four",
                f"{FLAT} or {BOTH} or {LOWEST} or {HIGHEST}",
                "algebra",
                "One of the four cases holds.",
                ("lowest", "highest", "flat", "saddle"),
            ),
        ),
        experiments=line("flat == 1 or (lowest == 0 and highest == 0) or lowest == 1 or highest == 1"),
        mutants=(
            Mutant("no minimum", f"{FLAT} or {BOTH} or {HIGHEST}"),
            Mutant("no saddle", f"{FLAT} or {LOWEST} or {HIGHEST}"),
        ),
    ),
)


zero_gradient_no_direction = Claim(
    id="zero_gradient_no_direction",
    title="No gradient, no direction",
    says="Where the gradient is zero no derivative at the point shows a way down.",
    about="The statement is the claim for (a x^2 + b y^2)/2 at 0, where the Hessian is diag(a, b): no direction (u, v) along which the "
    "second derivative a u^2 + b v^2 is negative leads down.",
    scope="instance",
    source=Source("notes004", "error surface 2"),
    tier="minor",
    let={"a": "real", "b": "real"},
    define={"f(x, y)": "(a*x**2 + b*y**2)/2"},
    claim="not exists(u, 'real', exists(v, 'real', a*u**2 + b*v**2 < 0 and forall(t, 'real in (0, 1)', f(t*u, t*v) < f(0, 0))))",
    experiments=plane("implies(a < 0 or b < 0, way_down == 0)"),
    mutants=(
        Mutant(
            "only along the axes",
            "not (a < 0 and forall(t, 'real in (0, 1)', f(t, 0) < f(0, 0)))",
        ),
        Mutant("the other axis", "not (b < 0 and forall(t, 'real in (0, 1)', f(0, t) < f(0, 0)))"),
    ),
    repair=Repair(
        says="An eigenvector of a negative eigenvalue of the Hessian leads down; only where the Hessian is positive semidefinite do the "
        "second derivatives show no way down.",
        let={"n": "integer >= 1", "H": "symmetric(n)", "d": "vector(n)", "t": "positive"},
        given={"negative": "dot(d, H @ d) < 0"},
        define={"q(z)": "dot(z, H @ z)/2"},
        claim="q(t*d) < 0",
        derivation=lambda: (
            Step("scaled", "q(t*d) == t**2*dot(d, H @ d)/2", "words", "q is homogeneous."),
            Step("down", "q(t*d) < 0", "algebra", "By the sign.", ("scaled", "negative")),
        ),
        mutants=(Mutant("up", "q(t*d) > 0"), Mutant("along every direction", without="negative")),
    ),
)


flat_region_no_information = Claim(
    id="flat_region_no_information",
    title="No guidance in a flat region",
    says="Where the gradient is zero, every update that multiplies it by a matrix stays where it is.",
    source=Source("notes000", "local-global"),
    tier="minor",
    let={"n": "integer >= 1", "x": "vector(n)", "g": "vector(n)", "M": "matrix(n, n)", "eps": "real"},
    given={"flat": "g == zeros(n, 1)"},
    claim="x - eps*(M @ g) == x",
    derivation=lambda: (
        Step("nothing", "M @ g == zeros(n, 1)", "words", "A matrix times the zero vector.", ("flat",)),
        Step("stays", "x - eps*(M @ g) == x", "words", "Nothing is subtracted.", ("nothing",)),
    ),
    experiments=(Experiment("gradient_signals.switched_off", "x_after == x", {"x_after": "vector(n)"}),),
    mutants=(Mutant("the other way round", "x - eps*(M @ g) == -x"), Mutant("any gradient", without="flat")),
)


BAD_MINIMUM = "forall(h, 'real in (-1, 1)', L(1 + h) >= L(1)) and forall(w, 'real', L(w) >= L(-M)) and L(1) == M**2*L(-M)"
no_hidden_layer_bad_minimum = Claim(
    id="no_hidden_layer_bad_minimum",
    title="A bad local minimum without hidden units",
    says="A network without hidden units can have a local minimum whose loss is as large a multiple of the global one as one likes.",
    about="One rectified unit with weight w, square loss, data (1, 1) and (-1, M): the local minimum w = 1 costs M^2, the global one w = -M "
    "costs 1.",
    source=Source("notes000", "local-minima"),
    tier="main",
    let={"M": "real > 1"},
    define={"L(w)": "(max(w, 0) - 1)**2 + (max(-w, 0) - M)**2"},
    claim=BAD_MINIMUM,
    derivation=lambda: (
        Step(
            "local",
            "forall(h, 'real in (-1, 1)', L(1 + h) >= L(1))",
            "algebra",
            "For w > 0 the loss is (w - 1)^2 + M^2.",
        ),
        Step(
            "global",
            "forall(w, 'real', L(w) >= L(-M))",
            "algebra",
            "On the right it is at least M^2, on the left at least 1.",
        ),
        Step("ratio", "L(1) == M**2*L(-M)", "algebra", "Put both weights."),
        Step(
            "together",
            BAD_MINIMUM,
            "algebra",
            "All parts.",
            ("local", "global", "ratio"),
        ),
    ),
    experiments=(
        Experiment(
            "gradient_signals.single_unit",
            "w_end == 1 and L_beside >= L_end and L_tried >= L_other and L_end == M**2*L_other",
            {"w_end": "real", "L_end": "real", "L_beside": "real", "L_tried": "real", "L_other": "real"},
        ),
    ),
    mutants=(
        Mutant("the local one is global", "forall(w, 'real', L(w) >= L(1))"),
        Mutant("the ratio is M", "L(1) == M*L(-M)"),
    ),
)


CLAIMS = (
    first_derivative_ambiguity,
    zero_gradient_at_flat_or_saddle,
    zero_gradient_characterisation,
    zero_gradient_no_direction,
    flat_region_no_information,
    no_hidden_layer_bad_minimum,
)
