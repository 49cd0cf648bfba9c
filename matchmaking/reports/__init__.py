"""Dashboards, and the report for the authorities as a numbered, frozen snapshot. Reads the features below; writes only
its own rows."""
