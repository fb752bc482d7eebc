"""A claim in a terminal of 80 to 100 columns, like a page of a textbook; the table of claims is in `table`.

Everything is built of rich's `Text`, never of its markup, so that text of strangers stays text; `reading.cleaned` has taken
the control characters out. Colour is left to the console: with NO_COLOR the words and signs say the same.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from proofs_check.report.reading import (
    Object,
    cleaned_object,
    count_at,
    number_at,
    object_at,
    objects_at,
    text_at,
    texts_at,
)
from proofs_check.report.table import point_text, render_table, verdict_text
from proofs_check.report.words import (
    adds_to,
    domain_in_words,
    grouped,
    is_sampled,
    measured,
    member_word,
    spaced,
    trust_named,
)

__all__ = ["render_claim", "render_table"]

WIDTH = 96
_INDENT = 4


def render_claim(claim: Mapping[str, object]) -> RenderableType:
    """A claim of the record as a page for the terminal, at most 96 columns wide."""
    return Constrain(Group(*_claim(cleaned_object(claim))), WIDTH)


# One claim


def _claim(claim: Object) -> Iterator[RenderableType]:
    yield Text(text_at(claim, "title") or text_at(claim, "id"), "bold")
    yield Text(_origin(claim), "dim")
    yield Rule(style="dim", characters="─")
    yield from _body(claim)
    yield Text()
    yield Text.assemble(("Reproduce with  ", "dim"), f"theory check {shlex.quote(text_at(claim, 'id'))}")


def _origin(claim: Object) -> str:
    source = object_at(claim, "source")
    citation, place = text_at(source, "citation") or text_at(source, "key"), text_at(source, "place")
    cited = ", ".join(part for part in (citation, place) if part)
    return "  ·  ".join(part for part in (text_at(claim, "id"), cited) if part)


def _body(claim: Object) -> Iterator[RenderableType]:
    """Everything below the heading; a reading and a correction are written in the same way."""
    if says := text_at(claim, "says"):
        yield Text(says, "italic")
    yield from _statement(object_at(claim, "statement"))
    yield Text()
    yield _judged(claim)
    if about := text_at(claim, "about"):
        yield Text()
        yield Text.assemble(("What the letters stand for. ", "bold"), about)
    yield from _witness(claim)
    yield from _derivation(claim)
    yield from _hypotheses(claim)
    yield from _repair(claim)
    yield from _readings(claim)
    yield from _evidence(claim)
    yield from _mutants(claim)


def _judged(claim: Object) -> RenderableType:
    trust = trust_named(text_at(claim, "trust"))
    line = verdict_text(claim)
    if trust is not None:
        line.append(f"  [{trust.key}: {trust.meaning}]", "not bold dim")
    return Group(line, Padding(Text(text_at(claim, "reason")), (0, 0, 0, 2)))


def _statement(statement: Object) -> Iterator[RenderableType]:
    shown = text_at(statement, "unicode") or text_at(statement, "claim")
    if not shown:
        return
    yield Text()
    declared = [
        f"{name} be {domain_in_words(str(domain))}" for name, domain in object_at(statement, "let").items()
    ]
    if declared:
        yield Text(f"Let {_listed(declared)}.")
    for name, recurrence in _shown(statement, "define"):
        yield Text(f"Define {name} by")
        yield _displayed(recurrence)
    for name, hypothesis in _shown(statement, "given"):
        yield Text.assemble("Suppose ", (hypothesis, "bold"), (f"   ({spaced(name)})", "dim"))
    yield Text("Then" if declared else "The text says")
    yield Text()
    yield _displayed(shown, "bold")


def _shown(statement: Object, field: str) -> Iterator[tuple[str, str]]:
    """The entries of `given` or `define`, in Unicode where the record has it."""
    unicode = object_at(statement, f"{field}_unicode")
    for name in object_at(statement, field):
        yield name, text_at(unicode, name) or text_at(object_at(statement, field), name)


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}, and {parts[-1]}"


def _displayed(formula: str, style: str = "") -> RenderableType:
    return Padding(Text(formula, style), (0, 0, 0, _INDENT))


def _heading(words: str) -> Iterator[RenderableType]:
    yield Text()
    yield Text(words, "bold underline")


def _witness(claim: Object) -> Iterator[RenderableType]:
    point, detail = object_at(claim, "counterexample"), object_at(claim, "counterexample_detail")
    if not point and not detail:
        return
    yield from _heading("Smallest witness")
    yield _displayed(point_text(point), "bold")
    if explanation := text_at(detail, "explanation"):
        yield Text(explanation)
    for side in objects_at(detail, "sides"):
        approximation = text_at(side, "approx")
        about = f"  ≈ {approximation}" if adds_to(approximation, text_at(side, "value")) else ""
        shown = text_at(side, "unicode") or text_at(side, "text")
        yield _displayed(f"{shown}  =  {text_at(side, 'value')}{about}")
    if rechecked := text_at(detail, "rechecked_by"):
        yield Text(
            f"Found by search ({spaced(text_at(detail, 'found_by'))}), evaluated again by {rechecked}.", "dim"
        )


def _derivation(claim: Object) -> Iterator[RenderableType]:
    steps = objects_at(claim, "derivation")
    if not steps:
        return
    yield from _heading("Derivation")
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
        yield Text(f"with {_listed(letters)}")
    if texts_at(step, "given"):
        yield Text(f"if {_listed(list(texts_at(step, 'given')))}")


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


def _hypotheses(claim: Object) -> Iterator[RenderableType]:
    found = objects_at(claim, "hypotheses")
    if found:
        yield from _heading("Hypotheses")
    for need in found:
        line = Text.assemble("  ", (text_at(need, "unicode"), "bold"), ": ")
        if need.get("needed") is True:
            line.append(f"needed; without it the claim breaks at {point_text(object_at(need, 'witness'))}")
        elif need.get("needed") is False:
            line.append("not needed: the claim is proved without it", "yellow")
        else:
            line.append("whether it is needed was not decided", "dim")
        yield line


def _repair(claim: Object) -> Iterator[RenderableType]:
    mended = object_at(claim, "repair")
    if not mended:
        return
    yield from _heading("Corrected statement")
    record = object_at(mended, "record")
    if record:
        yield Padding(Group(*_body({**record, "says": text_at(mended, "says")})), (0, 0, 0, 2))
        return
    yield Text(text_at(mended, "says"), "italic")
    for name, hypothesis in object_at(mended, "given").items():
        yield Text.assemble("Suppose ", (str(hypothesis), "bold"), (f"   ({spaced(name)})", "dim"))
    yield _displayed(text_at(mended, "unicode") or text_at(mended, "claim"), "bold")
    yield _judged(mended)


def _readings(claim: Object) -> Iterator[RenderableType]:
    for number, reading in enumerate(objects_at(claim, "readings"), start=1):
        yield from _heading(
            f"{member_word(claim)} {number}: {text_at(reading, 'title') or text_at(reading, 'id')}"
        )
        yield Padding(Group(*_body(reading)), (0, 0, 0, 2))


def _evidence(claim: Object) -> Iterator[RenderableType]:
    evidence = objects_at(claim, "evidence")
    exact = [item for item in evidence if not is_sampled(text_at(item, "engine"), text_at(item, "outcome"))]
    sampled = [item for item in evidence if item not in exact]
    instances = object_at(claim, "instances")
    if exact:
        yield from _heading("Exact engines")
        yield from (_found(item) for item in exact)
    if sampled or count_at(instances, "tried"):
        yield from _heading("Run on instances: a sample, not a proof")
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
    yield _displayed(", ".join(counts), "red" if count_at(run, "failed") else "")


def _mutants(claim: Object) -> Iterator[RenderableType]:
    mutants = objects_at(claim, "mutants")
    if mutants:
        yield from _heading("Mutants, false neighbours that the check must catch")
    for mutant in mutants:
        if mutant.get("alive") is True:
            yield Text(f"  ✗ {text_at(mutant, 'id')}: alive, nothing refuted it", "red")
        else:
            yield Text(f"  ✓ {text_at(mutant, 'id')}: caught by {text_at(mutant, 'killed_by')}")
