"""Passages in another language: the states, the road of one, and what readers see."""
