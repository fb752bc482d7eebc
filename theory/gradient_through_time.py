"""The gradient of a recurrence through time.

Back-propagation multiplies by the transposed matrix at every step. The claims say what the gradients of states and of the
matrix are; all of them are derived from the recursion, not from the formula.

Main claims: gradient_scaling_diag, bptt_matrix_gradient.

Notation: as in `repeated_matrix`; delta the gradient carried back, u the change of a state under a change of an earlier state or of
W, E a change of W.

References: notes000 (long-term), notes001 (2.5).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step
from theory import figures_core
from theory.spectral import SPECTRAL, SPECTRAL_LET


def carried_back() -> tuple[Step, ...]:
    """The chain rule multiplies by W^T at every step, so the powers are those of the transpose."""
    return (
        Step(
            "transpose",
            "W.T == inv(V).T @ L @ V.T",
            "words",
            "The transpose of a product; the diagonal matrix is its own transpose.",
        ),
        Step(
            "carried",
            "delta(t) == inv(V).T @ L**t @ V.T @ d",
            "induction",
            "Each step back multiplies by W^T, and the inner V^T inv(V)^T cancels.",
            on="t",
        ),
    )


def carried_back_through_relu() -> tuple[Step, ...]:
    """Where the unit is active the rectifier is the identity."""
    return (
        Step(
            "derivative",
            "diff(relu(w*h), h) == w",
            "algebra",
            "The unit is active: relu(w h) = w h nearby.",
            ("active",),
        ),
        Step(
            "scaled",
            "c*diff(relu(w*h), h) == w**1*c",
            "algebra",
            "Times the gradient at the end.",
            ("active", "derivative"),
        ),
    )


gradient_scaling_diag = Entry(
    id="gradient_scaling_diag",
    figures=figures_core.carried_back,
    title="Gradients are scaled by diag(lambda)^t",
    says="The gradient with respect to the state t steps back is V diag(lambda)^t V^-1 applied to the gradient at the end.",
    source=Source("notes000", "long-term"),
    tier="core",
    members=(
        Claim(
            id="gradient_scaling_diag__linear",
            title="Linear recurrence",
            says="Without a nonlinearity the gradient t steps back is V diag(lambda)^t V^-1 d.",
            about="W = V L V^-1 with real V and L; the claim allows complex ones, so it implies the statement.",
            scope="instance",
            source=Source("notes000", "long-term"),
            let={**SPECTRAL_LET, "d": "vector(n)"},
            define={**SPECTRAL, "delta": Recurrence(("d",), "W.T @ delta(s)", index="s")},
            claim="delta(t) == V @ L**t @ inv(V) @ d",
            mutants=(
                Mutant("V transposed for V inverse", "delta(t) == V @ L**t @ V.T @ d"),
                Mutant("one step more", "delta(t) == V @ L**(t + 1) @ inv(V) @ d"),
            ),
            repair=Repair(
                says="The chain rule brings the transpose: the gradient is V^-T diag(lambda)^t V^T d (the printed form is right for "
                "symmetric W, where V can be chosen orthogonal).",
                let={"V": "complex invertible(n)", "L": "complex diagonal(n)", "d": "complex vector(n)"},
                claim="delta(t) == inv(V).T @ L**t @ V.T @ d",
                derivation=carried_back,
                experiments=(
                    Experiment(
                        "recurrent.linear_rnn_eigen",
                        "grad_ht == inv(V).T @ L**(tau - t) @ V.T @ d",
                        {
                            "V": "invertible(n)",
                            "L": "diagonal(n)",
                            "d": "vector(n)",
                            "tau": "natural",
                            "grad_ht": "vector(n)",
                        },
                    ),
                ),
                mutants=(
                    Mutant("not transposed", "delta(t) == V @ L**t @ inv(V) @ d"),
                    Mutant("V and its inverse exchanged", "delta(t) == V.T @ L**t @ inv(V).T @ d"),
                ),
            ),
        ),
        Claim(
            id="gradient_scaling_diag__nonlinear",
            title="With a nonlinearity",
            says="With a nonlinearity between the steps the gradient is still that power.",
            about="One unit, one step, the rectifier relu as nonlinearity: V = 1, lambda = w, t = 1. The claim implies the statement.",
            scope="instance",
            source=Source("notes000", "long-term"),
            let={"w": "real", "h": "nonzero", "c": "real"},
            claim="c*diff(relu(w*h), h) == w**1*c",
            experiments=(
                Experiment(
                    "recurrent.tanh_rnn",
                    "grad == V @ L**t @ inv(V) @ d",
                    {**SPECTRAL_LET, "d": "vector(n)", "grad": "vector(n)"},
                ),
            ),
            mutants=(
                Mutant("the other sign", "c*diff(relu(w*h), h) == -w*c"),
                Mutant("always 0", "c*diff(relu(w*h), h) == 0"),
            ),
            repair=Repair(
                says="Each step also multiplies by the derivative of the nonlinearity; the printed form holds where all units are active.",
                given={"active": "w*h > 0"},
                derivation=carried_back_through_relu,
                mutants=(
                    Mutant("inactive units", without="active"),
                    Mutant("the other sign", "c*diff(relu(w*h), h) == -w*c"),
                ),
            ),
        ),
    ),
)


def state_gradient() -> tuple[Step, ...]:
    """How a change e of a state changes J k steps later."""
    return (
        Step("state", "u(k) == W**k @ e", "induction", "Each step multiplies the change by W.", on="k"),
        Step(
            "change_of_cost",
            "dot(d, u(k)) == dot((W.T)**k @ d, e)",
            "words",
            "Move the powers to the other side of the product. This holds for every e, so (W^T)^k d is the gradient.",
            ("state",),
        ),
    )


def matrix_gradient() -> tuple[Step, ...]:
    """How a change E of W changes the last state: it enters at every step."""
    total = "sum(W**(tau - t) @ E @ W**(t - 1) @ h0, t, 1, tau)"
    return (
        Step(
            "states",
            "h(tau) == W**tau @ h0",
            "induction",
            "The states are powers of W applied to the first.",
            on="tau",
        ),
        Step(
            "change",
            f"h(tau) == W**tau @ h0 and u(tau) == {total}",
            "induction",
            "The states are powers of W applied to the first; the change made at step t is carried on by the remaining "
            "tau - t steps.",
            on="tau",
        ),
        Step(
            "gradient",
            matrix_part.claim,
            "words",
            "Move everything but E to the other side. This holds for every E, so the sum is the gradient.",
            ("change",),
        ),
    )


state_part = Claim(
    id="bptt_matrix_gradient__state",
    title="Gradient with respect to a state",
    says="The gradient of J with respect to the state k = tau - t steps before the last is (W^T)^k d.",
    about="u(k) is the change of the last state when the state k steps before is changed by e (differentiate h_t = W h_{t-1}); "
    "J changes by d.u(k). A vector G is the gradient when that is G.e for every e.",
    source=Source("notes001", "2.5(1)"),
    let={"n": "integer >= 1", "W": "matrix(n, n)", "d": "vector(n)", "e": "vector(n)", "k": "natural"},
    define={"u": Recurrence(("e",), "W @ u(s)", index="s")},
    claim="dot(d, u(k)) == dot((W.T)**k @ d, e)",
    derivation=state_gradient,
    experiments=(
        Experiment(
            "recurrent.linear_rnn",
            "grad_ht == (W.T)**(tau - t) @ d",
            {"tau": "natural", "t": "natural", "grad_ht": "vector(n)"},
        ),
    ),
    mutants=(
        Mutant("not transposed", "dot(d, u(k)) == dot(W**k @ d, e)"),
        Mutant("one step more", "dot(d, u(k)) == dot((W.T)**(k + 1) @ d, e)"),
    ),
)

WEIGHT_GRADIENT = "(W.T)**(tau - t) @ d @ h0.T @ (W.T)**(t - 1)"
matrix_part = Claim(
    id="bptt_matrix_gradient__matrix",
    title="Gradient with respect to the matrix",
    says="The gradient of J with respect to W is the sum over t of (W^T)^(tau-t) d h_0^T (W^T)^(t-1).",
    about="u(tau) is the change of the last state when W is changed by E (differentiate h_t = W h_{t-1}, a product); J changes by "
    "d.u(tau). A matrix G is the gradient when that is trace(G^T E) for every E.",
    source=Source("notes001", "2.5(1)"),
    let={
        "n": "integer >= 1",
        "W": "matrix(n, n)",
        "E": "matrix(n, n)",
        "d": "vector(n)",
        "h0": "vector(n)",
        "tau": "natural",
    },
    define={
        "h": Recurrence(("h0",), "W @ h(s)", index="s"),
        "u": Recurrence(("zeros(n, 1)",), "W @ u(s) + E @ h(s)", index="s"),
    },
    claim=f"dot(d, u(tau)) == sum(trace(({WEIGHT_GRADIENT}).T @ E), t, 1, tau)",
    derivation=matrix_gradient,
    experiments=(
        Experiment(
            "recurrent.linear_rnn",
            f"grad_W == sum({WEIGHT_GRADIENT}, t, 1, tau)",
            {"grad_W": "matrix(n, n)"},
        ),
    ),
    mutants=(
        Mutant(
            "not transposed",
            "dot(d, u(tau)) == sum(trace((W**(tau - t) @ d @ h0.T @ (W.T)**(t - 1)).T @ E), t, 1, tau)",
        ),
        Mutant(
            "the first step is left out",
            f"dot(d, u(tau)) == sum(trace(({WEIGHT_GRADIENT}).T @ E), t, 2, tau)",
        ),
    ),
)

bptt_matrix_gradient = Entry(
    id="bptt_matrix_gradient",
    figures=figures_core.through_time,
    title="Back-propagation through a repeated matrix",
    says="State gradients are powers of the transposed matrix; the gradient of the matrix is a sum over the steps.",
    source=Source("notes001", "2.5(1)"),
    tier="core",
    members=(state_part, matrix_part),
)


CLAIMS = (gradient_scaling_diag, bptt_matrix_gradient)
