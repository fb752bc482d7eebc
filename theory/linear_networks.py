"""Linear networks and the convexity of network losses: autoencoders, products of matrices, the origin.

Main claims: linear_autoencoder_landscape, linear_net_convexity, zero_weights_flatness, network_surface_convexity.

Notation: u, v two weights in a product, x an input, y a target; L(u, v) = (u v x - y)^2; lam_j < lam_k eigenvalues of the covariance of the data, theta an angle by
which an eigenvector of the code is turned; l the number of layers, p the product of a direction's entries.

References: notes000 (saddles; intro), notes001 (2), notes003 (optimisation), notes004 (challenge), baldi1989, kawaguchi2016.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step, Use

SADDLES = Source("notes000", "saddles")

linear_autoencoder_landscape = Claim(
    id="linear_autoencoder_landscape",
    title="Linear autoencoders have no bad minima",
    says="Every critical point of a linear autoencoder with square loss is a global minimum or a saddle.",
    about="Baldi and Hornik: at a critical point the product of the matrices projects on eigenvectors of the covariance of the data (invertible, with distinct eigenvalues), and the "
    "loss is the sum of the eigenvalues left out. If an eigenvector with lam_j is used and one with lam_k > lam_j is not, turning the first towards the second by "
    "theta changes the loss by -sin(theta)^2 (lam_k - lam_j): there is a way down from every critical point that is no global minimum; and a way up, for the loss is "
    "convex and not constant in each matrix. Losses are read as squares.",
    scope="reduction",
    source=SADDLES,
    tier="main",
    let={"lam_j": "positive", "lam_k": "real > lam_j", "theta": "real in (0, pi/2)"},
    claim="-sin(theta)**2*(lam_k - lam_j) < 0",
    derivation=lambda: (
        Step("turned", "sin(theta) > 0", "algebra", "The angle lies between 0 and pi/2."),
        Step("gap", "lam_k - lam_j > 0", "algebra", "The eigenvector left out has the larger eigenvalue."),
        Step("way_down", "-sin(theta)**2*(lam_k - lam_j) < 0", "algebra", "Together.", ("turned", "gap")),
    ),
    experiments=(Experiment("linear_networks.autoencoders", "excess < 1/1000", {"excess": "real"}),),
    mutants=(
        Mutant("the used one is larger", let={"lam_k": "real in (0, lam_j)"}),
        Mutant("a way up", "-sin(theta)**2*(lam_k - lam_j) > 0"),
    ),
)

deep_linear_landscape = Claim(
    id="deep_linear_landscape",
    title="Deeper linear networks",
    says="Every local minimum of a product of three or more matrices with square loss is global: training ends at the global minimum.",
    about="24 products of three matrices trained from random starts; excess is what the loss at the end is above the least possible one. The theorem (Kawaguchi 2016, data of full rank) "
    "is not proved here; the statement is what usually happens.",
    scope="empirical",
    source=SADDLES,
    tier="main",
    let={"excess": "real"},
    claim="excess < 1/1000",
    experiments=(Experiment("linear_networks.deep_linear", "excess < 1/1000"),),
    mutants=(Mutant("it stays at the start", "excess > 1/2"), Mutant("half of it", "excess > 1/10")),
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
        derivation=lambda: (
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
                "abs(A**2*u**2 - 2*A*y*u) <= (A**2 + 2*abs(A*y))*c",
                "algebra",
                "Term by term.",
                let={"A": "real", "u": "real", "c": "nonnegative"},
                given=("u**2 <= c", "abs(u) <= c"),
            ),
            Step(
                "there",
                "abs((x*p)**2*(t**l)**2 - 2*(x*p)*y*t**l) <= ((x*p)**2 + 2*abs(x*p*y))*abs(t)**3",
                "algebra",
                "With A = x p, u = t^l and c = |t|^3.",
                (
                    "small",
                    "square_small",
                    "sizes",
                    Use("triangle", {"A": "x*p", "u": "t**l", "c": "abs(t)**3"}),
                ),
            ),
            Step(
                "bound",
                "abs(L(t) - L(0)) <= ((x*p)**2 + 2*abs(x*p*y))*abs(t)**3",
                "algebra",
                "The same.",
                ("change", "there"),
            ),
        ),
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
