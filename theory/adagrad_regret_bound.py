"""AdaGrad's regret where the gradients are bounded: the potential that telescopes.

Notation: as in `adagrad_regret`; the potential after t steps is R + sqrt(s) (x - u)^2/(2 eps).

References: duchi2011, zinkevich2003.
"""

from __future__ import annotations

from proofs_check.statement.derivation import Step, Use
from theory.projected_step import projected_step

FACTOR = "(2/eps + eps)"
NEXT_X = "min(1, max(-1, x(t) - eps*g[t]/sqrt(s(t) + g[t]**2)))"


def telescopes() -> tuple[Step, ...]:
    """One step in letters, then the sum: r + a y^2/(2 eps) stays below (2/eps + eps) a."""
    place = {"j": "integer in [0, T - 1]"}
    root, after = "sqrt(s(j))", "sqrt(s(j) + g[j]**2)"
    moved = f"({NEXT_X} - u)**2".replace("(t)", "(j)").replace("[t]", "[j]")
    return (
        *one_step(),
        Step("sums", "s(t) >= 0", "induction", "A sum of squares.", on="t"),
        Step("positive", "s(n) > 0", "induction", "", ("first",), let={"n": "integer in [1, T]"}, on="n"),
        Step("inside", "-1 <= x(t) and x(t) <= 1", "induction", "The projection.", on="t"),
        Step("step", "s(j + 1) == s(j) + g[j]**2", "definition", "", let=place),
        Step(
            "roots",
            f"{after} > 0 and {root} >= 0 and {after}*{after} == {root}*{root} + g[j]*g[j]",
            "algebra",
            "",
            ("step", Use("positive", {"n": "j + 1"}), Use("sums", {"t": "j"})),
            let=place,
        ),
        Step(
            "defined",
            f"{after} != 0 and s(j) >= 0 and s(j) + g[j]**2 >= 0 and 2*eps != 0 and eps != 0",
            "algebra",
            "",
            ("roots", "step", Use("sums", {"t": "j"})),
            let=place,
        ),
        Step("distance", "(x(j) - u)**2 <= 4", "algebra", "", (Use("inside", {"t": "j"}),), let=place),
        Step(
            "move",
            f"{moved} <= ((x(j) - u) - eps*g[j]/{after})**2",
            "algebra",
            "",
            ("defined", "roots", Use("projection", {"z": f"x(j) - eps*g[j]/{after}"})),
            let=place,
        ),
        Step(
            "stays",
            f"implies(R(j) + {root}/(2*eps)*(x(j) - u)**2 <= {FACTOR}*{root}, "
            f"R(j) + g[j]*(x(j) - u) + {after}/(2*eps)*{moved} <= {FACTOR}*{after})",
            "algebra",
            "",
            (
                "defined",
                "roots",
                "distance",
                "move",
                Use(
                    "one_step",
                    {
                        "r": "R(j)",
                        "q": "g[j]",
                        "y": "x(j) - u",
                        "w": moved,
                        "a": root,
                        "b": after,
                    },
                ),
            ),
            let=place,
        ),
        Step(
            "potential",
            f"R(t) + sqrt(s(t))/(2*eps)*(x(t) - u)**2 <= {FACTOR}*sqrt(s(t))",
            "induction",
            "",
            ("stays",),
            on="t",
        ),
        Step("squares", "sqrt(s(t))/(2*eps)*(x(t) - u)**2 >= 0", "algebra", "", ("sums",)),
        Step("regret", f"R(t) <= {FACTOR}*sqrt(s(t))", "algebra", "", ("potential", "squares")),
        Step("bounded_sum", "s(t) <= t*G**2", "induction", "", ("bounded",), on="t"),
        Step("root", "sqrt(s(t)) <= G*sqrt(t)", "algebra", "", ("bounded_sum", "sums")),
        Step("bound", f"R(t) <= {FACTOR}*G*sqrt(t)", "algebra", "", ("regret", "root")),
    )


def one_step() -> tuple[Step, ...]:
    """In letters: r regret, q gradient, y distance from u and w its square after the step, a and b the roots before and after."""
    letters = {"r": "real", "q": "real", "y": "real", "w": "real", "a": "nonnegative", "b": "positive"}
    return (
        *projected_step("q", "w", letters),
        Step("larger", "b >= a", "algebra", "", let=letters, given=("b*b == a*a + q*q",)),
        Step(
            "gain",
            "q**2/(2*b) <= b - a",
            "algebra",
            "q^2 = (b - a)(b + a).",
            let=letters,
            given=("b*b == a*a + q*q", "b >= a"),
        ),
        Step(
            "one_step",
            f"implies(r + a/(2*eps)*y**2 <= {FACTOR}*a, r + q*y + b/(2*eps)*w <= {FACTOR}*b)",
            "algebra",
            "",
            (
                "larger",
                "gain",
                "expanded",
                "before",
                "scaled",
            ),
            let=letters,
            given=("w <= (y - eps*q/b)**2", "y**2 <= 4", "b*b == a*a + q*q"),
        ),
    )
