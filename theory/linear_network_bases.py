"""Linear autoencoders with one hidden unit and two or three inputs: all critical points by Groebner bases, and the least loss.

Main claims: parts of linear_autoencoder_landscape.

Notation: a the decoder's and b the encoder's weights in the axes of the covariance, with the variances p > q > r along them; L the loss; c the free scale
of a critical point (c a, b/c), theta an angle.

References: notes000 (saddles), baldi1989.
"""

from __future__ import annotations

from itertools import permutations

from proofs_check.statement.claim import Claim, Experiment, Mutant
from proofs_check.statement.derivation import Step
from theory.linear_autoencoders import SADDLES

VARIANCES = ("p", "q", "r")


def loss(variances: tuple[str, ...]) -> str:
    """|I - a b^T|^2 with the columns weighted by the variances."""
    places = range(1, len(variances) + 1)
    terms = [
        f"{v}*({int(i == j)} - a{i}*b{j})**2" for j, v in zip(places, variances, strict=True) for i in places
    ]
    return " + ".join(terms)


def weights(size: int) -> tuple[str, ...]:
    """a1, ..., b1, ..."""
    return tuple(f"{side}{place}" for side in "ab" for place in range(1, size + 1))


def slopes(size: int) -> dict[str, str]:
    """The critical equations: every partial derivative of the loss is 0."""
    letters = weights(size)
    return {f"slope_{letter}": f"diff(L({', '.join(letters)}), {letter}) == 0" for letter in letters}


def basis(size: int) -> tuple[str, ...]:
    """The Groebner basis of the partial derivatives over the field of rational functions of the variances."""
    import sympy

    variances = sympy.symbols(VARIANCES[:size])
    letters = sympy.symbols(weights(size))
    a, b = sympy.Matrix(letters[:size]), sympy.Matrix(letters[size:])
    errors = sympy.eye(size) - a * b.T
    total = sum(v * errors[i, j] ** 2 for j, v in enumerate(variances) for i in range(size))
    partial = [sympy.expand(total.diff(letter)) for letter in letters]
    found = sympy.groebner(partial, *letters, domain=sympy.QQ.frac_field(*variances), order="grevlex")
    return tuple(str(sympy.factor(one)) for one in found.exprs)


def listed(size: int) -> str:
    """0, or along one axis with the product 1."""
    letters = weights(size)
    cases = [" and ".join(f"{letter} == 0" for letter in letters)]
    for place in range(1, size + 1):
        others = [f"{letter} == 0" for letter in letters if letter[1:] != str(place)]
        cases.append(" and ".join([f"a{place}*b{place} == 1", *others]))
    return " or ".join(f"({case})" for case in cases)


