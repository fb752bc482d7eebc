"""Adam with beta1 = 0 on the losses C x, -x, -x, C x, -x, -x, ... over [-1, 1]: its run, and that it never leaves the worst point for long.

Notation: step sizes eps/sqrt(t), from x = 1; k counts cycles of three losses, V(k) and x(k) are the average of squares and the iterate before cycle
k + 1; R(k) is the regret of the first k cycles against the best fixed point -1, with the losses of the second and third point of every cycle
replaced by their least value -1, so that the true regret is at least R(k); heavy and light stand for (1 - beta2) C^2 and 1 - beta2.

References: reddi2018.
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.statement.claim import Recurrence
from proofs_check.statement.derivation import Step, Use


@dataclass(frozen=True)
class Cycle:
    """The texts of the constants: letters, or numbers that are written out."""

    C: str
    beta2: str
    heavy: str
    light: str
    eps: str
    eps_C: str

    @property
    def averages(self) -> tuple[str, str, str]:
        """The average of squares after each of the three gradients."""
        first = f"({self.beta2}*V(k) + {self.heavy})"
        second = f"({self.beta2}*{first} + {self.light})"
        return first, second, f"({self.beta2}*{second} + {self.light})"

    @property
    def moves(self) -> tuple[str, str, str]:
        """The sizes of the three moves: down, up, up."""
        sizes = (self.eps_C, self.eps, self.eps)
        return tuple(  # type: ignore[return-value]
            f"{size}/(sqrt(3*k + {place})*sqrt{v})"
            for place, (size, v) in enumerate(zip(sizes, self.averages, strict=True), start=1)
        )

    @property
    def run(self) -> dict[str, str | Recurrence]:
        """Average, iterate and regret, cycle by cycle; the projection to [-1, 1] from the side that can be left."""
        down, up, last = self.moves
        return {
            "V": Recurrence(("0",), self.averages[2][1:-1], index="k"),
            "x": Recurrence(("1",), f"min(1, min(1, max(-1, x(k) - {down}) + {up}) + {last})", index="k"),
            "R": Recurrence(("0",), f"R(k) + {self.C}*x(k) + {self.C} - 4", index="k"),
        }


IN_LETTERS = Cycle("C", "beta2", "(1 - beta2)*C**2", "(1 - beta2)", "eps", "eps*C")
AT_3 = Cycle("3", "0.03125", "8.71875", "0.96875", "1", "3")


def never_converges(cycle: Cycle) -> tuple[Step, ...]:
    """The two small steps back outweigh the large one."""
    at = {"k": "j"}
    natural = {"j": "natural"}
    C, beta2, heavy, light, eps = cycle.C, cycle.beta2, cycle.heavy, cycle.light, cycle.eps
    v1, v2, v3 = (term.replace("V(k)", "V(j)") for term in cycle.averages)
    a, b, c = (term.replace("V(k)", "V(j)").replace("3*k", "3*j") for term in cycle.moves)
    S = f"sqrt({light})"
    back = f"{eps}*(sqrt(3)/2)/(sqrt(3*j + 3)*{S})"
    return (
        Step("small", f"{beta2}*{C}**2 <= {light}/3 and {light} > 0", "algebra", ""),
        Step(
            "bounded",
            f"0 <= V(k) and V(k) <= {C}**2",
            "induction",
            "V averages squares of at most C.",
            on="k",
        ),
        Step(
            "averages",
            f"{v1} > 0 and {v1} >= {heavy} and {v2} > 0 and {v2} <= {light}*4/3 and {v3} > 0 and {v3} <= {light}*4/3",
            "algebra",
            "",
            ("small", Use("bounded", at)),
            let=natural,
        ),
        Step(
            "roots",
            f"sqrt{v1} >= {S}*{C} and {S} > 0 and sqrt{v1} > 0 and sqrt{v2} > 0 and sqrt{v2} <= {S}*2/sqrt(3) and sqrt{v3} > 0 and sqrt{v3} <= {S}*2/sqrt(3)",
            "algebra",
            "",
            ("small", "averages"),
            let=natural,
        ),
        Step(
            "large",
            f"{a} > 0 and {a} <= {eps}/(sqrt(3*j + 1)*{S})",
            "algebra",
            "",
            ("roots", "small"),
            let=natural,
        ),
        Step(
            "times",
            "sqrt(3*j + 3) <= sqrt(3)*sqrt(3*j + 1) and sqrt(3*j + 2) <= sqrt(3*j + 3) and sqrt(3*j + 3) <= sqrt(3*j + 3) and sqrt(3) > 0 and sqrt(3*j + 1) > 0 and sqrt(3*j + 2) > 0 and sqrt(3*j + 3) > 0",
            "algebra",
            "",
            let=natural,
        ),
        Step(
            "quotient",
            f"{eps}/(s*r) >= {eps}*(h/2)/(z*q)",
            "algebra",
            "A smaller divisor.",
            let=dict.fromkeys(("s", "r", "z", "q", "h"), "positive"),
            given=("s <= z", "r <= q*2/h"),
        ),
        *(
            Step(
                name,
                f"{size} >= {back}",
                "algebra",
                "",
                (
                    "roots",
                    "times",
                    Use(
                        "quotient",
                        {
                            "s": f"sqrt(3*j + {place})",
                            "r": f"sqrt{v}",
                            "z": "sqrt(3*j + 3)",
                            "q": S,
                            "h": "sqrt(3)",
                        },
                    ),
                ),
                let=natural,
            )
            for name, size, place, v in (("first_back", b, 2, v2), ("second_back", c, 3, v3))
        ),
        Step(
            "denominators",
            f"sqrt(3*j + 1)*sqrt{v1} != 0 and sqrt(3*j + 2)*sqrt{v2} != 0 and sqrt(3*j + 3)*sqrt{v3} != 0 "
            f"and {v1} >= 0 and {v2} >= 0 and {v3} >= 0",
            "algebra",
            "",
            ("roots", "times", "averages", "small"),
            let=natural,
        ),
        Step(
            "margin",
            f"2*({back}) >= {eps}/(sqrt(3*j + 1)*{S}) and {back} > 0",
            "algebra",
            "",
            ("times", "small"),
            let=natural,
        ),
        Step(
            "cycle",
            "min(1, min(1, max(-1, 1 - A) + B) + D) == 1 and max(-1, 1 - A) <= 1",
            "algebra",
            "Down by A, up by B and D.",
            let={"A": "real", "B": "real", "D": "real", "P": "real", "Q": "real"},
            given=("A > 0", "A <= Q", "B >= P", "D >= P", "2*P >= Q", "P > 0"),
        ),
        Step(
            "returns",
            f"min(1, min(1, max(-1, 1 - {a}) + {b}) + {c}) == 1 and max(-1, 1 - {a}) <= 1",
            "algebra",
            "",
            (
                "denominators",
                "large",
                "first_back",
                "second_back",
                "margin",
                Use(
                    "cycle",
                    {"A": a, "B": b, "D": c, "P": back, "Q": f"{eps}/(sqrt(3*j + 1)*{S})"},
                ),
            ),
            let=natural,
        ),
        Step("iterates", "x(k) == 1", "induction", "Every cycle ends where it began.", ("returns",), on="k"),
        Step("regret", f"x(k) == 1 and R(k) == 2*({C} - 2)*k", "induction", "", ("returns",), on="k"),
    )
