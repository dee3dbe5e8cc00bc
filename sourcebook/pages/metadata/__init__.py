"""Metadata for machines: JSON-LD, descriptions, previews, feeds."""
