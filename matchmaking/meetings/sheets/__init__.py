"""What leaves the screen: personal schedules as page, PDF and calendar."""
