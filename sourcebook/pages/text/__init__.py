"""Words, links and Markdown: the texts of pages. May import: rendering."""
