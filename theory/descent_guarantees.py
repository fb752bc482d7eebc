"""What gradient descent guarantees: nothing without conditions, rates with them.

Convex costs with an L-Lipschitz gradient give J(x_k) - J* <= |x_0 - x*|^2/(2 eps k) for eps <= 1/L, and no step up to 1/L can do
better than half of that, by Huber's function; without convexity the smallest squared gradient norm still falls like 1/k.

Main claims: convergence_guarantees.

Notation: J cost, g gradient, L Lipschitz constant of the gradient, eps learning rate, T number of steps, d[k] = |x_k - x*|^2 the squared
distances, f[k] = J(x_k) - J* the gaps, q[k] = |g(x_k)|^2, F[k] = J(x_k).

References: notes004 (impact, challenge), nesterov2004, drori_teboulle2014 (the exact worst case).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step
from theory import figures_descent

PLACE = Source("notes004", "impact; challenge")
CONDITION = (
    "The claim denies that any condition helps. The statement is what it says of the condition 'J(y) = h y^2/2 with h > 0 and eps h < 2', "
    "under which k steps lead from x0 to (1 - eps h)^k x0."
)
POINTS = {
    "n": "integer >= 1",
    "x": "vector(n)",
    "xs": "vector(n)",
    "g": "vector(n)",
    "L": "positive",
    "J0": "real",
    "J1": "real",
    "Js": "real",
}


def gap_by_telescoping() -> tuple[Step, ...]:
    """d + 2 eps k f does not grow."""
    return (
        Step(
            "distance",
            "dot(x - eps*g - xs, x - eps*g - xs) == dot(x - xs, x - xs) - 2*eps*dot(g, x - xs) + eps**2*dot(g, g)",
            "words",
            "One step changes the squared distance to the minimiser.",
            let=POINTS,
        ),
        Step(
            "one_step",
            "dot(x - eps*g - xs, x - eps*g - xs) <= dot(x - xs, x - xs) - 2*eps*(J1 - Js)",
            "algebra",
            "J0 - Js <= g.(x - xs) by convexity, J1 <= J0 - eps |g|^2/2 by the descent lemma with eps <= 1/L.",
            ("distance",),
            let=POINTS,
            given=("J0 - Js <= dot(g, x - xs)", "J1 <= J0 - eps*dot(g, g)/2"),
        ),
        Step(
            "lyapunov",
            "d[k] + 2*eps*k*f[k] <= d[0]",
            "induction",
            "Every step takes 2 eps f[k + 1] from the distance, and f does not grow.",
            ("step", "falls"),
            on="k",
        ),
        Step("square", "d[k] >= 0", "algebra", "It is a square.", ("squares",)),
        Step("gap", "f[k] <= d[0]/(2*eps*k)", "algebra", "Leave out d[k].", ("lyapunov", "square")),
        Step("limit", "limit(D/(2*eps*j), j, oo) == 0", "limit", "1/j tends to 0."),
        Step("together", GAP, "algebra", "Both.", ("gap", "limit")),
    )


RUN_LET = {
    "T": "natural",
    "d": "vector(T + 1)",
    "f": "vector(T + 1)",
    "eps": "positive",
    "k": "integer in [1, T]",
    "D": "nonnegative",
    "j": "integer >= 1",
}
GAP = "f[k] <= d[0]/(2*eps*k) and limit(D/(2*eps*j), j, oo) == 0"
RUN_ABOUT = (
    "J is convex with an L-Lipschitz gradient and a minimiser, eps <= 1/L. d[i] is the squared distance of x_i to the minimiser, f[i] the "
    "gap J(x_i) - J*. Convexity gives f[i] <= g.(x_i - x*), the descent lemma f[i + 1] <= f[i] - eps |g|^2/2; both together the step "
    "inequality (the line 'one_step'), the second one that the gap does not grow. d[0]/(2 eps k) tends to 0 as D/(2 eps j) with D = d[0] does."
)
minimum = Claim(
    id="convergence_guarantees__minimum",
    title="No condition guarantees a global minimum",
    says="No condition on the cost and the learning rate makes gradient descent reach a global minimum.",
    about=CONDITION,
    scope="instance",
    source=PLACE,
    let={"h": "positive", "eps": "positive", "k": "natural"},
    given={"condition": "eps*h < 2"},
    claim="exists(x0, 'real', limit(abs((1 - eps*h)**k*x0), k, oo) != 0)",
    mutants=(
        Mutant("every start fails", "forall(x0, 'real', limit(abs((1 - eps*h)**k*x0), k, oo) != 0)"),
        Mutant("it explodes", "exists(x0, 'real', limit(abs((1 - eps*h)**k*x0), k, oo) == oo)"),
    ),
    repair=Repair(
        says="Convexity and a learning rate of at most 1/L do: J(x_k) - J* <= |x_0 - x*|^2/(2 eps k), which tends to 0.",
        let=RUN_LET,
        given={
            "step": "forall(i, 'integer in [0, T - 1]', d[i + 1] <= d[i] - 2*eps*f[i + 1])",
            "falls": "forall(i, 'integer in [0, T - 1]', f[i + 1] <= f[i])",
            "squares": "forall(i, 'integer in [0, T]', d[i] >= 0)",
        },
        without=("condition",),
        scope="reduction",
        about=RUN_ABOUT,
        claim=GAP,
        derivation=gap_by_telescoping,
        experiments=(
            Experiment(
                "descent.descent_on_quadratic",
                "implies(eps*hi <= 1 and k >= 1, gap <= start**2/(2*eps*k)*(1 + 10**(-9)))",
                {"gap": "real", "start": "nonnegative", "hi": "positive", "k": "natural"},
            ),
        ),
        mutants=(
            Mutant("half of it", "f[k] <= d[0]/(4*eps*k)"),
            Mutant("costs that may rise", without="falls"),
        ),
    ),
)


def huber_run() -> tuple[Step, ...]:
    """On the slope of Huber's function every gradient is the same."""
    return (
        Step("iterates", "x(k) == R - k*t", "induction", "Every step goes t to the left.", on="k"),
        Step("last", "x(N) == R - N*t", "induction", "The same after N steps.", on="N"),
        Step("slope", "x(k) >= t", "algebra", "All N steps start on the slope.", ("iterates", "early")),
        Step(
            "value",
            "L*t*x(N) - L*t**2/2 == L*R**2/(4*N + 2)",
            "algebra",
            "The cost where N steps have led.",
            ("last",),
        ),
        Step("together", HUBER, "algebra", "All parts.", ("iterates", "slope", "value")),
    )


