"""Linear autoencoders with one hidden unit and two or three inputs: the Hessian at every critical point, exactly.

Main claims: parts of linear_autoencoder_landscape.

Notation: as in `linear_network_bases`; x, y directions in the weights of decoder and encoder, c the free scale of a critical point (c a, b/c), t the way along a
direction.

References: notes000 (saddles), baldi1989; Horn and Johnson, Matrix Analysis, theorem 4.5.8 (inertia).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant
from proofs_check.statement.derivation import Step
from theory.linear_autoencoders import SADDLES
from theory.linear_network_bases import VARIANCES, loss, variances, weights

NUMBERS = {2: "two", 3: "three"}


def place(size: int, axis: int) -> tuple[str, ...]:
    """The critical point along an axis, from 1 on; 0 is the origin."""
    return tuple("0" if at != axis else scale for scale in ("c", "1/c") for at in range(1, size + 1))


def directions(size: int) -> tuple[str, ...]:
    """x1, ..., y1, ..."""
    return tuple(f"{side}{at}" for side in "xy" for at in range(1, size + 1))


def squares(size: int, axis: int) -> tuple[tuple[str, str], ...]:
    """Half the second derivative at a point as weights and linear forms: the sum of weight * form**2."""
    found: list[tuple[str, str]] = []
    for at, own in enumerate(VARIANCES[:size], 1):
        if axis == 0:
            found += [(f"({own}/2)", f"(x{at} - y{at})"), (f"(-{own}/2)", f"(x{at} + y{at})")]
        elif at == axis:
            found.append((own, f"(x{at}/c + c*y{at})"))
        else:
            found += [(own, f"(x{at}/c - c*y{at})"), (f"({VARIANCES[axis - 1]} - {own})", f"(x{at}/c)")]
    return tuple(found)


def second_order(size: int, axis: int) -> str:
    """Half the second derivative along (x, y), as a limit; that it exists says that the first one is 0."""
    here = place(size, axis)
    moved = ", ".join(f"{at} + t*{letter}" for at, letter in zip(here, directions(size), strict=True))
    total = " + ".join(f"{weight}*{form}**2" for weight, form in squares(size, axis))
    return f"limit((L({moved}) - L({', '.join(here)}))/t**2, t, 0) == {total}"


def signs(size: int, axis: int) -> str:
    """The signs of the weights: as many are positive and negative as the axis has smaller and larger ones beside it."""
    below = [f"{VARIANCES[axis - 1]} - {VARIANCES[at - 1]} > 0" for at in range(axis + 1, size + 1)]
    above = [f"{VARIANCES[axis - 1]} - {VARIANCES[at - 1]} < 0" for at in range(1, axis)]
    return " and ".join(below + above)


def values(size: int) -> str:
    """The loss at every critical point: the sum of the variances that are left out."""
    points = [
        f"L({', '.join(place(size, axis))}) == {' + '.join(v for at, v in enumerate(VARIANCES[:size], 1) if at != axis)}"
        for axis in range(size + 1)
    ]
    return " and ".join(points)


def types(size: int) -> Claim:
    """The claim about all critical points for `size` inputs."""
    name = f"{NUMBERS[size]}_inputs_types"
    curvatures = [second_order(size, axis) for axis in range(size + 1)]
    ordered = " and ".join(signs(size, axis) for axis in range(1, size + 1))
    claim = " and ".join([*curvatures, values(size), ordered])
    return Claim(
        id=f"linear_autoencoder_landscape__{name}",
        title=f"{size}-1-{size}: what the critical points are",
        says=f"For {NUMBERS[size]} inputs the Hessian has {size} positive and {size} negative eigenvalues at 0, and along an axis as many negative ones as there are larger variances: the axis of "
        "the largest variance is a minimum, every other critical point has a direction of negative curvature.",
        about="By Sylvester's law of inertia: half the second derivative is a sum of squares of linear forms with these weights. The forms are independent, for each pair (x_i, y_i) has its "
        "own: two of x_i/c + c y_i, x_i/c - c y_i, x_i/c, or one of them on the axis itself, where the scale c makes one eigenvalue 0.",
        source=SADDLES,
        let={
            **{letter: domain for letter, domain in variances(size).items() if letter in VARIANCES},
            "c": "nonzero",
            **dict.fromkeys((*directions(size), "t"), "real"),
        },
        define={f"L({', '.join(weights(size))})": loss(VARIANCES[:size])},
        claim=claim,
        derivation=lambda: (
            *(
                Step(f"curvature_{axis}", says, "limit", "Expand to the second power.")
                for axis, says in enumerate(curvatures)
            ),
            Step("values", values(size), "algebra", "Put the points in."),
            Step("signs", ordered, "algebra", "The order of the variances."),
            Step(
                "all",
                claim,
                "algebra",
                "Together.",
                (*(f"curvature_{axis}" for axis in range(size + 1)), "values", "signs"),
            ),
        ),
        experiments=(observed(size),),
        mutants=(
            Mutant(
                "a minimum along the smallest variance",
                second_order(size, size).replace(
                    f"({VARIANCES[size - 1]} - p)", f"(p - {VARIANCES[size - 1]})"
                ),
            ),
            Mutant("equal losses", f"L({', '.join(place(size, 1))}) == L({', '.join(place(size, size))})"),
            Mutant("a minimum at 0", second_order(size, 0).replace("(-p/2)", "(p/2)")),
        ),
    )


def observed(size: int) -> Experiment:
    """Loss and inertia at the critical points that Groebner bases give for random covariances, not in their axes."""
    names = VARIANCES[:size]
    total = " + ".join(names)
    says = [f"implies(L == {total}, up == {size} and down == {size})"]
    says += [
        f"implies(L == {total} - {own}, up == {2 * size - 1 - place} and down == {place})"
        for place, own in enumerate(names)
    ]
    name = f"linear_network_bases.types_{size}"
    return Experiment(name, " and ".join(says), dict.fromkeys(("L", "up", "down"), "real"))


TYPES = (types(2), types(3))
