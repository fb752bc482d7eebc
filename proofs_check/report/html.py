"""The report as HTML that needs nothing else: `render_html`, one page, `render_pages`, several, and `write_report`.

The page holds its style sheet, its script, its font and its figures, and forbids the browser by a content policy to load
anything or to run any script but its own. It opens from disk, prints, and works without the script, save the filters.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from proofs_check.report import reading, words
from proofs_check.report.compare import compared
from proofs_check.report.compared_pairs import LEAD, compared_pairs, counted_pairs, title_of_pairs
from proofs_check.report.errata import correction_of, lead_of
from proofs_check.report.exact_values import point_of
from proofs_check.report.fault import fault_line
from proofs_check.report.figure import svg_figure
from proofs_check.report.font import FAMILY, font_face
from proofs_check.report.graph import Graph, graph_of
from proofs_check.report.graph_svg import graph_svg
from proofs_check.report.mathml import display_math, inline_math
from proofs_check.report.pages import INDEX, Sheets, one_sheet, sheets_by_topic, title_of
from proofs_check.report.reading import Object
from proofs_check.report.section import anchor_part
from proofs_check.report.values import equation_math, value_math
from proofs_check.report.view import Page, links_of, page_of

_MATH_PLACEHOLDER = "/* font of the formulas */"


def render_html(record: Mapping[str, object], since: Mapping[str, object] | None = None) -> str:
    """The report of a record (schema 1) as one self-contained HTML page; the same record gives the same text.

    since: an earlier record; what changed since then gets a section. Raises ValueError if a record has another schema
    or no list of claims.
    """
    opened = reading.opened(record)
    page = page_of(opened)
    return dict(_rendered(opened, page, one_sheet(page), since))[INDEX]


def render_pages(
    record: Mapping[str, object], since: Mapping[str, object] | None = None
) -> Iterator[tuple[str, str]]:
    """The report as several pages, (file name, text): the front page first, then one for each topic.

    Raises ValueError as `render_html` does.
    """
    opened = reading.opened(record)
    page = page_of(opened)
    return _rendered(opened, page, sheets_by_topic(page), since)


def write_report(
    record: Mapping[str, object],
    out_dir: Path,
    pages: bool = False,
    since: Mapping[str, object] | None = None,
) -> Path:
    """Writes the report of a record to `out_dir`/index.html and returns that path; makes the directory if needed.

    pages: a front page and a page for each topic instead of one. Raises ValueError as `render_html` does, and OSError
    where the directory cannot be written.
    """
    files = render_pages(record, since) if pages else iter([(INDEX, render_html(record, since))])
    out_dir.mkdir(parents=True, exist_ok=True)
    for name, text in files:
        (out_dir / name).write_bytes(text.encode("utf-8"))
    return out_dir / INDEX


def _rendered(
    opened: Object, page: Page, sheets: Sheets, since: Mapping[str, object] | None
) -> Iterator[tuple[str, str]]:
    environment = _environment()
    template = environment.get_template("page.html")
    script = _source(environment, "report.js")
    graph = graph_of(page)
    links = links_of(page)
    pairs = compared_pairs(opened, page)
    for sheet in sheets.sheets:
        here = partial(sheets.address, here=sheet.file)
        text = template.render(
            record=opened,
            page=page,
            sheet=sheet,
            sheets=sheets,
            href=here,
            graph=graph if sheet.front else Graph((), ()),
            graph_drawing=graph_svg(graph, here) if sheet.front else "",
            comparison=compared(since, opened) if since is not None and sheet.front else None,
            links=links,
            pairs=pairs,
            script=Markup(script),
            script_hash=_policy_hash(script),
            font=Markup(_MATH_PLACEHOLDER),
            math_family=FAMILY,
        )
        yield sheet.file, text.replace(_MATH_PLACEHOLDER, font_face(_characters_of_formulas(text)), 1)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("proofs_check.report"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "inline_math": inline_math,
        "display_math": display_math,
        "value_math": value_math,
        "spaced": words.spaced,
        "grouped": words.grouped,
        "measured": words.measured,
        "anchor_part": anchor_part,
    }
    environment.globals |= {
        "equation_math": equation_math,
        "point_of": point_of,
        "fault_line": fault_line,
        "correction_of": correction_of,
        "errata_lead": lead_of,
        "counted_pairs": counted_pairs,
        "title_of_pairs": title_of_pairs,
        "pairs_lead": LEAD,
        "svg_figure": svg_figure,
        "adds_to": words.adds_to,
        "drawn_value": words.drawn_value,
        "plural": words.plural,
        "verdict_named": words.verdict_named,
        "trust_named": words.trust_named,
        "title_of": title_of,
        "text_at": reading.text_at,
        "object_at": reading.object_at,
        "objects_at": reading.objects_at,
        "texts_at": reading.texts_at,
        "count_at": reading.count_at,
        "number_at": reading.number_at,
    }
    return environment


def _source(environment: Environment, name: str) -> str:
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def _policy_hash(script: str) -> str:
    """The script's hash in the form that a content policy wants."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _characters_of_formulas(page: str) -> frozenset[str]:
    """The characters that stand inside `<math>` elements, tags and entities left out."""
    shown: set[str] = set()
    for formula in page.split("<math")[1:]:
        shown.update(Markup(f"<math{formula.partition('</math>')[0]}").striptags())
    return frozenset(character for character in shown if not character.isspace())
