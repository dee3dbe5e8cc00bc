"""Charts, strips and maps: numbers -> SVG shapes."""
