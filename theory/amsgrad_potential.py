"""AMSGrad's potential R + a (x - u)^2/(2 eps), a = sqrt(t w): what one step does to it.

Notation: as in `amsgrad_regret`.

References: reddi2018.
"""

from __future__ import annotations

from proofs_check.statement.derivation import Step, Use
from theory.amsgrad_averages import BOUND, MEAN, MOVE, PLACE, TOP, WEIGHT, at_j
from theory.projected_step import projected_step

A = "(sqrt(j)*sqrt(w(j)))"
A_NEXT = f"(sqrt(j + 1)*sqrt({at_j(TOP)}))"
MOVED = f"(min(1, max(-1, x(j) - {at_j(MOVE)})) - u)**2"
SLOW = f"eps*G*{BOUND}*sqrt(j)"
SLOW_NEXT = f"eps*G*{BOUND}*sqrt(j + 1)"


def one_step() -> tuple[Step, ...]:
    """In letters: r regret, q gradient, M average, y distance and w its square after the step, a and b the divisors before and after."""
    reals = dict.fromkeys(("r", "q", "M", "y", "z", "F", "H", "K", "L"), "real")
    letters = {**reals, "a": "nonnegative", "b": "positive"}
    return (
        *projected_step("M", "z", letters),
        Step(
            "one_step",
            "implies(r + a/(2*eps)*y**2 <= 2*a/eps + F + H, r + q*y + b/(2*eps)*z <= 2*b/eps + K + L)",
            "algebra",
            "",
            ("expanded", "before", "scaled"),
            let=letters,
            given=(
                "z <= (y - eps*M/b)**2",
                "y**2 <= 4",
                "b >= a",
                "eps*(M**2/(2*b)) <= K - F",
                "q*y - M*y <= L - H",
            ),
        ),
        Step(
            "lag",
            "q*y - (c*M + (1 - c)*q)*y <= 4*G*c",
            "algebra",
            "The average lags behind the gradient by c (q - M).",
            let={"q": "real", "y": "real", "M": "real", "c": "nonnegative"},
            given=("abs(q) <= G", "abs(M) <= G", "y**2 <= 4"),
        ),
        Step(
            "root_sum",
            "1/(2*sqrt(k + 1)) <= sqrt(k + 1) - sqrt(k)",
            "algebra",
            "The root is concave.",
            let={"k": "natural"},
        ),
    )


def potential() -> tuple[Step, ...]:
    """The quantities of a step in the letters of `one_step`."""
    mean, top, weight = at_j(MEAN), at_j(TOP), at_j(WEIGHT)
    return (
        Step("positive", "w(i) > 0", "induction", "", ("first",), let={"i": "integer in [1, T]"}, on="i"),
        Step("inside", "-1 <= x(t) and x(t) <= 1", "induction", "", on="t"),
        Step("next", f"m(j + 1) == {mean} and w(j + 1) == {top}", "definition", "", let=PLACE),
        Step(
            "tops_at",
            f"{top} > 0 and w(j) >= 0 and {top} >= w(j)",
            "algebra",
            "",
            ("next", Use("positive", {"i": "j + 1"}), Use("tops", {"t": "j"})),
            let=PLACE,
        ),
        Step(
            "divisors",
            f"{A_NEXT} > 0 and {A} >= 0 and {A_NEXT} >= {A}",
            "algebra",
            "",
            ("tops_at",),
            let=PLACE,
        ),
        Step("distance", "(x(j) - u)**2 <= 4", "algebra", "", (Use("inside", {"t": "j"}),), let=PLACE),
        Step(
            "positives",
            f"sqrt(j + 1) > 0 and sqrt({top}) > 0 and {BOUND} > 0 and {top} >= 0 and j + 1 >= 0 "
            f"and sqrt(j + 1)*sqrt({top}) != 0 and 2*{A_NEXT} != 0",
            "algebra",
            "",
            ("tops_at", "inverse"),
            let=PLACE,
        ),
        Step(
            "move",
            f"{MOVED} <= ((x(j) - u) - eps*{mean}/{A_NEXT})**2",
            "algebra",
            "",
            ("positives", "divisors", "tops_at", Use("projection", {"z": f"x(j) - {at_j(MOVE)}"})),
            let=PLACE,
        ),
        Step("not_negative", "w(j + 1) >= 0", "algebra", "", (Use("tops", {"t": "j + 1"}),), let=PLACE),
        Step(
            "renamed",
            "M**2 <= G*(z*sqrt(y))",
            "algebra",
            "",
            let={"M": "real", "y": "nonnegative", "c": "real", "d": "nonnegative", "z": "real"},
            given=("c == M", "d == y", "c**2 <= G*(z*sqrt(d))"),
        ),
        Step(
            "product_at",
            f"{mean}**2 <= G*({BOUND}*sqrt({top}))",
            "algebra",
            "",
            (
                "positives",
                "defined",
                "next",
                "not_negative",
                Use("product", {"t": "j + 1"}),
                Use("renamed", {"M": mean, "y": top, "c": "m(j + 1)", "d": "w(j + 1)", "z": BOUND}),
            ),
            let=PLACE,
        ),
        Step(
            "share",
            "eps*(M**2/(2*(s*y))) <= eps*G*c*z - eps*G*c*h",
            "algebra",
            "",
            let={"M": "real", "s": "positive", "y": "positive", "c": "positive", "z": "real", "h": "real"},
            given=("M**2 <= G*(c*y)", "1/(2*s) <= z - h"),
        ),
        Step(
            "share_at",
            f"eps*({mean}**2/(2*{A_NEXT})) <= {SLOW_NEXT} - {SLOW}",
            "algebra",
            "",
            (
                "product_at",
                "positives",
                "defined",
                Use("root_sum", {"k": "j"}),
                Use(
                    "share",
                    {
                        "M": mean,
                        "s": "sqrt(j + 1)",
                        "y": f"sqrt({top})",
                        "c": BOUND,
                        "z": "sqrt(j + 1)",
                        "h": "sqrt(j)",
                    },
                ),
            ),
            let=PLACE,
        ),
        Step(
            "lag_at",
            f"g[j]*(x(j) - u) - {mean}*(x(j) - u) <= 4*G*(B(j) + {weight}) - 4*G*B(j)",
            "algebra",
            "",
            (
                "weights",
                "bounded_at",
                "distance",
                Use("averages", {"t": "j"}),
                Use("lag", {"q": "g[j]", "y": "x(j) - u", "M": "m(j)", "c": weight}),
            ),
            let=PLACE,
        ),
        Step(
            "stays",
            f"implies(R(j) + {A}/(2*eps)*(x(j) - u)**2 <= 2*{A}/eps + {SLOW} + 4*G*B(j), "
            f"R(j) + g[j]*(x(j) - u) + {A_NEXT}/(2*eps)*{MOVED} <= 2*{A_NEXT}/eps + {SLOW_NEXT} + 4*G*(B(j) + {weight}))",
            "algebra",
            "",
            (
                "positives",
                "defined",
                "tops_at",
                "divisors",
                "distance",
                "move",
                "share_at",
                "lag_at",
                Use(
                    "one_step",
                    {
                        "r": "R(j)",
                        "q": "g[j]",
                        "M": mean,
                        "y": "x(j) - u",
                        "z": MOVED,
                        "a": A,
                        "b": A_NEXT,
                        "F": SLOW,
                        "K": SLOW_NEXT,
                        "H": "4*G*B(j)",
                        "L": f"4*G*(B(j) + {weight})",
                    },
                ),
            ),
            let=PLACE,
        ),
    )
