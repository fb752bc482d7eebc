"""RMSProp beyond the single step: with Nesterov momentum, and with a constant rate on a quadratic.

Main claims: rmsprop_nesterov_limit, rmsprop_quadratic_orbit.

Notation: alpha momentum parameter, rho decay rate, eps step size, delta stabiliser, g the gradient (the same at every step and at every
point, so that looking ahead changes nothing), v(k) velocity after k steps from v0; h curvature, x(t) the iterate, r(t) the accumulator.

References: nesterov1983, tieleman2012.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_adam

LAST = "eps*g/((1 - alpha)*(delta + abs(g)))"
SIGMA = "sqrt(1 - rho**(k + 1))"
BEHIND = f"abs(g)*rho**(k + 1)/((1 + {SIGMA})*(delta + {SIGMA}*abs(g))*(delta + abs(g)))"
M = "((1 + alpha + rho*(1 - alpha))/2)"
REST = "(eps*abs(g)/delta**2*rho/((1 - rho)*(1 + alpha)/2))"
LEFT = (
    f"eps*abs(g)*rho**(k + 1)*({SIGMA}*(delta + {SIGMA}*abs(g))*(delta + abs(g)) + delta*abs(g) + {SIGMA}*abs(g)*(delta + abs(g)))"
    f"/(delta**2*(1 + {SIGMA})*(delta + {SIGMA}*abs(g))*(delta + abs(g)))"
)
PARTS = {
    "u": Recurrence(("0",), f"alpha*u(k) + eps*({BEHIND})", index="k"),
    "z": Recurrence(("0",), f"{M}*z(k) + (1 - alpha)*(1 + rho)/2*u(k) + {LEFT}", index="k"),
}


def nesterov() -> tuple[Step, ...]:
    """What the start leaves dies like alpha^k, what the accumulator's start leaves like M^k."""
    return (
        Step("parts", "u(k) >= 0", "induction", "A sum of what is not negative.", on="k"),
        Step(
            "difference",
            f"r(k) == (1 - rho**k)*g**2 and v(k) + {LAST} == alpha**k*(v0 + {LAST}) - g*u(k)",
            "induction",
            "The push differs from its limit by eps g times what the root is behind.",
            on="k",
        ),
        Step(
            "ratio",
            f"0 < {M} and {M} < 1 and 0 <= alpha and alpha < {M}",
            "algebra",
            "M, the mean of 1 and alpha + rho(1 - alpha), is above alpha and rho and below 1.",
        ),
        Step("surplus", "u(k) >= 0 and z(k) >= 0", "induction", "So is z.", on="k"),
        Step(
            "shrinks",
            f"u(k) + {REST}*rho**k + z(k) == {REST}*{M}**k",
            "induction",
            "u shrinks like M^k at least; z is what is left over.",
            on="k",
        ),
        Step("rest", f"{REST}*rho**k >= 0", "algebra", "", ("ratio",)),
        Step(
            "less",
            "x <= y",
            "algebra",
            "",
            let={"x": "real", "y": "real", "a": "real", "b": "real"},
            given=("x + a + b == y", "a >= 0", "b >= 0"),
        ),
        Step(
            "sum",
            f"u(k) <= {REST}*{M}**k",
            "algebra",
            "",
            (
                "shrinks",
                "surplus",
                "rest",
                Use("less", {"x": "u(k)", "y": f"{REST}*{M}**k", "a": f"{REST}*rho**k", "b": "z(k)"}),
            ),
        ),
        Step(
            "size",
            "abs(a*x - g*y) <= a*abs(x) + abs(g)*w",
            "algebra",
            "",
            let={"a": "nonnegative", "x": "real", "y": "nonnegative", "w": "real"},
            given=("y <= w",),
        ),
        Step(
            "sizes",
            f"abs(alpha**k*(v0 + {LAST}) - g*u(k)) <= alpha**k*abs(v0 + {LAST}) + abs(g)*({REST}*{M}**k)",
            "algebra",
            "",
            (
                "parts",
                "sum",
                Use("size", {"a": "alpha**k", "x": f"v0 + {LAST}", "y": "u(k)", "w": f"{REST}*{M}**k"}),
            ),
        ),
        Step(
            "same",
            "abs(x) <= y",
            "algebra",
            "",
            let={"x": "real", "y": "real", "a": "real"},
            given=("x == a", "abs(a) <= y"),
        ),
        Step(
            "bound",
            f"abs(v(k) + {LAST}) <= alpha**k*abs(v0 + {LAST}) + abs(g)*({REST}*{M}**k)",
            "algebra",
            "",
            (
                "difference",
                "sizes",
                Use(
                    "same",
                    {
                        "x": f"v(k) + {LAST}",
                        "a": f"alpha**k*(v0 + {LAST}) - g*u(k)",
                        "y": f"alpha**k*abs(v0 + {LAST}) + abs(g)*({REST}*{M}**k)",
                    },
                ),
            ),
        ),
        Step(
            "powers",
            f"0 <= alpha**k and alpha**k <= {M}**k",
            "induction",
            "M is above alpha.",
            ("ratio",),
            on="k",
        ),
        Step(
            "together",
            "x <= (y + c*d)*z",
            "algebra",
            "",
            let={"x": "real", "y": "nonnegative", "a": "real", "c": "real", "d": "real", "z": "real"},
            given=("x <= a*y + c*(d*z)", "a <= z"),
        ),
        Step(
            "geometric_bound",
            f"abs(v(k) + {LAST}) <= (abs(v0 + {LAST}) + abs(g)*{REST})*{M}**k",
            "algebra",
            "",
            (
                "bound",
                "powers",
                Use(
                    "together",
                    {
                        "x": f"abs(v(k) + {LAST})",
                        "y": f"abs(v0 + {LAST})",
                        "a": "alpha**k",
                        "c": "abs(g)",
                        "d": REST,
                        "z": f"{M}**k",
                    },
                ),
            ),
        ),
        Step(
            "limit",
            f"limit(v(k), k, oo) == -{LAST}",
            "limit",
            "M^k tends to 0.",
            ("ratio", "geometric_bound"),
        ),
    )


