"""AdaGrad's regret where the gradients grow: the derivation that it is not O(sqrt T).

Notation: the losses -2x, 4x, -8x, 16x, ... on [-1, 1]; k counts pairs of them, s(k), x(k), R(k) are the sum of squared gradients, the iterate and the
regret against 0 before pair k + 1; the step size is 4.

References: duchi2011.
"""

from __future__ import annotations

from proofs_check.statement.claim import Recurrence
from proofs_check.statement.derivation import Step, Use

UP = "8*4**k/sqrt(s(k) + 4*16**k)"
DOWN = "16*4**k/sqrt(s(k) + 20*16**k)"
SECOND = f"min(1, max(-1, x(k) + {UP}))"
GROWING = {
    "s": Recurrence(("0",), "s(k) + 20*16**k", index="k"),
    "x": Recurrence(("0",), f"min(1, max(-1, {SECOND} - {DOWN}))", index="k"),
    "R": Recurrence(("0",), f"R(k) - 2*4**k*x(k) + 4*4**k*{SECOND}", index="k"),
}


def grows() -> tuple[Step, ...]:
    """Every move is as long as the interval, and to the wrong end (eps = 4)."""
    natural = {"j": "natural"}
    up, down, second = (term.replace("k", "j") for term in (UP, DOWN, SECOND))
    return (
        Step("sum", "s(k) == 4/3*(16**k - 1)", "induction", "The geometric series.", on="k"),
        Step(
            "under",
            "0 < s(j) + 4*16**j and s(j) + 4*16**j <= (4*4**j)**2 and s(j) + 20*16**j <= (8*4**j)**2",
            "algebra",
            "",
            (Use("sum", {"k": "j"}),),
            let=natural,
        ),
        Step(
            "roots",
            "sqrt(s(j) + 4*16**j) > 0 and sqrt(s(j) + 4*16**j) <= 4*4**j and sqrt(s(j) + 20*16**j) > 0 and sqrt(s(j) + 20*16**j) <= 8*4**j",
            "algebra",
            "",
            ("under",),
            let=natural,
        ),
        Step("long", f"{up} >= 2 and {down} >= 2", "algebra", "", ("roots",), let=natural),
        Step("up", "min(1, max(-1, Z)) == 1", "algebra", "", let={"Z": "real"}, given=("Z >= 1",)),
        Step(
            "down",
            "min(1, max(-1, Y - D)) == -1",
            "algebra",
            "",
            let={"Y": "real", "D": "real"},
            given=("Y == 1", "D >= 2"),
        ),
        Step(
            "denominators",
            "sqrt(s(j) + 4*16**j) != 0 and sqrt(s(j) + 20*16**j) != 0 and s(j) + 4*16**j >= 0 and s(j) + 20*16**j >= 0",
            "algebra",
            "",
            ("roots", "under"),
            let=natural,
        ),
        Step("clip", "min(1, max(-1, Z)) >= -1", "algebra", "", let={"Z": "real"}),
        Step(
            "clipped",
            f"min(1, max(-1, {second} - {down})) >= -1",
            "algebra",
            "",
            ("denominators", Use("clip", {"Z": f"{second} - {down}"})),
            let=natural,
        ),
        Step("inside", "x(k) >= -1", "induction", "The projection.", ("clipped",), on="k"),
        Step(
            "far",
            "X + A >= 1",
            "algebra",
            "",
            let={"X": "real", "A": "real"},
            given=("X >= -1", "A >= 2"),
        ),
        Step(
            "reach",
            f"x(j) + {up} >= 1",
            "algebra",
            "",
            ("denominators", Use("inside", {"k": "j"}), "long", Use("far", {"X": "x(j)", "A": up})),
            let=natural,
        ),
        Step(
            "second_point",
            f"{second} == 1",
            "algebra",
            "",
            ("denominators", "reach", Use("up", {"Z": f"x(j) + {up}"})),
            let=natural,
        ),
        Step(
            "jumps",
            f"{second} == 1 and min(1, max(-1, {second} - {down})) == -1",
            "algebra",
            "",
            ("denominators", "second_point", "long", Use("down", {"Y": second, "D": down})),
            let=natural,
        ),
        Step("at_end", "Z <= 0", "algebra", "", let={"Z": "real"}, given=("Z == -1",)),
        Step(
            "below",
            f"min(1, max(-1, {second} - {down})) <= 0",
            "algebra",
            "",
            ("denominators", "jumps", Use("at_end", {"Z": f"min(1, max(-1, {second} - {down}))"})),
            let=natural,
        ),
        Step(
            "ends", "x(k) <= 0", "induction", "After 0 it is -1 before every second loss.", ("below",), on="k"
        ),
        Step(
            "positive_loss",
            "implies(r >= p - 1, r - 2*p*X + 4*p*Y >= 4*p - 1)",
            "algebra",
            "",
            let={"r": "real", "X": "real", "Y": "real", "p": "positive"},
            given=("X <= 0", "Y == 1"),
        ),
        Step(
            "loss",
            f"implies(R(j) >= 4**j - 1, R(j) - 2*4**j*x(j) + 4*4**j*{second} >= 4*4**j - 1)",
            "algebra",
            "",
            (
                "denominators",
                "jumps",
                Use("ends", {"k": "j"}),
                Use("positive_loss", {"r": "R(j)", "X": "x(j)", "Y": second, "p": "4**j"}),
            ),
            let=natural,
        ),
        Step("regret", "R(k) >= 4**k - 1", "induction", "Every loss is positive.", ("loss",), on="k"),
        Step("squares", "4**k - 1 >= k**2", "induction", "", on="k"),
        Step(
            "above",
            "R(j) >= j**2",
            "algebra",
            "",
            (Use("regret", {"k": "j"}), Use("squares", {"k": "j"})),
            let=natural,
        ),
        Step("root_of_n", "sqrt(2*n) <= n", "algebra", "", let={"n": "real >= 2"}),
        Step(
            "enough",
            "n**2 > K*sqrt(2*n)",
            "algebra",
            "",
            ("root_of_n",),
            let={"K": "positive", "n": "real >= 2"},
            given=("n > 2*K",),
        ),
        Step(
            "late",
            "R(floor(2*K) + 2) > K*sqrt(2*(floor(2*K) + 2))",
            "algebra",
            "",
            (Use("above", {"j": "floor(2*K) + 2"}), Use("enough", {"n": "floor(2*K) + 2"})),
            let={"K": "positive"},
        ),
        Step(
            "late_enough",
            "exists(n, 'integer >= 1', R(n) > K*sqrt(2*n))",
            "witness",
            "",
            ("late",),
            let={"K": "positive"},
            at="floor(2*K) + 2",
        ),
        Step(
            "grows",
            "forall(K, 'positive', exists(n, 'integer >= 1', R(n) > K*sqrt(2*n)))",
            "algebra",
            "",
            ("late_enough",),
        ),
    )
