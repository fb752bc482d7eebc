"""Linear networks and the convexity of network losses: autoencoders, products of matrices, the origin.

The parts of the two landscapes stand in `linear_autoencoders` and the modules beside it, `linear_network_points`, `linear_network_bases` and
`deep_linear_networks`.

Main claims: linear_autoencoder_landscape, linear_net_convexity, zero_weights_flatness, network_surface_convexity.

Notation: u, v two weights in a product, x an input, y a target; L(u, v) = (u v x - y)^2; l the number of layers, p the product of a direction's entries.

References: notes000 (saddles; intro), notes001 (2), notes003 (optimisation), notes004 (challenge), baldi1989, kawaguchi2016.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Mutant, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory.deep_linear_networks import deep_linear_landscape, flat_along_lines
from theory.linear_autoencoder_lowest import LOWEST
from theory.linear_autoencoder_turns import TURNS
from theory.linear_autoencoder_ways import WAYS
from theory.linear_autoencoders import GENERAL, SADDLES
from theory.linear_network_bases import EXACT
from theory.linear_network_points import ONE_UNIT_CASES
from theory.linear_network_types import TYPES

linear_autoencoder_landscape = Entry(
    id="linear_autoencoder_landscape",
    title="Linear autoencoders have no bad minima",
    says="Every critical point of a linear autoencoder with square loss is a global minimum or a saddle.",
    source=SADDLES,
    tier="main",
    members=(*GENERAL, *WAYS, *TURNS, *LOWEST, *ONE_UNIT_CASES, *EXACT, *TYPES),
)

HIGHER = "(t**2*x/4 - y)**2 > y**2"
NONCONVEX = f"exists(t, 'real', {HIGHER})"
WITHOUT_DATA = (
    "The statement is the claim for two weights u, v in a product, one input x and target y: at (t, 0) and (0, t) the loss is y^2, in the middle (t^2 x/4 - y)^2, which "
    "for some t would be higher."
)


FAR = "4*(abs(y) + 1)*(1 + 1/abs(x))"


def higher_in_the_middle() -> tuple[Step, ...]:
    """A large t makes the product as large as one likes."""
    return (
        Step(
            "higher",
            "(s*x/4 - y)**2 > y**2",
            "algebra",
            "The difference is s x/4 (s x/4 - 2 y), and the first is the larger.",
            ("data",),
            let={"s": "positive"},
            given=("s*abs(x)/4 > 2*abs(y)",),
        ),
        Step(
            "sum",
            "abs(x)*(1 + 1/abs(x))**2 >= 4",
            "algebra",
            "|x| + 2 + 1/|x|.",
            ("data",),
        ),
        Step(
            "size",
            "4*(abs(y) + 1)**2*S > 2*abs(y)",
            "algebra",
            "(|y| + 1)^2 is more than |y|.",
            let={"S": "real >= 4"},
        ),
        Step(
            "far",
            f"({FAR})**2*abs(x)/4 > 2*abs(y)",
            "algebra",
            "With S = |x| (1 + 1/|x|)^2.",
            (Use("size", {"S": "abs(x)*(1 + 1/abs(x))**2"}), "sum", "data"),
        ),
        Step(
            "there",
            f"(({FAR})**2*x/4 - y)**2 > y**2",
            "algebra",
            "At that t.",
            (Use("higher", {"s": f"({FAR})**2"}), "far", "data"),
        ),
        Step("some_t", NONCONVEX, "witness", "Take it.", ("there", "data"), at=FAR),
    )


linear_net_convexity = Claim(
    id="linear_net_convexity",
    title="Linear networks are not convex",
    says="The square loss of a linear network with several layers is a nonconvex function of its weights.",
    about=WITHOUT_DATA,
    scope="instance",
    source=Source("notes000", "saddles; notes003 optimisation"),
    tier="main",
    let={"x": "real", "y": "real"},
    claim=NONCONVEX,
    mutants=(Mutant("at t = 1", "(x/4 - y)**2 > y**2"), Mutant("at t = 0", "(0*x/4 - y)**2 > y**2")),
    repair=Repair(
        says="It is where the input is not 0 (on data that are all 0 the loss is constant).",
        given={"data": "x != 0"},
        derivation=higher_in_the_middle,
        mutants=(Mutant("any input", without="data"), Mutant("at t = 1", "(x/4 - y)**2 > y**2")),
    ),
)

zero_weights_flatness = Claim(
    id="zero_weights_flatness",
    title="The origin of a network",
    says="Where all weights are zero a network that multiplies l >= 2 factors has a saddle with Hessian zero.",
    about="The statement is the claim for two factors: the mixed second derivative of (u v x - y)^2 at 0 is -2 x y.",
    scope="instance",
    source=SADDLES,
    tier="main",
    let={"x": "real", "y": "real"},
    claim="-2*x*y == 0",
    mutants=(Mutant("positive", "-2*x*y > 0"), Mutant("it is 1", "-2*x*y == 1")),
    repair=Repair(
        says="The Hessian is zero for three or more factors: along every line through the origin the loss changes by less than any multiple of t^2.",
        let={"l": "integer >= 3", "p": "real", "t": "real in (-1, 1)"},
        define={"L(t)": "(x*t**l*p - y)**2"},
        claim="abs(L(t) - L(0)) <= ((x*p)**2 + 2*abs(x*p*y))*abs(t)**3",
        about="p is the product of the entries of a direction; the loss along it is (x p t^l - y)^2.",
        derivation=flat_along_lines,
        mutants=(
            Mutant("two factors", let={"l": "integer >= 2"}),
            Mutant("to the fourth power", "abs(L(t) - L(0)) <= ((x*p)**2 + 2*abs(x*p*y))*abs(t)**4"),
        ),
    ),
)

network_surface_convexity = Claim(
    id="network_surface_convexity",
    title="Network losses are not convex",
    says="The training loss of any network is a nonconvex function of the weights.",
    about="The statement is the claim for the smallest network, a linear unit with square loss: some chord would lie below the loss.",
    scope="instance",
    source=Source("notes004", "challenge; notes000 intro; notes001 2"),
    tier="main",
    let={"x": "real", "y": "real"},
    define={"L(w)": "(w*x - y)**2"},
    claim="exists(a, 'real', exists(b, 'real', L((a + b)/2) > (L(a) + L(b))/2))",
    mutants=(
        Mutant("between 0 and 1", "L(1/2) > (L(0) + L(1))/2"),
        Mutant("between -1 and 1", "L(0) > (L(-1) + L(1))/2"),
    ),
    repair=Repair(
        says="It is with a hidden layer: for two weights in a product and an input that is not 0, some chord lies below the loss.",
        given={"data": "x != 0"},
        define={},
        claim=NONCONVEX,
        about="At (t, 0) and (0, t) the loss (u v x - y)^2 is y^2, in the middle (t^2 x/4 - y)^2.",
        derivation=higher_in_the_middle,
        mutants=(Mutant("any input", without="data"), Mutant("at t = 1", "(x/4 - y)**2 > y**2")),
    ),
)

CLAIMS = (
    linear_autoencoder_landscape,
    deep_linear_landscape,
    linear_net_convexity,
    zero_weights_flatness,
    network_surface_convexity,
)
