"""How many false neighbours of the catalogue's claims the checker refutes, leaves open, or (never) proves.

Run `python -m tests.bench.mutation_score [COUNT|all] [SEED]`. Every statement of the catalogue, as printed and repaired, is
changed in one place, mechanically: a sign, a factor, the strictness or the direction of a relation, an index, a bound, or a
hypothesis less. The checker judges the statement alone, without derivation and experiment. A mutant is really false where an exact
point breaks it: one that the checker reports, or one that a longer search finds, by the second evaluator alone. Status 1 where a
mutant is proved that is false.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace

from proofs_check.engines.processor_time import OutOfTime, at_most
from proofs_check.goal import Budget
from proofs_check.run import Limits, Task, run
from proofs_check.settings import QUICK, Settings
from proofs_check.statement.claim import Claim, Entry
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.errors import StatementError
from proofs_check.statement.terms import (
    ONE,
    Apply,
    At,
    Compare,
    Number,
    Quantified,
    Sum,
    Term,
    apply,
    children,
    rebuild,
)
from proofs_check.statement.text import domain_text, text
from proofs_check.witness.recheck import fault_at
from proofs_check.witness.search import admissible_points
from theory.catalog import TOPICS

SECONDS = 10  # of processor time a mutant; what takes longer counts as left open
SETTINGS = Settings(QUICK)
LONGER = Budget(search_points=20_000)
SECONDS_OF_SEARCH = 30  # of processor time for the longer search of a mutant
POINTS = 400
STRICT = {"<=": "<", "<": "<=", ">=": ">", ">": ">="}
TURNED = {"<=": ">=", "<": ">", ">=": "<=", ">": "<"}


@dataclass(frozen=True)
class Mutation:
    """A kind of change: from a node to the nodes that may stand in its place."""

    name: str
    of: Callable[[Term], tuple[Term, ...]]


def signs(term: Term) -> tuple[Term, ...]:
    """a + b for a - b and the reverse."""
    match term:
        case Apply(op=("add" | "sub") as op, args=args) if len(args) == 2:
            return (apply("sub" if op == "add" else "add", *args),)
        case Apply(op="neg", args=(inner,)):
            return (inner,)
    return ()


def factors(term: Term) -> tuple[Term, ...]:
    """Twice and half of a number."""
    match term:
        case Number(value=value) if value:
            return Number(2 * value), Number(value / 2)
    return ()


def strictness(term: Term) -> tuple[Term, ...]:
    """A weak relation for the strict one and the reverse."""
    match term:
        case Compare(relation=relation, left=left, right=right) if relation in STRICT:
            return (Compare(STRICT[relation], left, right),)
    return ()


def directions(term: Term) -> tuple[Term, ...]:
    """The relation the other way round; the sides of an equality compared by <."""
    match term:
        case Compare(relation=relation, left=left, right=right) if relation in TURNED:
            return (Compare(TURNED[relation], left, right),)
        case Compare(relation="==", left=left, right=right):
            return (Compare("<", left, right),)
    return ()


def indices(term: Term) -> tuple[Term, ...]:
    """The index of a sequence's value or of an entry one further, or one back."""
    match term:
        case At(name=name, index=index):
            return At(name, apply("add", index, ONE)), At(name, apply("sub", index, ONE))
        case Apply(op="entry", args=(base, index)):
            return apply("entry", base, apply("add", index, ONE)), apply(
                "entry", base, apply("sub", index, ONE)
            )
    return ()


def bounds(term: Term) -> tuple[Term, ...]:
    """A sum or product that begins one later or ends one sooner; a quantifier over the interval with an end turned."""
    match term:
        case Sum(low=low, high=high):
            return replace(term, low=apply("add", low, ONE)), replace(term, high=apply("sub", high, ONE))
        case Quantified(domain=domain):
            return tuple(replace(term, domain=other) for other in other_ends(domain))
    return ()


