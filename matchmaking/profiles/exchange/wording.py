"""What is wrong with a file as a whole, in the organizers' words; for single values see `profiles.labels`."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

FILE_PROBLEMS = {
    "wrong_type": _l("This kind of file cannot be read. Send a .xlsx, .csv or .json file."),
    "empty": _l(
        "The file holds no organisation. The first row gives the column names, each further row one organisation."
    ),
    "not_utf8": _l("The file is not UTF-8 text. Save it again as UTF-8."),
    "broken_json": _l("The JSON is broken: a comma, a quote or a bracket is missing."),
    "broken_csv": _l("The CSV is broken: a quote that opens is never closed, most of the time."),
    "broken_xlsx": _l("The workbook cannot be opened. Open it in your spreadsheet and save it again as .xlsx."),
    "too_large": _l("The workbook is too large once unpacked. Keep only the sheet of the organisations."),
    "too_many_rows": _l("The file holds too many organisations for one import. Cut it in two."),
    "not_a_list_of_profiles": _l("The JSON must be a list of organisations."),
    "doubled_column": _l("Two columns have the same name. Rename or remove one of them."),
    "no_name_column": _l("No column is called “name”. The first row must give the names of the columns."),
}
