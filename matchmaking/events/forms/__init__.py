"""What organizers and participants send about an event."""
