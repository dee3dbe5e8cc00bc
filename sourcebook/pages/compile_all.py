"""python -m sourcebook.pages.compile_all: keeps the code of all templates."""

from __future__ import annotations

from sourcebook.pages.templating import Templates

if __name__ == "__main__":
    Templates().compile_all()
