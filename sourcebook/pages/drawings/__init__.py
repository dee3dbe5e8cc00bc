"""Charts, strips and maps: numbers -> SVG. May import: text, rendering."""