rmsprop_nesterov_limit = Claim(
    id="rmsprop_nesterov_limit",
    title="RMSProp with Nesterov momentum under a constant gradient",
    says="The velocity tends to -eps g/((1 - alpha)(delta + |g|)) from every start.",
    source=Source("notes001", "beyond 5.3.3"),
    tier="main",
    figures=figures_adam.nesterov,
    let={
        "alpha": "real in [0, 1)",
        "rho": "real in [0, 1)",
        "eps": "positive",
        "delta": "positive",
        "g": "nonzero",
        "v0": "real",
        "k": "natural",
    },
    define={
        "r": Recurrence(("0",), "rho*r(k) + (1 - rho)*g**2", index="k"),
        "v": Recurrence(("v0",), "alpha*v(k) - eps*g/(delta + sqrt(rho*r(k) + (1 - rho)*g**2))", index="k"),
        **PARTS,
    },
    about="u and z are auxiliary: what the accumulator's start adds to the distance from the limit, and what a geometric bound on it leaves over.",
    claim=f"limit(v(k), k, oo) == -{LAST}",
    derivation=nesterov,
    experiments=(Experiment("rmsprop_runs.rmsprop_momentum", f"last == -{LAST}", {"last": "real"}),),
    mutants=(
        Mutant("it is there at once", f"v(k) == -{LAST}"),
        Mutant("never longer than the last", f"abs(v(k + 1)) <= abs({LAST})"),
    ),
)

ORBIT: dict[str, str | Recurrence] = {
    "c": "eps/2 - delta/h",
    "x": Recurrence(("c",), "x(t) - eps*h*x(t)/(delta + sqrt(rho*r(t) + (1 - rho)*(h*x(t))**2))"),
    "r": Recurrence(("h**2*c**2",), "rho*r(t) + (1 - rho)*(h*x(t))**2"),
}


def orbit() -> tuple[Step, ...]:
    """The point and the accumulator together, by induction."""
    return (
        Step("half_way", "h*c == eps*h/2 - delta", "definition", ""),
        Step("positive", "h*c > 0 and h > 0 and c > 0", "algebra", "", ("large", "half_way")),
        Step("root", "sqrt(h**2*c**2) == h*c", "algebra", "", ("positive",)),
        Step(
            "step",
            "eps*h*c/(delta + sqrt(h**2*c**2)) == 2*c",
            "algebra",
            "delta + h c is eps h/2.",
            ("root", "half_way", "positive"),
        ),
        Step(
            "orbit",
            "x(t) == (-1)**t*c and r(t) == h**2*c**2",
            "induction",
            "A step of -2c from c, of 2c from -c; the squared gradient stays h^2 c^2.",
            ("step",),
            on="t",
        ),
    )


rmsprop_quadratic_orbit = Claim(
    id="rmsprop_quadratic_orbit",
    title="RMSProp between two points of a parabola",
    says="With eps h > 2 delta, c = eps/2 - delta/h and the accumulator h^2 c^2 the iterates are c, -c, c, ... for ever.",
    source=Source("notes001", "beyond 5.3"),
    tier="main",
    figures=figures_adam.orbit,
    let={
        "h": "positive",
        "eps": "positive",
        "delta": "positive",
        "rho": "real in [0, 1)",
        "t": "natural",
    },
    given={"large": "eps*h > 2*delta"},
    define=ORBIT,
    claim="x(t) == (-1)**t*c and r(t) == h**2*c**2",
    derivation=orbit,
    experiments=(
        Experiment("rmsprop_runs.rmsprop_orbit", "at == (-1)**t*(eps/2 - delta/h)", {"at": "real"}),
    ),
    mutants=(
        Mutant("it stays at c", "x(t) == c"),
        Mutant("any eps and delta", without="large"),
        Mutant("it comes closer", "abs(x(t + 1)) < abs(x(t))"),
    ),
)

CLAIMS = (rmsprop_nesterov_limit, rmsprop_quadratic_orbit)
