"""What is wrong with a file or a row, in the organizers' words."""

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

ROW_PROBLEMS = {
    "missing": _l("is missing"),
    "too_long": _l("is too long"),
    "not_text": _l("is not a text"),
    "not_a_list": _l("is not a list"),
    "unknown_code": _l("is not one of the allowed values"),
    "unknown_field": _l("is not a column that we know"),
    "not_yes_or_no": _l("is neither yes nor no"),
    "not_a_year": _l("is not a year"),
    "not_a_date": _l("is not a date (31/12/2026)"),
    "not_an_amount": _l("is not an amount"),
    "not_a_country": _l("is not a country code of two letters"),
    "not_an_address": _l("is not a web address"),
    "not_an_email": _l("is not an e-mail address"),
    "not_a_phone": _l("is not a phone number"),
    "missing_currency": _l("is missing beside an amount"),
    "range_reversed": _l("is less than the minimum"),
    "already_there": _l("stands on the platform already, or twice in the file"),
    "bad_key": _l("may hold letters, digits, dots and dashes only, 32 at most"),
}
