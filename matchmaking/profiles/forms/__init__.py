"""The forms of the profile pages: the member's steps, and the organizers' desk."""
