"""python -m sourcebook.pages.rendering.compile_all: precompiles all templates."""

from sourcebook.pages.rendering.templates import Templates

if __name__ == "__main__":
    Templates().compile_all()
