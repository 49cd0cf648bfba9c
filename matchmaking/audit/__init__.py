"""What was done, by whom, when: append-only events of all features."""
