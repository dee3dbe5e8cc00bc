"""
Sourcebook: who says what, in which source, at which paragraph, and who denies it.

The program, from files to files. Each room imports only what it names here
(tests/test_architecture.py proves it), and its own docstring says what its one job is.

    problems                 what is wrong, where, and how to fix it
    cache                    bytes kept between runs; dependencies; snapshots of files
    model        problems    what a record says, what the schema's words mean
    publishing   problems, cache
                             tasks -> a site, whole or not at all
    reading      model       files -> Documents -> Base
    graph        model       Base -> every link from both ends, how questions stand
    checking     reading     Documents and Base -> Problems
    exports      graph       Graph -> data, one format a module
    pages        graph       Graph -> pages
    incremental  all above but pages and exports
                             what of the last run still holds; session.py is its door
    flow         all         what each command does: begin to read here
    command      flow        arguments, reports, exit codes
"""

from collections.abc import Callable, Mapping
from importlib import import_module

__version__ = "0.1.0"


def lazy_names(package: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """
    The `__getattr__` of a *package* whose names load their modules on first use.

    *modules* gives the module of each name. So a command loads only what it needs: to
    load all that renders a page takes longer than a whole check (PEP 562).
    """

    def get(name: str) -> object:
        if name not in modules:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return get
