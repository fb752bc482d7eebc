"""A rate for every direction: what the gradient says of it, and the rule of delta-bar-delta.

Main claims: per_direction_rates, direction_rates_descent, delta_bar_delta_rule, delta_bar_delta_batch.

Notation: J = sum h_i x_i^2/2 with curvatures h_i, h_i x_i its partial derivatives, eps a rate; a step with rate eps multiplies the
partial derivative by 1 - eps h. p the probability that a noisy reading of the gradient has the right sign.

References: notes001 (5, 5.1), jacobs1988.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step
from theory import figures_adagrad

BEST = "(1 - h1*e1)**2 <= (1 - h1*eps)**2 and (1 - h2*e2)**2 <= (1 - h2*eps)**2"
PAIR = {"h1": "positive", "h2": "positive", "x1": "real", "x2": "real"}


def equal_distance() -> tuple[Step, ...]:
    """At the same distance from the minimum the gradients are ordered like the curvatures."""
    return (
        Step("away", "abs(x1) > 0", "algebra", "", ("same", "larger")),
        Step("curvatures", "h1 > h2", "algebra", "", ("same", "larger", "away")),
        Step("rates", "1/h1 < 1/h2", "algebra", "", ("curvatures",)),
    )


per_direction_rates = Claim(
    id="per_direction_rates",
    title="Large partial derivative, small rate",
    says="The best rate of a direction is smaller the larger its partial derivative is.",
    about="Two directions. The best rate of direction i, which takes it to its minimum in one step, is 1/h_i.",
    source=Source("notes001", "5(1)"),
    tier="main",
    let=PAIR,
    given={"larger": "abs(h1*x1) > abs(h2*x2)"},
    claim="1/h1 < 1/h2",
    experiments=(
        Experiment(
            "direction_rates.two_directions", "best1 < best2", {"best1": "positive", "best2": "positive"}
        ),
    ),
    mutants=(
        Mutant("the larger the derivative, the larger the rate", "1/h1 > 1/h2"),
        Mutant("not above", "1/h1 <= 1/h2"),
    ),
    repair=Repair(
        says="It is at the same distance from the minimum: the curvature decides, and the partial derivative tells it only there.",
        given={"same": "abs(x1) == abs(x2)"},
        derivation=equal_distance,
        experiments=(
            Experiment(
                "direction_rates.same_distance", "best1 < best2", {"best1": "positive", "best2": "positive"}
            ),
        ),
        mutants=(
            Mutant("at any distance", without="same"),
            Mutant("the other way round", "1/h1 > 1/h2"),
            Mutant("for any derivatives", without="larger"),
        ),
    ),
)

DESCENT = "dot(g, -(D @ g))"


def descends() -> tuple[Step, ...]:
    """g.D g is positive."""
    return (
        Step("descent", f"{DESCENT} < 0", "words", "D is positive definite and g is not 0.", ("nonzero",)),
    )


direction_rates_descent = Claim(
    id="direction_rates_descent",
    title="Different rates, and still downhill?",
    says="With different positive rates for the directions the step need not be one of descent.",
    about="Two directions with rates d1 and d2 and partial derivatives a and b: the change of the cost along the step begins with its scalar product "
    "with the gradient. The text gives no number of directions; the repair is for any number.",
    source=Source("notes001", "5(2)"),
    tier="main",
    let={},
    claim="exists(d1, 'positive', exists(d2, 'positive', exists(a, 'real', exists(b, 'real', "
    "(a != 0 or b != 0) and a*(-d1*a) + b*(-d2*b) >= 0))))",
    experiments=(),
    mutants=(
        Mutant(
            "for all rates",
            "forall(d1, 'positive', exists(a, 'real', a != 0 and a*(-d1*a) >= 0))",
        ),
        Mutant("for rate 1", "exists(a, 'real', a != 0 and a*(-a) >= 0)"),
    ),
    repair=Repair(
        says="It always is: with any positive rates (any positive definite D) the step -D g is one of descent where g is not 0.",
        let={"n": "integer >= 1", "D": "spd(n)", "g": "vector(n)"},
        given={"nonzero": "g != zeros(n, 1)"},
        claim=f"{DESCENT} < 0",
        derivation=descends,
        experiments=(Experiment("direction_rates.scaled_steps", "slope < 0", {"slope": "real"}),),
        mutants=(
            Mutant("rates of any sign", let={"D": "diagonal(n)"}),
            Mutant("also where the gradient is 0", without="nonzero"),
        ),
    ),
)

TURN = {"h": "real", "x": "real", "eps": "positive"}
SIGN_CHANGE = "iff((h*x)*(h*(x - eps*(h*x))) < 0, eps*h > 1)"
FASTER_BELOW = "abs(1 - e*h) < abs(1 - eps*h)"


def same_side() -> tuple[Step, ...]:
    """The factor 1 - eps h is negative beyond 1/h and positive before."""
    return (
        Step("product", "(h*x)*(h*(x - eps*(h*x))) == (h*x)**2*(1 - eps*h)", "algebra", ""),
        Step("square", "(h*x)**2 > 0", "algebra", "", ("moving",)),
        Step("turn", SIGN_CHANGE, "algebra", "The sign is that of 1 - eps h.", ("product", "square")),
        Step(
            "beyond",
            "implies(eps*h > 1, forall(e, 'real in [1/h, eps)', abs(1 - e*h) < abs(1 - eps*h)))",
            "algebra",
            "Beyond 1/h the factor's size grows with the rate.",
        ),
        Step(
            "before",
            "implies(eps*h < 1, forall(e, 'real in (eps, 1/h]', abs(1 - e*h) < abs(1 - eps*h)))",
            "algebra",
            "Before 1/h it falls.",
        ),
        Step("rule", RULE_MENDED, "algebra", "", ("turn", "beyond", "before")),
    )


RULE_MENDED = (
    f"{SIGN_CHANGE} and implies(eps*h > 1, forall(e, 'real in [1/h, eps)', {FASTER_BELOW})) "
    f"and implies(eps*h < 1, forall(e, 'real in (eps, 1/h]', {FASTER_BELOW}))"
)


def rule(name: str, title: str, says: str, smaller: str, larger: str) -> Claim:
    """The rule in one reading of 'a smaller rate contracts faster'."""
    return Claim(
        id=f"delta_bar_delta_rule__{name}",
        title=title,
        says=says,
        source=Source("notes001", "5.1(1)"),
        let=TURN,
        claim=f"{SIGN_CHANGE} and implies(eps*h > 1, {smaller}) and implies(eps*h <= 1, {larger})",
        experiments=(
            Experiment(
                "direction_rates.sign_changes",
                "iff(turned == 1, eps*h > 1)",
                {"turned": "integer"},
                {"moving": "h*x != 0"},
            ),
        ),
        mutants=(
            Mutant("a change of sign never happens", "(h*x)*(h*(x - eps*(h*x))) >= 0"),
            Mutant("already from eps h = 1/2 on", "iff((h*x)*(h*(x - eps*(h*x))) < 0, eps*h > 1/2)"),
        ),
        repair=Repair(
            says="The curvature must be positive and the point not the minimum, and the new rate must stay on the same side of 1/h: beyond it "
            "every smaller rate down to 1/h contracts faster, before it every larger one up to 1/h.",
            let={"h": "positive", "x": "nonzero"},
            given={"moving": "h*x != 0"},
            claim=RULE_MENDED,
            derivation=same_side,
            experiments=(
                Experiment(
                    "direction_rates.sign_changes",
                    "iff(turned == 1, eps*h > 1)",
                    {"turned": "integer"},
                ),
            ),
            mutants=(
                Mutant(
                    "all smaller rates", f"implies(eps*h > 1, forall(e, 'real in (0, eps)', {FASTER_BELOW}))"
                ),
                Mutant("all larger rates", f"implies(eps*h < 1, forall(e, 'real > eps', {FASTER_BELOW}))"),
            ),
        ),
    )


delta_bar_delta_rule = Entry(
    id="delta_bar_delta_rule",
    title="Delta-bar-delta: what a change of sign says",
    says="The partial derivative changes sign if and only if eps h > 1; then a smaller rate contracts faster, else a larger one.",
    source=Source("notes001", "5.1(1)"),
    tier="minor",
    figures=figures_adagrad.contraction,
    join="readings",
    members=(
        rule(
            "any",
            "Any smaller or larger rate",
            "Every smaller rate contracts faster after a change of sign, every larger one without.",
            f"forall(e, 'real in (0, eps)', {FASTER_BELOW})",
            f"forall(e, 'real > eps', {FASTER_BELOW})",
        ),
        rule(
            "slightly",
            "A slightly smaller or larger rate",
            "Every rate that is a little smaller contracts faster after a change of sign, every one that is a little larger without.",
            f"exists(d, 'real in (0, eps)', forall(e, 'real in (eps - d, eps)', {FASTER_BELOW}))",
            f"exists(d, 'positive', forall(e, 'real in (eps, eps + d)', {FASTER_BELOW}))",
        ),
    ),
)


def spurious() -> tuple[Step, ...]:
    """Right then wrong, or wrong then right."""
    return (
        Step("change", "p*(1 - p) + (1 - p)*p == 2*p*(1 - p)", "algebra", "The two orders."),
        Step("range", "0 < 2*p*(1 - p) and 2*p*(1 - p) < 1/2", "algebra", "It is 1/2 - 2 (p - 1/2)^2."),
        Step("limit", "limit(2*q*(1 - q), q, 1/2) == 1/2", "limit", "A weak gradient: a coin."),
        Step("all", delta_bar_delta_batch.claim, "algebra", "", ("change", "range", "limit")),
    )


delta_bar_delta_batch = Claim(
    id="delta_bar_delta_batch",
    title="Spurious changes of sign",
    says="Two independent noisy readings of the same gradient differ in sign with probability 2p(1 - p), so that the rule is misled.",
    about="p = Phi(|g| sqrt(m)/sigma), in (1/2, 1), is the probability that one reading has the sign of g: the sum on the left is over the "
    "two orders of a right and a wrong one. 'Fails' is read as: a change is reported with positive probability though there is none, up to 1/2 "
    "as the gradient gets small against the noise.",
    source=Source("notes001", "5.1(2)"),
    tier="minor",
    let={"p": "real in (1/2, 1)", "q": "real"},
    claim="p*(1 - p) + (1 - p)*p == 2*p*(1 - p) and 0 < 2*p*(1 - p) and 2*p*(1 - p) < 1/2 and limit(2*q*(1 - q), q, 1/2) == 1/2",
    derivation=spurious,
    experiments=(
        Experiment(
            "direction_rates.noisy_signs",
            "abs(changes - 2*p*(1 - p)) <= room",
            {"changes": "real", "room": "positive"},
        ),
    ),
    mutants=(
        Mutant("one order only", "p*(1 - p) + (1 - p)*p == p*(1 - p)"),
        Mutant("more often than not", "2*p*(1 - p) > 1/2"),
    ),
)

CLAIMS = (per_direction_rates, direction_rates_descent, delta_bar_delta_rule, delta_bar_delta_batch)
