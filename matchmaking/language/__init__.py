"""Words of three languages: terms, stems, exact spans and the trilingual lexicon.

Pure: text in, terms out. Nothing here may know Flask, the database, the clock or the matching score.
"""
