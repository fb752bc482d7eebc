"""The outline of what decided a claim, what only sampled it, and what became of its false neighbours; kept apart."""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.report.exact_values import point_of
from proofs_check.report.outline import (
    Block,
    Box,
    Bullets,
    Code,
    Faint,
    Heading,
    Inline,
    Line,
    Maths,
    Paragraph,
    Plain,
    Strong,
    joined,
)
from proofs_check.report.outline_grounds import point_line
from proofs_check.report.reading import Object, count_at, number_at, object_at, objects_at, text_at
from proofs_check.report.section import Section
from proofs_check.report.words import drawn_value, grouped, measured, plural, spaced


def evidence(section: Section, level: int) -> Iterator[Block]:
    """What the exact engines said; then the sample, in a box of its own."""
    if section.decided or section.undecided:
        yield Heading(level, (Plain("Exact engines"),))
        yield Bullets(tuple(map(_outcome, (*section.decided, *section.undecided))))
    instances = object_at(section.claim, "instances")
    if not section.sampled and not count_at(instances, "tried"):
        return
    blocks: list[Block] = [Heading(level, (Plain("Run on instances: a sample, not a proof"),))]
    blocks += [Bullets(tuple(map(_outcome, section.sampled)))] if section.sampled else []
    worlds = objects_at(instances, "by_world")
    blocks += [block for world in worlds for block in _world(world)]
    blocks += [] if worlds else [Paragraph(tally(instances))]
    yield Box("sampled", tuple(blocks))


def _outcome(item: Object) -> Line:
    detail = text_at(item, "detail")
    outcome = Strong(spaced(text_at(item, "outcome")))
    return (Code(text_at(item, "engine")), Plain(" "), outcome, Plain(f": {detail}" if detail else ""))


def _world(world: Object) -> Iterator[Block]:
    says = text_at(world, "says")
    yield Paragraph((Strong(spaced(text_at(world, "world"))), Plain(f": {says}" if says else "")))
    lines: list[Line] = []
    observed, latex = text_at(world, "observes"), text_at(world, "observes_latex")
    if observed or latex:
        compared: Inline = Maths(latex, observed) if latex else Code(observed)
        lines.append((Faint("compared "), compared))
    lines.append(tally(world))
    if first := object_at(world, "first_failure"):
        point = joined((Code(drawn_value(letter, str(value))),) for letter, value in first.items())
        lines.append((Faint("first failure "), *point))
    yield Bullets(tuple(lines))


def tally(run: Object) -> Line:
    """The instance meter in words."""
    counts = [f"{grouped(count_at(run, name))} {name}" for name in ("tried", "admissible", "inconclusive")]
    failed = count_at(run, "failed")
    line: Line = (
        Plain(f"{', '.join(counts)}, "),
        Strong(f"{grouped(failed)} failed") if failed else Plain("0 failed"),
    )
    worst = number_at(run, "worst_ratio")
    if worst is None:
        return line
    return (*line, Faint(f"; worst ratio to the tolerance {measured(worst)}"))


def mutants(section: Section, level: int) -> Iterator[Block]:
    """The false neighbours, and what caught each."""
    every = objects_at(section.claim, "mutants")
    if not every:
        return
    alive = sum(mutant.get("alive") is True for mutant in every)
    caught = f"{len(every) - alive} of {plural(len(every), 'false neighbour')} caught"
    weak = (Strong(f" {alive} alive: the check is too weak."),) if alive else ()
    heading = Heading(level, (Plain("Mutants"),))
    latex = object_at(object_at(section.claim, "statement"), "let_latex")
    yield Box(
        "mutants",
        (
            heading,
            Paragraph((Plain(f"{caught}."), *weak)),
            Bullets(tuple(_mutant(one, latex) for one in every)),
        ),
    )


def _mutant(mutant: Object, let_latex: Object) -> Line:
    said, latex, text = (text_at(mutant, name) for name in ("id", "latex", "claim"))
    shown: Line = (Plain(": "), Maths(latex, text)) if latex or text else ()
    if mutant.get("alive") is True:
        return (Strong(said), *shown, Plain(". "), Strong("Alive: nothing refuted it."))
    killer = text_at(mutant, "killed_by") or "a check that is not named"
    if pairs := point_of(killer.removeprefix("witness ")) if killer.startswith("witness ") else ():
        return (
            Strong(said),
            *shown,
            Plain("."),
            Faint(" Caught by the witness "),
            *point_line(pairs, let_latex),
            Plain("."),
        )
    return (Strong(said), *shown, Plain("."), Faint(f" Caught by {killer}."))
