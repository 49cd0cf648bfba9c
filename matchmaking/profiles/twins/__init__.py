"""Profiles that may be one organisation: found, looked at by organizers, and merged without losing anything."""
