"""The pages of entities, events, sources and questions."""
