"""Duplicate organisations: finding and merging them."""
