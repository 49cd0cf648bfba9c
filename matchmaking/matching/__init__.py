"""Who should meet whom across the border, and why."""
