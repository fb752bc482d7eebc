"""Deeper linear networks: products of three and more weights with the square loss; of matrices in `deep_linear_layers`.

Main claims: deep_linear_landscape.

Notation: u, v, w weights in a product, r the product of all others, x an input, y a target; c the product of the weights that are not 0 and k how many are 0, t a small
change, s its sign; l the number of factors, p the product of the entries of a direction.

References: notes000 (saddles), baldi1989, kawaguchi2016.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant
from proofs_check.statement.derivation import Step, Use
from theory.deep_linear_layers import full_rank, trained
from theory.linear_autoencoders import SADDLES

SCALARS = dict.fromkeys(("u", "v", "w", "y"), "real")
PRODUCT = {"L(u, v, w)": "(u*v*w*x - y)**2"}
SLOPES = {f"slope_{name}": f"diff(L(u, v, w), {name}) == 0" for name in "uvw"}
FITS = "u*v*w*x == y"
TWO_ZEROS = "(u == 0 and v == 0) or (u == 0 and w == 0) or (v == 0 and w == 0)"

three_weights = Claim(
    id="deep_linear_landscape__three_weights",
    title="Three weights: all critical points",
    says="For a product of three weights and an input that is not 0 a critical point either fits the target, or two of the weights are 0.",
    about="The converse holds as well: every slope has the error or the product of two weights as a factor.",
    source=SADDLES,
    let={**SCALARS, "x": "nonzero"},
    define=PRODUCT,
    given=SLOPES,
    claim=f"{FITS} or {TWO_ZEROS}",
    derivation=lambda: (
        Step("by_u", "(u*v*w*x - y)*(v*w) == 0", "algebra", "The slope by u.", ("slope_u",)),
        Step("by_v", "(u*v*w*x - y)*(u*w) == 0", "algebra", "The slope by v.", ("slope_v",)),
        Step("by_w", "(u*v*w*x - y)*(u*v) == 0", "algebra", "The slope by w.", ("slope_w",)),
        Step(
            "cases",
            f"{FITS} or {TWO_ZEROS}",
            "algebra",
            "Two of three factors vanish.",
            ("by_u", "by_v", "by_w"),
        ),
    ),
    experiments=(Experiment("linear_network_bases.three_weights", f"{FITS} or {TWO_ZEROS}"),),
    mutants=(
        Mutant("always a fit", FITS),
        Mutant("all three are 0", f"{FITS} or (u == 0 and v == 0 and w == 0)"),
        Mutant("one slope fewer", without="slope_w"),
    ),
)

many_weights = Claim(
    id="deep_linear_landscape__many_weights",
    title="Any number of weights",
    says="For a product of any number of weights a critical point fits the target, or of any two weights both are 0 unless the product of the others is 0: at least two weights are 0.",
    about="u and v are any two of the weights, r is the product of the others.",
    source=SADDLES,
    let={**dict.fromkeys(("u", "v", "r", "y"), "real"), "x": "nonzero"},
    define={"L(u, v)": "(u*v*r*x - y)**2"},
    given={f"slope_{name}": f"diff(L(u, v), {name}) == 0" for name in "uv"},
    claim="u*v*r*x == y or r == 0 or (u == 0 and v == 0)",
    derivation=lambda: (
        Step("by_u", "(u*v*r*x - y)*r*v == 0", "algebra", "The slope by u.", ("slope_u",)),
        Step("by_v", "(u*v*r*x - y)*r*u == 0", "algebra", "The slope by v.", ("slope_v",)),
        Step(
            "cases",
            "u*v*r*x == y or r == 0 or (u == 0 and v == 0)",
            "algebra",
            "One of the factors vanishes.",
            ("by_u", "by_v"),
        ),
    ),
    mutants=(
        Mutant("always a fit", "u*v*r*x == y"),
        Mutant("two zeros whatever the others are", "u*v*r*x == y or (u == 0 and v == 0)"),
        Mutant("one slope fewer", without="slope_v"),
    ),
)

BOTH_WAYS = "(s*c*t**k*x - y)**2 < y**2 and (-s*c*t**k*x - y)**2 > y**2"
saddles = Claim(
    id="deep_linear_landscape__saddles",
    title="Critical points that do not fit are saddles",
    says="Where two or more weights are 0 and the target is not, changing them all by t in size lowers or raises the loss, as one likes, for all small t.",
    about="k weights are 0, c is the product of the others: the loss is y^2. One of the zeros becomes s t or -s t, the others t, which makes the product s c t^k or -s c t^k; "
    "s = 1 or -1 has the sign of c x y. With y = 0 the loss is 0, the least possible.",
    source=SADDLES,
    let={
        "c": "nonzero",
        "x": "nonzero",
        "y": "nonzero",
        "s": "real",
        "t": "real in (0, 1]",
        "k": "integer >= 2",
    },
    given={"unit": "s**2 == 1", "side": "s*c*x*y > 0", "small": "t*abs(c*x) <= abs(y)"},
    claim=BOTH_WAYS,
    derivation=lambda: (
        Step("power", "t**k <= t", "induction", "t is at most 1.", on="k"),
        Step("positive", "t**k > 0", "algebra", "t is positive."),
        Step(
            "change",
            "(z - y)**2 < y**2",
            "algebra",
            "z (z - 2 y) < 0.",
            let={"z": "real"},
            given=("z*y > 0", "abs(z) <= abs(y)"),
        ),
        Step("size", "abs(s) == 1", "algebra", "s is 1 or -1.", ("unit",)),
        Step("near", "abs(s*c*T*x) == T*abs(c*x)", "algebra", "|s| = 1.", ("size",), let={"T": "positive"}),
        Step("less", "t**k*abs(c*x) <= t*abs(c*x)", "algebra", "t^k is at most t.", ("power",)),
        Step(
            "near_here",
            "abs(s*c*t**k*x) <= abs(y)",
            "algebra",
            "t is small.",
            ("positive", "less", "small", Use("near", {"T": "t**k"})),
        ),
        Step("side_here", "s*c*t**k*x*y > 0", "algebra", "By the choice of s.", ("positive", "side")),
        Step(
            "down",
            "(s*c*t**k*x - y)**2 < y**2",
            "algebra",
            "With z = s c t^k x.",
            ("side_here", "near_here", Use("change", {"z": "s*c*t**k*x"})),
        ),
        Step(
            "up_step",
            "(-z - y)**2 > y**2",
            "algebra",
            "z (z + 2 y) > 0.",
            let={"z": "real"},
            given=("z*y > 0",),
        ),
        Step(
            "up",
            "(-s*c*t**k*x - y)**2 > y**2",
            "algebra",
            "With the same z.",
            ("side_here", Use("up_step", {"z": "s*c*t**k*x"})),
        ),
        Step("both", BOTH_WAYS, "algebra", "Both.", ("down", "up")),
    ),
    mutants=(
        Mutant("at any distance", without="small"),
        Mutant("the other sign", without="side"),
        Mutant("both down", "(s*c*t**k*x - y)**2 < y**2 and (-s*c*t**k*x - y)**2 < y**2"),
    ),
)


def flat_along_lines() -> tuple[Step, ...]:
    """|t^l| is at most |t|^3 for l >= 3 and |t| < 1."""
    return (
        Step(
            "change",
            "L(t) - L(0) == (x*p)**2*(t**l)**2 - 2*(x*p)*y*t**l",
            "algebra",
            "Expand the square.",
        ),
        Step(
            "small",
            "abs(t)**l <= abs(t)**3",
            "induction",
            "|t| < 1: every factor more makes it smaller.",
            on="l",
        ),
        Step("below_one", "abs(t)**l <= 1", "induction", "|t| < 1.", on="l"),
        Step(
            "sizes",
            "abs(t**l) == abs(t)**l and (t**l)**2 == (abs(t)**l)**2",
            "algebra",
            "The size of a power.",
        ),
        Step(
            "square_small",
            "(t**l)**2 <= abs(t)**3",
            "algebra",
            "One factor is at most 1.",
            ("small", "below_one", "sizes"),
        ),
        Step(
            "triangle",
            "abs(A**2*z - 2*A*y*u) <= A**2*z + 2*abs(A*y)*abs(u)",
            "algebra",
            "Term by term.",
            let={"A": "real", "u": "real", "z": "nonnegative"},
        ),
        Step(
            "larger",
            "A**2*z + 2*abs(B)*abs(u) <= (A**2 + 2*abs(B))*c",
            "algebra",
            "Neither size is larger than c.",
            let={"A": "real", "B": "real", "u": "real", "z": "nonnegative", "c": "nonnegative"},
            given=("z <= c", "abs(u) <= c"),
        ),
        Step(
            "there",
            "abs((x*p)**2*(t**l)**2 - 2*(x*p)*y*t**l) <= ((x*p)**2 + 2*abs(x*p*y))*abs(t)**3",
            "algebra",
            "With A = x p, B = x p y, u = t^l, z = u^2 and c = |t|^3.",
            (
                "small",
                "square_small",
                "sizes",
                Use("triangle", {"A": "x*p", "u": "t**l", "z": "(t**l)**2"}),
                Use("larger", {"A": "x*p", "B": "x*p*y", "u": "t**l", "z": "(t**l)**2", "c": "abs(t)**3"}),
            ),
        ),
        Step(
            "bound",
            "abs(L(t) - L(0)) <= ((x*p)**2 + 2*abs(x*p*y))*abs(t)**3",
            "algebra",
            "The same.",
            ("change", "there"),
        ),
    )


FLAT = "abs(L(t) - L(0)) <= e*t**2"
flat_origin = Claim(
    id="deep_linear_landscape__flat_origin",
    title="Saddles without a direction of negative curvature",
    says="For l >= 3 factors the second derivative of the loss at 0 vanishes in every direction: the saddle at 0 is not strict.",
    about="p is the product of the entries of a direction; the loss along it is (x p t^l - y)^2. However small e is, its change is at most e t^2 for all small t.",
    source=SADDLES,
    let={
        "l": "integer >= 3",
        **dict.fromkeys(("x", "y", "p"), "real"),
        "t": "real in (-1, 1)",
        "e": "positive",
    },
    define={"L(t)": "(x*t**l*p - y)**2"},
    given={"near": "abs(t)*((x*p)**2 + 2*abs(x*p*y)) <= e"},
    claim=FLAT,
    derivation=lambda: (
        *flat_along_lines(),
        Step(
            "times",
            "m*abs(t)**3 <= e*t**2",
            "algebra",
            "|t|^3 = |t| t^2.",
            let={"m": "nonnegative"},
            given=("abs(t)*m <= e",),
        ),
        Step(
            "flat",
            FLAT,
            "algebra",
            "Together.",
            ("bound", "near", Use("times", {"m": "(x*p)**2 + 2*abs(x*p*y)"})),
        ),
    ),
    mutants=(
        Mutant("two factors", let={"l": "integer >= 2"}),
        Mutant("the fourth power", "abs(L(t) - L(0)) <= e*t**4"),
    ),
)

deep_linear_landscape = Entry(
    id="deep_linear_landscape",
    title="Deeper linear networks",
    says="With three or more linear layers and the square loss every local minimum is global and every other critical point is a saddle.",
    source=SADDLES,
    tier="main",
    members=(three_weights, many_weights, saddles, flat_origin, full_rank, trained),
)
