"""Records, claims and questions -> views. May import: views and what is above."""
