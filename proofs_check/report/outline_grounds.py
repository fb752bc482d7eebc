"""The outline of what a verdict rests on: the witness, the derivation, and which hypotheses are needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proofs_check.report.exact_values import letter_inline, value_inline
from proofs_check.report.fault import fault_line
from proofs_check.report.outline import (
    Block,
    Box,
    Bullets,
    Code,
    Display,
    Faint,
    Heading,
    Inline,
    Line,
    Link,
    Maths,
    Paragraph,
    Plain,
    Proof,
    ProofStep,
    Strong,
    joined,
)
from proofs_check.report.reading import Object, object_at, objects_at, text_at, texts_at
from proofs_check.report.section import Section, Step, Use
from proofs_check.report.words import adds_to, spaced


def grounds(section: Section, level: int) -> Iterator[Block]:
    """Witness, derivation, and which hypotheses are needed."""
    yield from witness(section, level)
    yield from derivation(section, level)
    yield from hypotheses(section, level)


def witness_point(section: Section) -> Line:
    """The letters of a counterexample and their exact values."""
    latex = object_at(object_at(section.claim, "statement"), "let_latex")
    return point_line(section.point.items(), latex)


def point_line(pairs: Iterable[tuple[str, object]], latex: Object) -> Line:
    """Letters and their exact values; `latex` has the declarations of the letters."""
    return joined(
        (letter_inline(name, text_at(latex, name)), Plain(" = "), value_inline(str(value)))
        for name, value in pairs
    )


def witness(section: Section, level: int) -> Iterator[Block]:
    """The point that breaks the claim, with both sides."""
    detail = section.detail
    point = witness_point(section)
    if not point and not detail:
        return
    blocks: list[Block] = [Heading(level, (Plain("Smallest witness"),))]
    blocks += [Paragraph((Plain("At "), *point, Plain(".")))] if point else []
    if said := fault_line(detail, sides=False):
        blocks.append(Paragraph(said))
    if sides := tuple(map(_side, objects_at(detail, "sides"))):
        blocks.append(Bullets(sides))
    notes = ["A term is undefined there."] if text_at(detail, "fault") == "undefined" else []
    notes += [f"Found by {spaced(by)}."] if (by := text_at(detail, "found_by")) else []
    notes += [f"Evaluated again by {by}."] if (by := text_at(detail, "rechecked_by")) else []
    blocks += [Paragraph((Plain(" ".join(notes)),), "note")] if notes else []
    yield Box("witness", tuple(blocks))


def _side(side: Object) -> Line:
    value, approximation = text_at(side, "value"), text_at(side, "approx")
    latex, text = text_at(side, "latex"), text_at(side, "text")
    said: Line = (
        (Maths(latex, text), Plain(" = "))
        if (latex or text) and text != value
        else (Plain("the other side: "),)
    )
    if value == "undefined":
        return (Maths(latex, text), Plain(" is undefined"))
    about = (Faint(f" ≈ {approximation}"),) if adds_to(approximation, value) else ()
    return (*said, value_inline(value), *about)


def derivation(section: Section, level: int) -> Iterator[Block]:
    """The numbered lines."""
    if section.steps:
        yield Heading(level, (Plain("Derivation"),))
        yield Proof(tuple(map(_step, section.steps)))


def _step(step: Step) -> ProofStep:
    inner = step.step
    status = text_at(inner, "status")
    status = status if status in ("checked", "cited", "failed") else "failed"
    by = ", ".join(texts_at(inner, "checked_by")) or "no engine named"
    said = {"checked": f"✓ checked by {by}", "cited": "cited, not proved", "failed": "✗ not established"}[
        status
    ]
    trust = (Faint(f" ({step.trust.key})"),) if step.trust else ()
    latex, text = text_at(inner, "latex"), text_at(inner, "text")
    in_words = text_at(inner, "rule") == "reduction" and not latex
    return ProofStep(
        step.number,
        step.anchor,
        Display(latex, text),
        text if in_words else "",
        tuple(_why(step)),
        status,
        (Plain(said), *trust),
    )


def _why(step: Step) -> Iterator[Inline]:
    inner = step.step
    yield Strong(f"{spaced(text_at(inner, 'rule'))}. ".capitalize() if text_at(inner, "rule") else "")
    yield Plain(text_at(inner, "because"))
    if step.uses:
        yield Plain(" Uses ")
        yield from joined(_used(use) for use in step.uses)
        yield Plain(".")
    if letters := object_at(inner, "let"):
        yield Plain(" With ")
        yield from joined((Code(f"{letter}: {domain}"),) for letter, domain in letters.items())
        yield Plain(".")
    latex = texts_at(inner, "given_latex")
    for number, condition in enumerate(texts_at(inner, "given")):
        yield Plain(" Suppose ")
        yield Maths(latex[number] if number < len(latex) else "", condition)
        yield Plain(".")


def _used(use: Use) -> Line:
    kind = "" if use.kind in ("step", "") else f"{use.kind} "
    put = (Plain(" "), Code(f"[{use.put}]")) if use.put else ()
    return (Link(use.anchor, f"{kind}{use.name if use.anchor else spaced(use.name)}"), *put)


def hypotheses(section: Section, level: int) -> Iterator[Block]:
    """Of a proved claim: what breaks without each hypothesis."""
    needs = objects_at(section.claim, "hypotheses")
    if needs:
        yield Heading(level, (Plain("Hypotheses: is each one needed?"),))
        latex = object_at(object_at(section.claim, "statement"), "let_latex")
        yield Bullets(tuple(_need(need, latex) for need in needs))


def _need(need: Object, declared_latex: Object) -> Line:
    shown = Maths(text_at(need, "latex"), text_at(need, "unicode"))
    if need.get("needed") is True:
        point = point_line(object_at(need, "witness").items(), declared_latex)
        return (shown, Plain(" is "), Strong("needed"), Plain(": without it the claim breaks at "), *point)
    if need.get("needed") is False:
        return (shown, Plain(" is "), Strong("not needed"), Plain(": the claim is proved without it"))
    return (shown, Faint(": whether it is needed was not decided"))