MUTATIONS = (
    Mutation("sign", signs),
    Mutation("factor", factors),
    Mutation("strictness", strictness),
    Mutation("direction", directions),
    Mutation("index", indices),
    Mutation("bound", bounds),
)


def other_ends(domain: Domain) -> tuple[Domain, ...]:
    """The domain with an open end closed or a closed one opened, and with an end given up."""
    found: list[Domain] = []
    if domain.low is not None:
        found += [replace(domain, low=Bound(domain.low.at, not domain.low.closed)), replace(domain, low=None)]
    if domain.high is not None:
        found += [
            replace(domain, high=Bound(domain.high.at, not domain.high.closed)),
            replace(domain, high=None),
        ]
    return tuple(found)


def changed(term: Term, mutation: Mutation) -> Iterator[Term]:
    """The term with one of its nodes replaced, for every node and replacement."""
    yield from mutation.of(term)
    parts = children(term)
    for place, part in enumerate(parts):
        for other in changed(part, mutation):
            yield rebuild(term, (*parts[:place], other, *parts[place + 1 :]))


def statements() -> Iterator[tuple[Claim, str]]:
    """Every statement of the catalogue that is judged by proof, as printed and repaired, bare, with its topic."""
    for topic, subjects in TOPICS:
        for subject in subjects:
            for claim in subject.members if isinstance(subject, Entry) else (subject,):
                if isinstance(claim, Claim) and claim.scope != "empirical":
                    yield bare(claim), topic
                    if claim.repair is not None and claim.repair.scope != "empirical":
                        yield bare(claim.repaired()), topic


def bare(claim: Claim) -> Claim:
    """The statement without everything that only helps to judge it."""
    return replace(
        claim,
        scope="whole",
        derivation=None,
        experiments=(),
        mutants=(),
        repair=None,
        figures=None,
        refutation=None,
    )


def mutants(claim: Claim) -> Iterator[tuple[str, Claim]]:
    """Every mutant with its kind; what cannot be read is none."""
    formal = claim.formal
    given = {name: text(term) for name, term in formal.given}
    let = dict(claim.let)
    for mutation in MUTATIONS:
        for other in changed(formal.claim, mutation):
            yield mutation.name, replace(claim, claim=text(other), given=given)
    for name in given:
        rest = {key: value for key, value in given.items() if key != name}
        yield "hypothesis", replace(claim, claim=text(formal.claim), given=rest)
    for name, domain in formal.letters:
        if domain.is_scalar:
            for ends in other_ends(domain):
                bounds = {**let, name: domain_text(ends)}
                mutant = replace(claim, claim=text(formal.claim), given=given, let=bounds)
                # a size starts at 1, whatever its domain says
                if not is_readable(mutant) or mutant.formal.letters != formal.letters:
                    yield "bound", mutant


def drawn(count: int | None, seed: int) -> list[tuple[str, Claim, str]]:
    """Kind, mutant and topic of `count` mutants, or of all: one statement and one of its kinds at a time."""
    chance = random.Random(seed)
    by_statement: list[tuple[str, Mapping[str, list[Claim]]]] = []
    for claim, topic in statements():
        kinds: dict[str, list[Claim]] = {}
        for kind, mutant in mutants(claim):
            if is_readable(mutant):
                kinds.setdefault(kind, []).append(mutant)
        if kinds:
            by_statement.append((topic, kinds))
    every = [
        (kind, m, topic) for topic, kinds in by_statement for kind, found in kinds.items() for m in found
    ]
    if count is None or count >= len(every):
        return numbered(every)
    chosen: dict[str, tuple[str, Claim, str]] = {}
    while len(chosen) < count:
        topic, choices = chance.choice(by_statement)
        kind = chance.choice(sorted(choices))
        mutant = chance.choice(choices[kind])
        chosen[f"{mutant.id} {mutant.claim} {mutant.let} {mutant.given}"] = (kind, mutant, topic)
    return numbered(list(chosen.values()))


