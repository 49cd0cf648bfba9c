"""What is done in the follow-up, in the committee's words. Never commits, never reads the request."""
