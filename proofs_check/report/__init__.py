"""The report: from the JSON record to a page, and to the terminal.

Everything in this package reads the record and nothing else, so that a report can be made from a
record alone, years later and on another machine.

- `proofs_check.report.html`: `render_html`, `write_report`, one self-contained page.
- `proofs_check.report.markdown`: `write_markdown`, a folder of Markdown files for a repository.
- `proofs_check.report.notebook`: `write_notebook`, a Jupyter notebook whose cells judge every claim again (needs nbformat).
- `proofs_check.report.typst_page`: `write_pdf`, a PDF to print and to send (needs typst).
- `proofs_check.report.terminal`: `render_claim`, `render_table`, for a terminal of 80 to 100 columns.

Nothing is imported here, so that the terminal does not load the plotting library.
"""
