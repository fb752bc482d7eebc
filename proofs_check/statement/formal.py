"""A statement with its letters: what is judged.

`Formal` is the parsed form of a claim: letters with domains, hypotheses, sequences and the statement, all of them terms.
It says: for every admissible value of the letters, every term is defined and the statement holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence as Listing
from dataclasses import dataclass, replace

from proofs_check.statement.domains import INTEGER, Bound, Domain
from proofs_check.statement.errors import StatementError
from proofs_check.statement.parse import Abbreviation, Context, parse_domain, parse_statement, parse_term
from proofs_check.statement.parse_tokens import is_name, shown
from proofs_check.statement.sorts import SCALAR, TRUTH, Scope, Shape, describe, is_counting, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    At,
    Letter,
    Number,
    Term,
    binder,
    free_letters,
    sequence_names,
    walk,
)


@dataclass(frozen=True)
class Sequence:
    """A sequence given by recurrence.

    start: the values at first, first + 1, ...; step: the value at index + 1 as a term in the letter `index` for
    index >= first + len(start) - 1, which may mention this and the other sequences up to `index`, and sequences
    defined before it at `index + 1`.
    """

    name: str
    index: str
    first: int
    start: tuple[Term, ...]
    step: Term
    shape: Shape


@dataclass(frozen=True)
class Formal:
    """A parsed claim. Letters are in the order of their declaration; a domain uses only letters before its own."""

    letters: tuple[tuple[str, Domain], ...]
    given: tuple[tuple[str, Term], ...]
    sequences: tuple[Sequence, ...]
    claim: Term

    @property
    def scope(self) -> Scope:
        return Scope(dict(self.letters), {sequence.name: sequence.shape for sequence in self.sequences})

    @property
    def is_complex(self) -> bool:
        return any(domain.is_complex for _, domain in self.letters)

    def free(self) -> tuple[tuple[str, Domain], ...]:
        """The letters that are quantified over: those on which hypotheses, sequences, claim or another domain depend.

        A letter that only a limit or a sum runs through is not among them; one that may have no value at all is: where it has none,
        nothing is claimed.
        """
        used = set(free_letters(self.claim)) | self._perhaps_without_value()
        for _, hypothesis in self.given:
            used |= free_letters(hypothesis)
        for sequence in self.sequences:
            used |= {name for start in sequence.start for name in free_letters(start)}
            used |= free_letters(sequence.step) - {sequence.index}
        for name, domain in reversed(self.letters):
            if name in used:
                used |= {letter for term in domain.terms() for letter in free_letters(term)}
        return tuple((name, domain) for name, domain in self.letters if name in used)

    def _perhaps_without_value(self) -> set[str]:
        """Letters between ends, or of sizes, that depend on other letters."""
        terms = (self.claim, *(hypothesis for _, hypothesis in self.given))
        bound = {binder(node) for term in terms for node in walk(term)}
        return {name for name, domain in self.letters if name not in bound and self._may_be_empty(domain)}

    def _may_be_empty(self, domain: Domain) -> bool:
        between = domain.low is not None and domain.high is not None
        ends = [end.at for end in (domain.low, domain.high) if end is not None]
        moves = between and any(free_letters(end) for end in ends)
        return moves or not all(is_counting(size, self.scope) for size in domain.size)


def formalize(
    let: Mapping[str, str],
    given: Mapping[str, str],
    define: Mapping[str, object],
    claim: str,
) -> Formal:
    """The parsed form. `define` maps `r` to a Recurrence-like mapping, and `g` or `J(y)` to the text of an abbreviation.

    Raises StatementError, with `where` naming the field.
    """
    context = _declare(let, Context(Scope({}, {}), _abbreviations(define), {}))
    recurrences = {name: value for name, value in define.items() if not isinstance(value, str)}
    sequences, context = _sequences(recurrences, context)
    hypotheses = tuple((name, _statement(text, context, f"given.{name}")) for name, text in given.items())
    statement = _statement(claim, context, "claim")
    places = [(f"given.{name}", fact) for name, fact in hypotheses]
    places += [(f"define.{one.name}", term) for one in sequences for term in (*one.start, one.step)]
    for where, term in (*places, ("claim", statement)):
        _without_hidden_letters(term, sequences, where)
    return Formal(tuple(context.scope.letters.items()), hypotheses, sequences, statement)


def _without_hidden_letters(statement: Term, sequences: tuple[Sequence, ...], where: str) -> None:
    """Raises StatementError where a letter is bound around a sequence that depends on a letter of that name.

    Readers differ in what `limit(r(5), g, oo)` means where the step of r mentions g.
    """
    for node in walk(statement):
        letter = binder(node)
        if letter is None:
            continue
        named = sequence_names(node)
        hidden = [one.name for one in sequences if one.name in named and letter in depends_on(one, sequences)]
        if hidden:
            raise StatementError(
                f"'{letter}' is bound around '{hidden[0]}', which depends on '{letter}'",
                where=where,
                hint=f"give the bound letter another name, or write '{hidden[0]}' in closed form",
            )


def depends_on(sequence: Sequence, sequences: tuple[Sequence, ...]) -> frozenset[str]:
    """The letters that the values of a sequence depend on, also through other sequences; not its index."""
    known = {one.name: one for one in sequences}
    found: set[str] = set()
    seen: set[str] = set()
    open_ = [sequence.name]
    while open_:
        one = known[open_.pop()]
        seen.add(one.name)
        found |= (free_letters(one.step) - {one.index}).union(*map(free_letters, one.start))
        mentioned = sequence_names(one.step).union(*map(sequence_names, one.start))
        open_ += [name for name in mentioned if name not in seen and name in known]
    return frozenset(found)


def extend(formal: Formal, let: Mapping[str, str], define: Mapping[str, object]) -> Context:
    """The context of `formal`, with further letters declared: what the steps of its derivation are read in."""
    return _declare(let, Context(formal.scope, _abbreviations(define), {}))


def _statement(source: str, context: Context, where: str) -> Term:
    try:
        return parse_statement(source, context)
    except StatementError as problem:
        raise problem.at(where=where) from None


def _declare(let: Mapping[str, str], context: Context) -> Context:
    """The context with these letters. A domain that mentions a letter that comes later is told so."""
    names = list(let)
    for place, (name, source) in enumerate(let.items()):
        try:
            context = _with_declared(context, name, source)
        except StatementError as problem:
            later = [one for one in names[place + 1 :] if problem.message == f"'{one}' is not declared"]
            hint = f"put {later[0]} before {name} in `let`" if later else problem.hint
            raise replace(problem, hint=hint) from None
    return context


def _with_declared(context: Context, name: str, source: str) -> Context:
    if not is_name(name):
        raise StatementError(
            f"'{shown(name)}' cannot be a letter",
            where=f"let.{shown(name)}",
            hint="letters, digits and _, no word of Python: lambda_",
        )
    if name in context.abbreviations:
        raise StatementError(f"'{name}' is defined in `define` too", where=f"let.{name}", hint="rename one")
    if not isinstance(source, str):
        raise StatementError("a domain is a text", where=f"let.{name}", hint="for instance 'real in [0, 1)'")
    try:
        domain = parse_domain(source, context)
    except StatementError as problem:
        raise problem.at(where=f"let.{name}") from None
    scope = _with_sizes(context.scope, domain).with_letter(name, domain)
    return Context(scope, context.abbreviations, context.named)


def _with_sizes(scope: Scope, domain: Domain) -> Scope:
    """The letters that are sizes from 1 on: there are no vectors and matrices without entries, used or not."""
    for size in domain.size:
        its = scope.letters.get(size.name) if isinstance(size, Letter) else None
        known = its.low.at if its is not None and its.low is not None else ZERO
        if its is not None and its.kind == "integer" and isinstance(known, Number) and known.value < 1:
            assert isinstance(size, Letter)
            scope = scope.with_letter(size.name, replace(its, low=Bound(ONE, True)))
    return scope


def _abbreviations(define: Mapping[str, object]) -> dict[str, Abbreviation]:
    found = {}
    for key, value in define.items():
        if isinstance(value, str):
            name, _, rest = key.partition("(")
            parameters = tuple(part.strip() for part in rest.rstrip(") ").split(",") if part.strip())
            names = (name.strip(), *parameters)
            if not all(map(is_name, names)) or len(set(names)) != len(names) or name.strip() in found:
                where = f"define.{shown(key)}"
                raise StatementError(
                    f"'{shown(key)}' is not a definition", where=where, hint="write g or J(y)"
                )
            found[name.strip()] = Abbreviation(name.strip(), parameters, value)
    return found


FIELDS = ("index", "first", "start", "step")


def _field(name: str, recurrence: object, field: str, default: object) -> object:
    if isinstance(recurrence, Mapping):
        unknown = [key for key in recurrence if key not in FIELDS]
        if unknown:
            raise StatementError(
                f"unknown field '{unknown[0]}'", where=f"define.{name}", hint=f"known: {', '.join(FIELDS)}"
            )
        return recurrence.get(field, default)
    return getattr(recurrence, field)


def _sequences(recurrences: Mapping[str, object], context: Context) -> tuple[tuple[Sequence, ...], Context]:
    """Parses the starts first (they fix the shapes), then the steps, which may mention every sequence."""
    shapes: dict[str, Shape] = {}
    starts: dict[str, tuple[Term, ...]] = {}
    for name, recurrence in recurrences.items():
        if not is_name(name):
            raise StatementError(f"'{shown(name)}' cannot be a sequence", where=f"define.{shown(name)}")
        if name in context.scope.letters or name in context.abbreviations:
            raise StatementError(f"'{name}' is a letter or a definition already", where=f"define.{name}")
        texts = _field(name, recurrence, "start", ())
        if isinstance(texts, str) or not isinstance(texts, Listing) or not texts:
            raise StatementError(
                "a sequence needs its first values", where=f"define.{name}", hint='start = ["0"]'
            )
        starts[name] = tuple(_term(str(text), context, f"define.{name}.start") for text in texts)
        shapes[name] = sort_of(starts[name][0], context.scope)
        if (
            any(sort_of(start, context.scope) != shapes[name] for start in starts[name])
            or shapes[name] == TRUTH
        ):
            raise StatementError("the first values differ in size", where=f"define.{name}.start")
    full = Context(Scope(context.scope.letters, shapes), context.abbreviations, context.named)
    found: list[Sequence] = []
    for name, recurrence in recurrences.items():
        found.append(_sequence(name, recurrence, starts[name], full, tuple(found)))
    return tuple(found), full


def _sequence(
    name: str, recurrence: object, start: tuple[Term, ...], context: Context, before: tuple[Sequence, ...]
) -> Sequence:
    where = f"define.{name}"
    index, first = _field(name, recurrence, "index", "t"), _field(name, recurrence, "first", 0)
    step_text = _field(name, recurrence, "step", None)
    if not isinstance(index, str) or not is_name(index):
        raise StatementError("the index is a name", where=f"{where}.index", hint='index = "t"')
    if not isinstance(first, int) or isinstance(first, bool) or abs(first) > 1000:
        raise StatementError("`first` is a whole number of at most 1000", where=f"{where}.first")
    if not isinstance(step_text, str):
        raise StatementError(
            "a sequence needs its step",
            where=where,
            hint=f'step = "... {name}({index}) ..." is {name}({index} + 1)',
        )
    step = _term(step_text, context.with_letter(index, INTEGER), f"{where}.step")
    shape = sort_of(step, context.with_letter(index, INTEGER).scope)
    if shape != context.scope.sequences[name]:
        raise StatementError(f"the step is {describe(shape)}, the start is not", where=f"{where}.step")
    sequence = Sequence(name, index, first, start, step, shape)
    _check_references(sequence, {known.name for known in before})
    return sequence


def _check_references(sequence: Sequence, before: set[str]) -> None:
    """A step may look back as far as its own start reaches, and at `index + 1` only at sequences defined before it."""
    for node in walk(sequence.step):
        if isinstance(node, At):
            back = offset(node.index, sequence.index)
            if back is None or back > 1 or (back == 1 and node.name not in before):
                raise StatementError(
                    f"the step of '{sequence.name}' cannot use {node.name} at that index",
                    where=f"define.{sequence.name}.step",
                    hint=f"{node.name}({sequence.index}), {node.name}({sequence.index} - 1), or at {sequence.index} + 1 one defined before",
                )
            if back <= 0 and node.name == sequence.name and -back >= len(sequence.start):
                raise StatementError(
                    f"the step looks back {1 - back} values, `start` has {len(sequence.start)}",
                    where=f"define.{sequence.name}",
                    hint=f"the step says what {sequence.name}({sequence.index} + 1) is, from {sequence.name}({sequence.index})",
                )


def offset(index: Term, letter: str) -> int | None:
    """k where `index` is `letter + k` or `letter - k` with a whole k, else None."""
    from proofs_check.statement.terms import Apply

    match index:
        case Letter(name=name) if name == letter:
            return 0
        case Apply(op=("add" | "sub") as op, args=(Letter(name=name), Number(value=value))) if name == letter:
            return int(value if op == "add" else -value) if value.denominator == 1 else None
        case _:
            return None


def _term(source: str, context: Context, where: str) -> Term:
    try:
        return parse_term(source, context)
    except StatementError as problem:
        raise problem.at(where=where) from None


__all__ = ["SCALAR", "Formal", "Sequence", "extend", "formalize", "offset"]
