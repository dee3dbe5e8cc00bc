"""Records, claims and questions -> views."""
