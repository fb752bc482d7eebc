"""AMSGrad's run on an interval, and how large its averages can be.

Notation: as in `amsgrad_regret`.

References: reddi2018.
"""

from __future__ import annotations

from proofs_check.statement.claim import Recurrence
from proofs_check.statement.derivation import Step, Use

WEIGHT = "beta1*lambda_**t"
MEAN = f"({WEIGHT}*m(t) + (1 - {WEIGHT})*g[t])"
TOP = "max(w(t), beta2*v(t) + (1 - beta2)*g[t]**2)"
MOVE = f"eps*{MEAN}/(sqrt(t + 1)*sqrt({TOP}))"
GAMMA = "beta1**2/beta2"
BOUND = f"1/(sqrt(1 - beta2)*sqrt(1 - {GAMMA}))"
RUN = {
    "m": Recurrence(("0",), MEAN[1:-1]),
    "v": Recurrence(("0",), "beta2*v(t) + (1 - beta2)*g[t]**2"),
    "w": Recurrence(("0",), TOP),
    "x": Recurrence(("x0",), f"min(1, max(-1, x(t) - {MOVE}))"),
    "R": Recurrence(("0",), "R(t) + g[t]*(x(t) - u)"),
    "n": Recurrence(("0",), "beta1*n(t) + abs(g[t])"),
    "p": Recurrence(("0",), "beta2*p(t) + (1 - beta2)*((beta2 - beta1**2)*n(t) - beta1*abs(g[t]))**2"),
    "B": Recurrence(("0",), f"B(t) + {WEIGHT}"),
}
PLACE = {"j": "integer in [0, T - 1]"}


def at_j(text: str) -> str:
    """The same at step j."""
    for old, new in (("(t)", "(j)"), ("[t]", "[j]"), ("**t", "**j"), ("sqrt(t + 1)", "sqrt(j + 1)")):
        text = text.replace(old, new)
    return text


def sizes() -> tuple[Step, ...]:
    """How large the averages can be."""
    weight, mean = at_j(WEIGHT), at_j(MEAN)
    return (
        Step("weights", f"{weight} >= 0 and {weight} <= 1 and {weight} <= beta1", "algebra", "", let=PLACE),
        Step(
            "mean",
            "implies(abs(M) <= G, abs(c*M + (1 - c)*q) <= G)",
            "algebra",
            "",
            let={"M": "real", "c": "real in [0, 1]", "q": "real"},
            given=("abs(q) <= G",),
        ),
        Step(
            "mean_at",
            f"implies(abs(m(j)) <= G, abs({mean}) <= G)",
            "algebra",
            "",
            ("weights", "bounded_at", Use("mean", {"M": "m(j)", "c": weight, "q": "g[j]"})),
            let=PLACE,
        ),
        Step("averages", "abs(m(t)) <= G", "induction", "", ("mean_at",), on="t"),
        Step(
            "more",
            "implies(abs(M) <= N, abs(c*M + (1 - c)*q) <= beta1*N + abs(q))",
            "algebra",
            "",
            let={"M": "real", "N": "real", "c": "real in [0, beta1]", "q": "real"},
        ),
        Step(
            "more_at",
            f"implies(abs(m(j)) <= n(j), abs({mean}) <= beta1*n(j) + abs(g[j]))",
            "algebra",
            "",
            ("weights", Use("more", {"M": "m(j)", "N": "n(j)", "c": weight, "q": "g[j]"})),
            let=PLACE,
        ),
        Step("majorant", "abs(m(t)) <= n(t)", "induction", "", ("more_at",), on="t"),
        Step("left_over", "p(t) >= 0", "induction", "Squares.", on="t"),
        Step(
            "cauchy_schwarz",
            "v(t)*beta2 - n(t)**2*(1 - beta2)*(beta2 - beta1**2) == p(t)",
            "induction",
            "As for the bound on Adam's step.",
            on="t",
        ),
        Step(
            "tops",
            "0 <= v(t) and v(t) <= w(t) and w(t) <= G**2",
            "induction",
            "",
            ("bounded_squares",),
            on="t",
        ),
        Step(
            "ratio",
            f"sqrt(1 - beta2) > 0 and sqrt(1 - {GAMMA}) > 0 and {GAMMA} < 1",
            "algebra",
            "",
            ("below",),
        ),
        Step(
            "squares",
            f"n(t)**2*(1 - beta2)*(1 - {GAMMA}) <= w(t)",
            "algebra",
            "",
            ("cauchy_schwarz", "left_over", "tops"),
        ),
        Step(
            "roots",
            f"n(t)*(sqrt(1 - beta2)*sqrt(1 - {GAMMA})) <= sqrt(w(t))",
            "algebra",
            "",
            ("squares", "ratio", "tops", "majorant"),
        ),
        Step(
            "inverse",
            f"{BOUND}*(sqrt(1 - beta2)*sqrt(1 - {GAMMA})) == 1 and {BOUND} > 0 and sqrt(1 - beta2)*sqrt(1 - {GAMMA}) > 0",
            "algebra",
            "",
            ("ratio",),
        ),
        Step(
            "defined",
            f"w(t) >= 0 and 1 - beta2 >= 0 and 1 - {GAMMA} >= 0 and sqrt(1 - beta2)*sqrt(1 - {GAMMA}) != 0",
            "algebra",
            "",
            ("tops", "ratio", "inverse"),
        ),
        Step(
            "divided",
            "n(t) <= z*y",
            "algebra",
            "",
            let={"y": "real", "z": "positive", "c": "positive"},
            given=("n(t)*c <= y", "z*c == 1"),
        ),
        Step(
            "majorant_bound",
            f"n(t) <= {BOUND}*sqrt(w(t))",
            "algebra",
            "",
            (
                "defined",
                "inverse",
                "roots",
                Use(
                    "divided",
                    {"y": "sqrt(w(t))", "z": BOUND, "c": f"sqrt(1 - beta2)*sqrt(1 - {GAMMA})"},
                ),
            ),
        ),
        Step(
            "chain", "M <= y", "algebra", "", let={"M": "real", "y": "real"}, given=("M <= n(t)", "n(t) <= y")
        ),
        Step(
            "size_bound",
            f"abs(m(t)) <= {BOUND}*sqrt(w(t))",
            "algebra",
            "",
            (
                "defined",
                "majorant",
                "majorant_bound",
                Use("chain", {"M": "abs(m(t))", "y": f"{BOUND}*sqrt(w(t))"}),
            ),
        ),
        Step(
            "times",
            "M**2 <= G*y",
            "algebra",
            "",
            let={"M": "real", "y": "real"},
            given=("abs(M) <= G", "abs(M) <= y"),
        ),
        Step(
            "product",
            f"m(t)**2 <= G*({BOUND}*sqrt(w(t)))",
            "algebra",
            "",
            (
                "defined",
                "averages",
                "size_bound",
                Use("times", {"M": "m(t)", "y": f"{BOUND}*sqrt(w(t))"}),
            ),
        ),
    )
