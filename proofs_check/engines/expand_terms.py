"""The expansion of a term as its letter tends to infinity, one operation at a time.

Every rule is a theorem of analysis that holds under conditions which are proved from the facts of the goal; where one is not
proved, `Undecided` names it. Nothing is guessed, in particular no indeterminate form.

Notation: s is the letter that tends to infinity, f, g terms in s, L a finite limit, u = f - L.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import fold, integer_of, over, plus, times
from proofs_check.engines.expand_factorials import Factorials, Vanishes, harmonic
from proofs_check.engines.expand_functions import BY_EXP, Elementary, by_exponentials
from proofs_check.engines.expand_near_whole import NEAR_WHOLE, Turns
from proofs_check.engines.expand_parameters import Inner, Parameters
from proofs_check.engines.expand_powers import Powers
from proofs_check.engines.expand_ranges import Ranges
from proofs_check.engines.expand_uniform import UniformScaling, UniformSeries
from proofs_check.engines.expand_waves import along_integers
from proofs_check.engines.expansion import Expansion, Series, constant
from proofs_check.engines.scales import CONSTANT, Scale, Scaling, Undecided, Undefined
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Constant,
    Diff,
    Letter,
    Limit,
    Sum,
    Term,
    apply,
    free_letters,
    number,
)
from proofs_check.statement.text import text

HALF = number(Fraction(1, 2))
ENTIRE = ("exp", "sin", "cos", "sinh", "cosh")
QUOTIENTS = {"cot": ("cos", "sin"), "coth": ("cosh", "sinh")}  # beside their poles


class Expander:
    """Expands the terms of one limit. `rules`: the names of the rules that were used, for the record.

    euler: the letter that stands for Euler's constant. cap, sharp: see `Series`. place: the letter for all whose values
    at once the expansions are to hold; rough: whether bounds will do (`expand_uniform.py`).
    """

    def __init__(
        self,
        questions: Questions,
        letter: str,
        whole: bool,
        inner: Inner,
        euler: str = "euler",
        cap: int = 4,
        sharp: bool = False,
        place: str = "",
        rough: bool = False,
    ) -> None:
        self.euler, self.cap, self.sharp = euler, cap, sharp
        self.ask, self.letter, self.whole, self.inner = questions, letter, whole, inner
        self.series = Series(Scaling(questions, whole), cap, sharp)
        if place:
            self.series = UniformSeries(UniformScaling(questions, whole, place), cap, sharp, rough)
        self.elementary = Elementary(self.series)
        self.parameters = Parameters(questions, letter, whole, inner)
        self.is_complex = any(domain.is_complex for _, domain in questions.goal.letters)
        self.rules: dict[str, None] = {}
        self.powers = Powers(self.elementary, self.parameters, self.expand, self.rules, self.is_complex)

    def expand(self, term: Term) -> Expansion:
        """The expansion of `term`. Raises Undecided, Undefined."""
        if self.letter not in free_letters(term):
            return self.parameters.constant(term)
        if term == Letter(self.letter):
            return Expansion(((ONE, Scale(power=ONE)),))
        match term:
            case Apply():
                return self._apply(term)
            case Diff():
                return self._derivative(term)
            case Sum():
                return Ranges(self).expansion(term)
            case Limit():
                return self.expand(self.inner(term, self.parameters.deeper()))
            case At(name=name):
                raise Undecided(f"the sequence {name} has no closed form here")
        raise Undecided(f"{text(term)} is no number")

    def asking(self, questions: Questions, place: str = "", rough: bool = False) -> Expander:
        """Another expander in the same letter for the parameters of other questions. place, rough: see `expand_uniform.py`."""
        cap, sharp = self.cap, self.sharp
        return Expander(questions, self.letter, self.whole, self.inner, self.euler, cap, sharp, place, rough)

    def is_unbounded(self, term: Term) -> bool:
        """Whether a product with factorials tends to oo by its logarithm. Raises Undecided."""
        products = self._products()
        return not self.is_complex and products.speaks_in(term) and products.is_unbounded(term)

    def _derivative(self, term: Diff) -> Expansion:
        self.rules["derivative"] = None
        return self.expand(self.parameters.carried_out(term))

    def _apply(self, term: Apply) -> Expansion:
        op, args = term.op, term.args
        series = self.series
        products = self._products()
        if products.speaks_in(term) and not self.is_complex:
            self.rules["Stirling's series"] = None
            return products.product(term)
        of_product = Ranges(self).of_product(term)
        if of_product is not None:
            return of_product
        match op:
            case "add":
                return series.add(self.expand(args[0]), self.expand(args[1]))
            case "sub":
                return series.add(self.expand(args[0]), series.scaled(self.expand(args[1]), number(-1)))
            case "neg":
                return series.scaled(self.expand(args[0]), number(-1))
            case "mul":
                return series.multiply(self.expand(args[0]), self.expand(args[1]))
            case "div":
                self.rules["quotient by the dominant size"] = None
                return series.multiply(self.expand(args[0]), self._reciprocal(args[1]))
            case "abs":
                return self._absolute(args[0])
            case "pow":
                return self.powers.power(args[0], args[1])
        if not all(self.ask.facts.is_real(arg) for arg in args):
            return self._of_complex(op, args)
        try:
            return self._real(op, args)
        except Undefined as stop:
            if self.is_complex:  # a complex claim has the principal branch there
                raise Undecided(str(stop)) from None
            raise

    def _reciprocal(self, term: Term) -> Expansion:
        """1/term; 1/b**f as (1/b)**f where b**f outgrows every size that is kept."""
        try:
            return self.series.reciprocal(self.expand(term))
        except Undecided:
            match term:
                case Apply(op="pow", args=(base, exponent)) if self.letter not in free_letters(base):
                    return self.powers.power(over(ONE, base), exponent)
            raise

    def _of_complex(self, op: str, args: tuple[Term, ...]) -> Expansion:
        """An entire function of a complex argument that tends to a number: its Taylor polynomial there; the logarithm near a positive one."""
        if op == "log":
            return self.powers.complex_logarithm(self.expand(args[0]))
        if op not in ENTIRE:
            raise Undecided(f"{op} of a moving complex argument")
        value, rest = self.series.finite(self.expand(args[0]))
        self.rules["continuity"] = None
        return self.elementary.at(op, value, rest)

    def _real(self, op: str, args: tuple[Term, ...]) -> Expansion:
        match op:
            case "sqrt":
                return self.powers.root(args[0], HALF)
            case "root":
                order = integer_of(args[1])
                if order is None:
                    return self.powers.moving_root(args[0], args[1], self.parameters.deeper().scope)
                if order < 1:
                    raise Undecided("a root of unknown order")
                return (
                    self.powers.odd_root(args[0], order)
                    if order % 2
                    else self.powers.root(args[0], number(Fraction(1, order)))
                )
            case "max" | "min" if len(args) > 1:
                return self._extreme(op, args)
            case "relu":
                return self._extreme("max", (args[0], ZERO))
            case "exp":
                return self.elementary.exp(self.expand(args[0]))
            case "log":
                products = self._products()
                if products.speaks_in(args[0]):
                    return self._logarithm(products, args[0])
                return self.elementary.log(self.expand(args[0]))
            case "harmonic":
                self.rules["Stirling's series"] = None
                return harmonic(self._products(), args[0], Letter(self.euler))
            case "sign" | "floor" | "ceil":
                return self.elementary.step(op, self.expand(args[0]))
            case "binomial":
                return self._binomial(args[0], args[1])
            case "norm" | "dot" | "entry" | "matmul" | "trace" | "det" | "eigenvalues" | "spectral_radius":
                raise Undecided(f"{op} of a moving matrix")
        if len(args) != 1:
            raise Undecided(f"{op} of a moving argument")
        return self._function(op, args[0])

    def _is_whole(self, term: Term) -> bool:
        return is_integral(term, self.parameters.deeper().scope)

    def _products(self) -> Factorials:
        return Factorials(self.elementary, self.letter, self.expand, self._is_whole)

    def _turns(self) -> Turns:
        return Turns(self.elementary, self.letter, self.expand, self._is_whole)

    def _logarithm(self, products: Factorials, arg: Term) -> Expansion:
        """The logarithm of a product with factorials."""
        self.rules["Stirling's series"] = None
        try:
            found = products.modulus(arg)
        except Vanishes:
            raise Undefined("the logarithm of zero") from None
        if products.signed:
            raise Undecided("the logarithm of what may be negative")
        return found

    def _absolute(self, arg: Term) -> Expansion:
        """Of a complex power the modulus goes inside first."""
        if self.is_complex and isinstance(arg, Apply) and arg.op in ("mul", "div"):
            return self.expand(Apply(arg.op, (apply("abs", arg.args[0]), apply("abs", arg.args[1]))))
        scope = self.parameters.deeper().scope
        if self.is_complex and isinstance(arg, Apply) and arg.op == "pow" and is_integral(arg.args[1], scope):
            base, exponent = arg.args
            if self.letter not in free_letters(base) or self.letter not in free_letters(exponent):
                return self.expand(Apply("pow", (apply("abs", base), exponent)))
        if self.is_complex and not self.ask.facts.is_real(arg):  # 1 + z/n is no modulus for being near 1
            return self.series.modulus(self.expand(arg))
        return self.series.absolute(self.expand(arg))

    def _extreme(self, op: str, args: tuple[Term, ...]) -> Expansion:
        """max(f, g) = (f + g + |f - g|)/2."""
        found = self.expand(args[0])
        sign = ONE if op == "max" else number(-1)
        for arg in args[1:]:
            other = self.expand(arg)
            gap = self.series.absolute(self.series.add(found, self.series.scaled(other, number(-1))))
            found = self.series.scaled(self.series.add(found, other, self.series.scaled(gap, sign)), HALF)
        return found

    def _function(self, op: str, arg: Term) -> Expansion:
        """An elementary function: by Taylor at a finite limit, rewritten where the argument grows."""
        near = self._turns().without(op, arg) if self.whole and not self.is_complex else None
        part = self.expand(arg) if near is None else near
        if near is not None:
            self.rules[NEAR_WHOLE] = None
        wave = along_integers(op, part, self.elementary) if self.whole else None
        if wave is not None:
            self.rules["waves along the whole numbers"] = None
            return wave
        try:
            value, rest = self.series.finite(part)
        except Undecided:
            bound = self.series.bounded(op, part) if isinstance(self.series, UniformSeries) else None
            return bound or self._at_infinity(op, arg, part)
        if op in QUOTIENTS and self.ask.zero(value):
            return self.expand(over(*(apply(part, arg) for part in QUOTIENTS[op])))
        found = self.elementary.at(op, value, rest)
        self.rules["continuity"] = None
        return found

    def _at_infinity(self, op: str, arg: Term, part: Expansion) -> Expansion:
        if op in ("sin", "cos"):
            return Expansion((), (CONSTANT,))
        if op in BY_EXP:
            return self.expand(by_exponentials(op, arg, self.elementary.direction(part)))
        if op in ("atan", "acot"):
            side = number(self.elementary.direction(part))
            inverse = fold(apply("div", ONE, arg))
            if op == "acot":
                return self.expand(apply("atan", inverse))
            half_turn = times(side, HALF, Constant("pi"))
            return self.series.add(constant(half_turn), self.expand(apply("neg", apply("atan", inverse))))
        if op == "asinh" and self.elementary.direction(part) > 0:
            return self.expand(apply("log", plus(arg, apply("sqrt", plus(apply("mul", arg, arg), ONE)))))
        if op == "acosh" and self.elementary.direction(part) > 0:
            return self.expand(
                apply("log", plus(arg, apply("sqrt", plus(apply("mul", arg, arg), number(-1)))))
            )
        raise Undecided(f"{op} of an argument that does not tend to a number")

    def _binomial(self, top: Term, bottom: Term) -> Expansion:
        """binomial(f, k) for a literal k is a polynomial."""
        count = integer_of(bottom)
        if count is None or not 0 <= count <= 12:
            raise Undecided("a moving binomial")
        factors = [over(apply("sub", top, number(j)), number(j + 1)) for j in range(count)]
        return self.expand(times(*factors) if factors else ONE)