HUBER = "x(k) == R - k*t and x(k) >= t and L*t*x(N) - L*t**2/2 == L*R**2/(4*N + 2)"
rate = Claim(
    id="convergence_guarantees__rate",
    title="No condition guarantees a rate",
    says="No condition on the cost and the learning rate makes gradient descent fast.",
    about=f"{CONDITION} 'A rate' is read as: the cost falls by the factor (1 - eps h)^2 at every step.",
    scope="instance",
    source=PLACE,
    let={"h": "positive", "eps": "positive"},
    define={"J(y)": "h*y**2/2"},
    given={"condition": "eps*h < 2"},
    claim="exists(x0, 'real', J(x0 - eps*(h*x0)) > (1 - eps*h)**2*J(x0))",
    mutants=(
        Mutant("every start", "forall(x0, 'real', J(x0 - eps*(h*x0)) > (1 - eps*h)**2*J(x0))"),
        Mutant("it rises", "exists(x0, 'real', J(x0 - eps*(h*x0)) > J(x0))"),
    ),
    repair=Repair(
        says="Conditions give rates, and limit them: convexity and an L-Lipschitz gradient give the rate 1/k, and no better one. On Huber's "
        "function with the width R/(2 N + 1) all N steps of length 1/L run on its slope and leave the gap L R^2/(4 N + 2).",
        about="Huber's function is L y^2/2 for |y| <= t, L t |y| - L t^2/2 beyond, here with t = R/(2 N + 1); its gradient on the slope is "
        "L t, its minimum 0. The start is at the distance R from the minimum, the learning rate 1/L.",
        let={"L": "positive", "R": "positive", "N": "integer >= 1", "k": "natural"},
        without=("condition",),
        given={"early": "k <= N"},
        define={"t": "R/(2*N + 1)", "x": Recurrence(("R",), "x(k) - (1/L)*(L*t)", index="k")},
        claim=HUBER,
        derivation=huber_run,
        experiments=(Experiment("scalar_descent.huber", "gap == L*R**2/(4*N + 2)", {"gap": "nonnegative"}),),
        mutants=(
            Mutant("a faster rate", "L*t*x(N) - L*t**2/2 == L*R**2/(4*N**2 + 2)"),
            Mutant("two steps more", "x(N + 2) >= t"),
        ),
    ),
)