def used_for(member: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """The equations of the units that a member of the basis is about, for the codes or for the images."""
    if "(" in member:
        kinds: tuple[str, ...] = ("own_",) if member.startswith("b") else ("code_", "mixed_")
    else:
        kinds = ("image_", "mixed_") if member.startswith("b") else ("code_", "mixed_")
    return tuple(name for name in before if name.startswith(kinds) and set(name) & set(member) & set("123"))


def elimination(size: int) -> tuple[Step, ...]:
    """Each member of the basis as a combination of the partial derivatives and the members before it; then the cases."""
    places = range(1, size + 1)
    length = " + ".join(f"a{i}**2" for i in places)
    total = " + ".join(f"{v}*b{j}**2" for j, v in zip(places, VARIANCES, strict=False))
    steps = [
        Step(f"code_{i}", f"({length})*b{i} == a{i}", "algebra", "The slope by b.", (f"slope_b{i}",))
        for i in places
    ]
    steps += [
        Step(
            f"image_{i}",
            f"({total})*a{i} == {VARIANCES[i - 1]}*b{i}",
            "algebra",
            "The slope by a.",
            (f"slope_a{i}",),
        )
        for i in places
    ]
    for i, j in permutations(places, 2):
        at_i, at_j = VARIANCES[i - 1], VARIANCES[j - 1]
        images = (f"parallel_{i}{j}", f"image_{i}", f"image_{j}")
        steps += [
            Step(
                f"parallel_{i}{j}",
                f"a{i}*b{j} == a{j}*b{i}",
                "algebra",
                "Both codes.",
                (f"code_{i}", f"code_{j}"),
            ),
            Step(f"images_{i}{j}", f"({at_i} - {at_j})*(a{i}*b{j}) == 0", "algebra", "Both images.", images),
            Step(f"gap_{i}{j}", f"{at_i} - {at_j} != 0", "algebra", "The variances differ."),
            Step(f"mixed_{i}{j}", f"a{i}*b{j} == 0", "algebra", "Divide.", (f"images_{i}{j}", f"gap_{i}{j}")),
        ]
    steps += [
        Step(
            f"own_{i}",
            f"{VARIANCES[i - 1]}*(b{i}*(a{i}*b{i} - 1)) == 0",
            "algebra",
            "The image, without the mixed products.",
            (f"image_{i}", *(f"mixed_{i}{j}" for j in places if j != i)),
        )
        for i in places
    ]
    before = tuple(step.name for step in steps if step.name.startswith(("code", "image_", "mixed", "own")))
    known = {step.says for step in steps}
    found = [f"{one} == 0" for one in basis(size)]
    steps += [
        Step(f"basis_{place}", one, "algebra", "A member of the Groebner basis.", used_for(one, before))
        for place, one in enumerate(found)
        if one not in known
    ]
    names = tuple(step.name for step in steps if step.name.startswith(("basis", "mixed")))
    return (*steps, Step("list", listed(size), "algebra", "The cases of the basis.", names))


def variances(size: int) -> dict[str, str]:
    """p > q > r > 0."""
    names = VARIANCES[:size]
    return {
        **{
            name: f"real > {names[place + 1]}" if place + 1 < size else "positive"
            for place, name in reversed(list(enumerate(names)))
        },
        **dict.fromkeys(weights(size), "real"),
    }


def exact_list(size: int, name: str, mutants: tuple[Mutant, ...]) -> Claim:
    """The complete list of the critical points for one hidden unit and n = size."""
    return Claim(
        id=f"linear_autoencoder_landscape__{name}",
        title=f"{size}-1-{size}: all critical points",
        says=f"With {size} inputs and one hidden unit the critical points are 0 and, for each axis of the covariance, the weights along it with a b = 1.",
        about="In the axes of the covariance, whose variances differ; a rotation of both weights does not change the loss. The steps are the Groebner basis of the partial "
        "derivatives over the rational functions of the variances, each member as a combination of what stands before it.",
        source=SADDLES,
        let=variances(size),
        define={f"L({', '.join(weights(size))})": loss(VARIANCES[:size])},
        given=slopes(size),
        claim=listed(size),
        derivation=lambda: elimination(size),
        experiments=(Experiment(f"linear_network_bases.{name}", listed(size)),),
        mutants=mutants,
    )


two_inputs = exact_list(
    2,
    "two_inputs",
    (
        Mutant("only the global minimum", "a1*b1 == 1 and a2 == 0 and b2 == 0"),
        Mutant("no saddle along the smaller variance", listed(2).replace("a2*b2 == 1", "a2*b2 == 2")),
        Mutant("one slope fewer", without="slope_a1"),
    ),
)
three_inputs = exact_list(
    3,
    "three_inputs",
    (
        Mutant("no saddle in the middle", listed(3).replace("a2*b2 == 1", "a2*b2 == 2")),
        Mutant("one slope fewer", without="slope_b3"),
    ),
)


LOWEST_2 = "L(a1, a2, b1, b2) >= q and L(c*sin(theta), c*cos(theta), sin(theta)/c, cos(theta)/c) == p - (p - q)*sin(theta)**2"
two_inputs_ways = Claim(
    id="linear_autoencoder_landscape__two_inputs_ways",
    title="2-1-2: the least loss and the way to it",
    says="For two inputs the loss is nowhere less than q, and turning the weights along the axis of q by theta lowers it from p by (p - q) sin(theta)^2.",
    about="At theta = pi/2 the weights lie along the axis of p, where the loss is q.",
    source=SADDLES,
    let={**variances(2), "c": "nonzero", "theta": "real"},
    define={"L(a1, a2, b1, b2)": loss(VARIANCES[:2])},
    claim=LOWEST_2,
    derivation=lambda: (
        Step(
            "squares",
            "(a1**2 + a2**2)*(L(a1, a2, b1, b2) - q) == p*((a1**2 + a2**2)*b1 - a1)**2 + q*((a1**2 + a2**2)*b2 - a2)**2 + (p - q)*a2**2",
            "algebra",
            "Expand.",
        ),
        Step(
            "on",
            "implies(a1**2 + a2**2 > 0, L(a1, a2, b1, b2) >= q)",
            "algebra",
            "Divide by |a|^2.",
            ("squares",),
        ),
        Step("off", "implies(a1 == 0 and a2 == 0, L(a1, a2, b1, b2) >= q)", "algebra", "The loss is p + q."),
        Step("cases", "(a1 == 0 and a2 == 0) or a1**2 + a2**2 > 0", "algebra", "a is 0 or not."),
        Step("least", "L(a1, a2, b1, b2) >= q", "algebra", "Both cases.", ("on", "off", "cases")),
        Step("circle", "cos(theta)**2 == 1 - sin(theta)**2", "algebra", "Pythagoras."),
        Step(
            "turned",
            "L(c*sin(theta), c*cos(theta), sin(theta)/c, cos(theta)/c) == p - (p - q)*sin(theta)**2",
            "algebra",
            "Expand.",
            ("circle",),
        ),
        Step("both", LOWEST_2, "algebra", "Both.", ("least", "turned")),
    ),
    mutants=(
        Mutant("strictly above q", "L(a1, a2, b1, b2) > q"),
        Mutant("at most p", "L(a1, a2, b1, b2) <= p + q"),
        Mutant("upwards", LOWEST_2.replace("== p - (p", "== p + (p")),
    ),
)

EXACT = (two_inputs, two_inputs_ways, three_inputs)
