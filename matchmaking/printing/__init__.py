"""From HTML to PDF, and from a table to a workbook: the one room that knows WeasyPrint, its fonts and what a page on
paper may load.

Ground floor: knows no feature. Features render a template on `layouts/paper.html` and hand the text to `pdf.make_pdf`.
"""

from flask import Flask, render_template
from flask.typing import ResponseReturnValue

from matchmaking.printing.pdf import PrintingUnavailable


def init_app(app: Flask) -> None:
    """Register the command that tries the printing, and the page that says what it lacks."""
    from matchmaking.printing import commands

    app.cli.add_command(commands.printing)
    app.register_error_handler(PrintingUnavailable, _unavailable)


def _unavailable(_error: PrintingUnavailable) -> ResponseReturnValue:
    return render_template("printing/unavailable.html"), PrintingUnavailable.status
