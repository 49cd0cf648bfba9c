"""What can be done to a request, in the verbs of the people who do it. Nothing here commits."""
