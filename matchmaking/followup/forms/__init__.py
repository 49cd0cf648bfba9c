"""What is posted to the follow-up; every deciding form carries the version its page showed."""
