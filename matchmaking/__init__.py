"""The matchmaking platform between Mali and Algeria."""
