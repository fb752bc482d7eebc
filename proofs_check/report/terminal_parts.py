"""Parts of a claim in a terminal: derivation, hypotheses, evidence, mutants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from proofs_check.report.reading import (
    Object,
    count_at,
    number_at,
    object_at,
    objects_at,
    text_at,
    texts_at,
)
from proofs_check.report.table import point_text
from proofs_check.report.words import (
    domain_in_words,
    grouped,
    is_sampled,
    measured,
    spaced,
)

INDENT = 4


def listed(parts: list[str]) -> str:
    """Words with commas and an "and"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}, and {parts[-1]}"


def displayed(formula: str, style: str = "") -> RenderableType:
    """A formula on a line of its own."""
    return Padding(Text(formula, style), (0, 0, 0, INDENT))


def heading(words: str) -> Iterator[RenderableType]:
    """What a part is called, after an empty line."""
    yield Text()
    yield Text(words, "bold underline")


def derivation(claim: Object) -> Iterator[RenderableType]:
    """The numbered lines."""
    steps = objects_at(claim, "derivation")
    if not steps:
        return
    yield from heading("Derivation")
    numbers = {text_at(step, "name"): number for number, step in enumerate(steps, start=1)}
    grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
    grid.add_column(width=4, justify="right")
    grid.add_column(ratio=1)
    for number, step in enumerate(steps, start=1):
        space = (Text(),) if number < len(steps) else ()
        grid.add_row(f"({number})", Group(*_step(step, numbers), *space))
    yield grid


def _step(step: Object, numbers: Mapping[str, int]) -> Iterator[RenderableType]:
    yield Text(text_at(step, "unicode") or text_at(step, "text"), "bold")
    yield from _conditions(step)
    reason = Text(f"{spaced(text_at(step, 'rule'))}. ", "cyan")
    reason.append(text_at(step, "because"), "default not bold")
    used = [_used(use, numbers) for use in objects_at(step, "uses")]
    reason.append(f" Uses {', '.join(used)}." if used else "", "dim")
    yield reason
    yield _checked(step)


def _conditions(step: Object) -> Iterator[RenderableType]:
    """The letters and hypotheses of this line alone."""
    letters = [f"{name} {domain_in_words(str(domain))}" for name, domain in object_at(step, "let").items()]
    if letters:
        yield Text(f"with {listed(letters)}")
    if texts_at(step, "given"):
        yield Text(f"if {listed(list(texts_at(step, 'given')))}")


def _used(use: Object, numbers: Mapping[str, int]) -> str:
    name, kind = text_at(use, "name"), text_at(use, "kind")
    shown = f"({numbers[name]})" if kind == "step" and name in numbers else f"{kind} {name}".strip()
    put = [f"{letter} := {term}" for letter, term in object_at(use, "with").items() if str(term) != letter]
    return f"{shown} [{', '.join(put)}]" if put else shown


def _checked(step: Object) -> Text:
    status = text_at(step, "status")
    trust = text_at(step, "trust")
    if status == "checked":
        return Text(
            f"✓ checked by {', '.join(texts_at(step, 'checked_by'))}{f' [{trust}]' if trust else ''}", "green"
        )
    if status == "cited":
        return Text("¶ cited, not proved", "yellow")
    return Text("✗ not established", "red")


def hypotheses(claim: Object) -> Iterator[RenderableType]:
    """Which hypotheses are needed."""
    found = objects_at(claim, "hypotheses")
    if found:
        yield from heading("Hypotheses")
    for need in found:
        line = Text.assemble("  ", (text_at(need, "unicode"), "bold"), ": ")
        if need.get("needed") is True:
            line.append(f"needed; without it the claim breaks at {point_text(object_at(need, 'witness'))}")
        elif need.get("needed") is False:
            line.append("not needed: the claim is proved without it", "yellow")
        else:
            line.append("whether it is needed was not decided", "dim")
        yield line


def evidence(claim: Object) -> Iterator[RenderableType]:
    """What the exact engines said, and what was run on instances."""
    found = objects_at(claim, "evidence")
    exact = [item for item in found if not is_sampled(text_at(item, "engine"), text_at(item, "outcome"))]
    sampled = [item for item in found if item not in exact]
    instances = object_at(claim, "instances")
    if exact:
        yield from heading("Exact engines")
        yield from (_found(item) for item in exact)
    if sampled or count_at(instances, "tried"):
        yield from heading("Run on instances: a sample, not a proof")
        yield from (_found(item) for item in sampled)
        for run in objects_at(instances, "by_world") or (instances,):
            yield from _run(run)


def _found(item: Object) -> Text:
    detail = text_at(item, "detail")
    return Text(
        f"  {text_at(item, 'engine')}: {spaced(text_at(item, 'outcome'))}{f', {detail}' if detail else ''}"
    )


def _run(run: Object) -> Iterator[RenderableType]:
    if world := text_at(run, "world"):
        yield Padding(Text.assemble((spaced(world), "bold"), f". {text_at(run, 'says')}"), (0, 0, 0, 2))
    counts = [
        f"{grouped(count_at(run, key))} {key}" for key in ("tried", "admissible", "inconclusive", "failed")
    ]
    ratio = number_at(run, "worst_ratio")
    counts += [f"worst ratio {measured(ratio)}"] if ratio is not None else []
    yield displayed(", ".join(counts), "red" if count_at(run, "failed") else "")


def mutants(claim: Object) -> Iterator[RenderableType]:
    """The false neighbours, and what caught each."""
    every = objects_at(claim, "mutants")
    if every:
        yield from heading("Mutants, false neighbours that the check must catch")
    for mutant in every:
        if mutant.get("alive") is True:
            yield Text(f"  ✗ {text_at(mutant, 'id')}: alive, nothing refuted it", "red")
        else:
            yield Text(f"  ✓ {text_at(mutant, 'id')}: caught by {text_at(mutant, 'killed_by')}")
