"""Reading domains: `real in [0, 1)`, `integer >= 1`, `nonzero complex`, `spd(n)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from proofs_check.statement.domains import MATRIX_KINDS, Bound, Domain, is_infinite
from proofs_check.statement.errors import StatementError, did_you_mean
from proofs_check.statement.parse_limits import MAX_SIZE
from proofs_check.statement.parse_tokens import MAX_LENGTH, place, shown
from proofs_check.statement.sorts import SCALAR, Scope, sort_of
from proofs_check.statement.terms import INFINITY, ZERO, Apply, Letter, Number, Term, apply, walk

SIGNS: Mapping[str, tuple[Bound | None, Bound | None]] = {
    "positive": (Bound(ZERO, False), None),
    "negative": (None, Bound(ZERO, False)),
    "nonnegative": (Bound(ZERO, True), None),
    "nonpositive": (None, Bound(ZERO, True)),
}
DOMAIN_WORDS = (*SIGNS, "nonzero", "real", "integer", "natural", "complex", "vector", *MATRIX_KINDS)
EXAMPLES = "for instance 'real', 'positive', 'integer >= 1', 'real in [0, 1)', 'vector(n)', 'spd(n)'"

_WORDS = re.compile(r"\s*([A-Za-z_]+(?:\s+[A-Za-z_]+)*)\s*")
_RELATION = re.compile(r"(>=|<=|!=|>|<)")

Reads = Callable[[str], Term]


class DomainReader:
    """Reads one domain; `read` reads the term of a bound or a size in the context of the domain."""

    def __init__(self, source: str, scope: Scope, read: Reads) -> None:
        self.source = source
        self.scope = scope
        self.read = read

    def fail(self, message: str, offset: int = 0, hint: str = "") -> StatementError:
        return StatementError(message, *place(self.source, offset), hint)

    def domain(self) -> Domain:
        """The domain. Raises StatementError."""
        if len(self.source) > MAX_LENGTH:
            raise self.fail(f"longer than {MAX_LENGTH} characters")
        match = _WORDS.match(self.source)
        if not match:
            raise self.fail(f"'{shown(self.source)}' is not a domain", 0, EXAMPLES)
        words = [(word[0], word.start()) for word in re.finditer(r"\w+", self.source[: match.end()])]
        start = match.end()
        if words[-1][0] == "in":
            start = words.pop()[1]
        if not words:
            raise self.fail("a domain begins with its kind", 0, EXAMPLES)
        for word, offset in words:
            if word not in DOMAIN_WORDS:
                hint = did_you_mean(word.lower(), DOMAIN_WORDS) or EXAMPLES
                raise self.fail(f"'{shown(word)}' is not a domain", offset, hint)
        names = [word for word, _ in words]
        if names[-1] == "vector" or names[-1] in MATRIX_KINDS:
            return self.matrix(names, start)
        return self.interval(self.scalar_kind(names), start)

    def scalar_kind(self, words: list[str]) -> Domain:
        kinds = [word for word in words if word not in SIGNS and word != "nonzero"]
        signs = [word for word in words if word in SIGNS]
        if len(kinds) > 1:
            raise self.fail(f"names two kinds, {kinds[0]} and {kinds[1]}", 0, EXAMPLES)
        if len(signs) > 1:
            raise self.fail(f"says both {signs[0]} and {signs[1]}", 0, "one of them")
        kind = kinds[0] if kinds else "real"
        if kind == "complex" and signs:
            raise self.fail("complex numbers are not ordered", 0, "say 'complex' or 'nonzero complex'")
        low, high = SIGNS[signs[0]] if signs else (None, None)
        if kind == "natural":
            kind, low = "integer", low or Bound(ZERO, True)
        return Domain(kind, low, high, "nonzero" in words)

    def interval(self, domain: Domain, start: int) -> Domain:
        rest = self.source[start:].rstrip()
        if not rest:
            return domain
        if domain.kind == "complex" and not rest.startswith("!="):
            raise self.fail("complex numbers are not ordered", start, "say 'complex' or 'nonzero complex'")
        if inside := re.match(r"in\s*(?=[\[(])", rest):
            return self.inside(domain, rest, start, inside.end())
        relation = _RELATION.match(rest)
        if not relation:
            raise self.fail(f"'{shown(rest)}' is not part of a domain", start, EXAMPLES)
        end = self.scalar(rest[relation.end() :], start + relation.end())
        if relation[1] == "!=":
            if end != ZERO:
                raise self.fail("a domain can only exclude 0", start, "put other exclusions into `given`")
            return Domain(domain.kind, domain.low, domain.high, True)
        bound = Bound(end, relation[1] in (">=", "<="))
        if relation[1][0] == ">":
            return self.narrow(domain, bound, None, start)
        return self.narrow(domain, None, bound, start)

    def inside(self, domain: Domain, rest: str, start: int, opened: int) -> Domain:
        ends = split(rest[opened + 1 : -1]) if rest[-1] in "])" else []
        if len(ends) != 2:
            raise self.fail(f"'{shown(rest)}' is not an interval", start, "for instance 'real in [0, 1)'")
        low, high = (self.scalar(written, start + opened + 1 + offset) for offset, written in ends)
        return self.narrow(domain, Bound(low, rest[opened] == "["), Bound(high, rest[-1] == "]"), start)

    def narrow(self, domain: Domain, low: Bound | None, high: Bound | None, start: int) -> Domain:
        """The domain with its open ends filled; an end that is given twice would silently lose one, so it is refused."""
        for end in (low, high):
            if end and is_infinite(end.at) and end.closed:
                raise self.fail("infinity is never reached", start, "write a round bracket at oo")
        low = None if low and low.at == apply("neg", INFINITY) else low
        high = None if high and high.at == INFINITY else high
        if (low and domain.low) or (high and domain.high):
            raise self.fail("bounds the same end twice", start, "for instance 'real in (0, 1)'")
        return Domain(domain.kind, low or domain.low, high or domain.high, domain.nonzero)

    def matrix(self, words: list[str], start: int) -> Domain:
        kind, rest = words[-1], self.source[start:].rstrip()
        if words[:-1] not in ([], ["complex"], ["real"]):
            hint = f"'{kind}(n)' or 'complex {kind}(n)'"
            raise self.fail(f"'{shown(self.source)}' is not a domain", 0, hint)
        needed = 2 if kind == "matrix" else 1
        sizes = split(rest[1:-1]) if rest.startswith("(") and rest.endswith(")") else []
        if len(sizes) != needed:
            message = f"{kind} needs {needed} size{'s' * (needed - 1)}"
            raise self.fail(message, start, f"{kind}({'m, n' if needed == 2 else 'n'})")
        size = tuple(self.size(written, start + 1 + offset) for offset, written in sizes)
        over = "complex" if words[0] == "complex" else "real"
        return Domain(kind, size=size * 2 if needed == 1 and kind != "vector" else size, over=over)

    def size(self, written: str, offset: int) -> Term:
        term = self.scalar(written, offset)
        if isinstance(term, Number) and not (1 <= term.value <= MAX_SIZE and term.value.denominator == 1):
            raise self.fail(f"a size is a whole number from 1 to {MAX_SIZE}", offset)
        for node in walk(term):
            if not self.is_whole(node):
                hint = "declare it before, for instance n = 'integer >= 1'"
                message = "a size is made of whole numbers and declared integers by + - *"
                raise self.fail(message, offset, hint)
        return term

    def is_whole(self, node: Term) -> bool:
        match node:
            case Number(value=value):
                return value.denominator == 1
            case Letter(name=name):
                return name in self.scope.letters and self.scope.letters[name].kind == "integer"
            case Apply(op=op):
                return op in ("add", "sub", "mul", "neg")
            case _:
                return False

    def scalar(self, written: str, offset: int) -> Term:
        line, column = place(self.source, offset)
        try:
            term = self.read(written)
        except StatementError as problem:
            shift = column - 1 if problem.line == 1 else 0
            raise StatementError(
                problem.message, problem.line + line - 1, problem.column + shift, problem.hint
            ) from None
        if sort_of(term, self.scope) != SCALAR:
            raise self.fail(f"'{shown(written.strip())}' is not a number", offset)
        return term


def split(source: str) -> list[tuple[int, str]]:
    """The parts between commas that stand outside all brackets, each with its offset."""
    parts, depth, start = [], 0, 0
    for offset, sign in enumerate(source):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            parts.append((start, source[start:offset]))
            start = offset + 1
    return [*parts, (start, source[start:])]