def norms_by_telescoping() -> tuple[Step, ...]:
    """Every step takes eps m/2 from the cost at least."""
    return (
        Step(
            "spent",
            "F[k] <= F[0] - eps*k*m/2",
            "induction",
            "The descent lemma, once for every step.",
            ("descent", "least"),
            on="k",
        ),
        Step(
            "smallest",
            "m <= 2*(F[0] - low)/(eps*k)",
            "algebra",
            "The cost does not fall below its infimum.",
            ("spent", "bounded"),
        ),
        Step("limit", "limit(2*D/(eps*j), j, oo) == 0", "limit", "1/j tends to 0."),
        Step("together", NORMS, "algebra", "Both.", ("smallest", "limit")),
    )


NORMS = "m <= 2*(F[0] - low)/(eps*k) and limit(2*D/(eps*j), j, oo) == 0"
gradient_norm = Claim(
    id="convergence_guarantees__gradient_norm",
    title="No condition guarantees that the gradient vanishes",
    says="No condition on the cost and the learning rate makes the gradient norm tend to 0.",
    about=CONDITION,
    scope="instance",
    source=PLACE,
    let={"h": "positive", "eps": "positive", "k": "natural"},
    given={"condition": "eps*h < 2"},
    claim="exists(x0, 'real', limit(abs(h*((1 - eps*h)**k*x0)), k, oo) != 0)",
    mutants=(
        Mutant("every start fails", "forall(x0, 'real', limit(abs(h*((1 - eps*h)**k*x0)), k, oo) != 0)"),
        Mutant("it explodes", "exists(x0, 'real', limit(abs(h*((1 - eps*h)**k*x0)), k, oo) == oo)"),
    ),
    repair=Repair(
        says="An L-Lipschitz gradient, a cost bounded below and eps <= 1/L do, without convexity: among the first k squared gradient norms "
        "the smallest is at most 2 (J(x_0) - inf J)/(eps k).",
        about="F[i] = J(x_i), q[i] = |g(x_i)|^2, low = inf J, m the smallest of the q[i]. The descent lemma with eps <= 1/L gives "
        "F[i + 1] <= F[i] - eps q[i]/2. D stands for F[0] - low.",
        scope="reduction",
        let={
            "T": "natural",
            "F": "vector(T + 1)",
            "q": "vector(T + 1)",
            "eps": "positive",
            "low": "real",
            "m": "nonnegative",
            "k": "integer in [1, T]",
            "D": "nonnegative",
            "j": "integer >= 1",
        },
        without=("condition",),
        given={
            "descent": "forall(i, 'integer in [0, T - 1]', F[i + 1] <= F[i] - eps*q[i]/2)",
            "least": "forall(i, 'integer in [0, T - 1]', q[i] >= m)",
            "bounded": "forall(i, 'integer in [0, T]', F[i] >= low)",
        },
        claim=NORMS,
        derivation=norms_by_telescoping,
        mutants=(
            Mutant("half of it", "m <= (F[0] - low)/(eps*k)"),
            Mutant("unbounded costs", without="bounded"),
        ),
    ),
)

convergence_guarantees = Entry(
    id="convergence_guarantees",
    title="What gradient descent guarantees",
    says="No condition on cost and learning rate guarantees a global minimum, a rate, or that the gradient norm tends to 0.",
    source=PLACE,
    tier="main",
    figures=figures_descent.regimes,
    members=(minimum, rate, gradient_norm),
)

CLAIMS = (convergence_guarantees,)
