"""Charts, strips and maps: numbers -> shapes of SVG."""
