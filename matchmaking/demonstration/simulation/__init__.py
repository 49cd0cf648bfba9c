"""A year of an invented round table, played through the product's own operations.

Everything that is left to chance comes from one `random.Random(seed)`, and every happening has its own moment: nothing
here waits, and nothing writes what an operation writes.
"""