def numbered(found: list[tuple[str, Claim, str]]) -> list[tuple[str, Claim, str]]:
    return [
        (kind, replace(m, id=f"{m.id}__{number}", expect=""), t) for number, (kind, m, t) in enumerate(found)
    ]


def is_readable(claim: Claim) -> bool:
    """Whether the mutant is a statement of the language at all."""
    try:
        _ = claim.formal
    except (StatementError, RecursionError):
        return False
    return True


def breaks(claim: Claim) -> bool:
    """Whether the second evaluator finds the claim false or undefined at one of many admissible points, in the time that it has."""
    try:
        with at_most(SECONDS_OF_SEARCH):
            points = admissible_points(claim.formal, LONGER, POINTS, seed=7)
            return any(fault_at(claim.formal, point) is not None for point in points)
    except OutOfTime:
        return False


def main(arguments: list[str]) -> int:
    """Judges the mutants and prints what became of the false ones, by kind; interrupted, of those that were done."""
    count = None if arguments[:1] == ["all"] else int(arguments[0]) if arguments else 300
    found = drawn(count, int(arguments[1]) if len(arguments) > 1 else 0)
    verdicts = judged(found)
    known = [(kind, mutant, verdicts[mutant.id]) for kind, mutant, _ in found if mutant.id in verdicts]
    broken = broken_ones([mutant for _, mutant, verdict in known if verdict != "refuted"])
    print(f"{len(known)} of {len(found)} drawn")
    return report([(kind, mutant, fate(verdict, mutant.id in broken)) for kind, mutant, verdict in known])


def judged(found: list[tuple[str, Claim, str]]) -> dict[str, str]:
    """The verdicts of the mutants that were judged before the end, or before an interruption, by id."""
    tasks = tuple(Task(mutant, topic) for _, mutant, topic in found)
    verdicts: dict[str, str] = {}

    def tell(event: str, number: int, record: Mapping[str, object] | None) -> None:
        if event == "finished" and record is not None:
            verdicts[tasks[number].subject.id] = str(record["verdict"])
            if len(verdicts) % 25 == 0:
                print(f"{len(verdicts)} of {len(tasks)}", file=sys.stderr, flush=True)

    with suppress(KeyboardInterrupt):
        run(tasks, SETTINGS, os.cpu_count() or 1, Limits(seconds=SECONDS), tell)
    return verdicts


def broken_ones(mutants: list[Claim]) -> set[str]:
    """The ids of those that an exact point breaks."""
    with ProcessPoolExecutor() as pool:
        return {m.id for m, bad in zip(mutants, pool.map(breaks, mutants), strict=True) if bad}


def fate(verdict: str, is_broken: bool) -> str:
    """'refuted' and 'missed' are false; 'WRONG' is proved and false; 'true' is proved; of 'open' nothing is known."""
    if verdict == "refuted":
        return "refuted"
    if is_broken:
        return "WRONG" if verdict == "proved" else "missed"
    return "true" if verdict == "proved" else "open"


def report(fates: list[tuple[str, Claim, str]]) -> int:
    """The table, the missed ones by name, and the status."""
    kinds = sorted({kind for kind, _, _ in fates})
    for kind in (*kinds, "all"):
        counts = Counter(end for name, _, end in fates if kind in (name, "all"))
        false = counts["refuted"] + counts["missed"] + counts["WRONG"]
        share = f"{counts['refuted']}/{false} false ones refuted"
        rest = f"{counts['missed']} missed, {counts['WRONG']} proved; {counts['true']} true, {counts['open']} open"
        print(f"{kind:12} {share}, {rest}")
    for end in ("WRONG", "missed", "open"):
        for kind, mutant, what in fates:
            if what == end:
                print(f"{end}: {mutant.id} ({kind}): {mutant.claim}")
    return int(any(end == "WRONG" for _, _, end in fates))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
