"""How long the engine takes on made-up profiles of any number."""
