"""What leaves the screen: personal schedules as page, PDF and calendar, and the print pack of the evening before."""
