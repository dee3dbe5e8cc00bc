"""What machines are given: JSON-LD, descriptions, previews, feeds."""
