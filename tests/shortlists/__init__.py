"""What an organisation keeps for a closer look."""
