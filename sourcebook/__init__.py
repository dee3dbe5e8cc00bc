"""
Sourcebook: who says what, in which source, at which paragraph, and who denies it.

The map of the program, from files to files: each room, its job, and after <- all that
it may import (tests/test_architecture.py reads the table and proves it).

    problems     what is wrong, where, and how to fix it <- nothing
    cache        bytes kept between runs, dependencies, snapshots of files <- nothing
    model        what a record says, what the words of the schema mean <- problems
    publishing   tasks -> a site, whole or not at all <- problems, cache
    reading      files -> Documents -> Base <- model, problems
    graph        Base -> every link from both ends, how questions stand <- model
    checking     Documents and Base -> Problems <- reading, model, problems
    exports      Graph -> data, a module a format <- graph, model, publishing.tasks
    pages        Graph -> pages <- graph, model, publishing.tasks, cache.dependencies
    incremental  what of the last run still holds; session.py is its entry point <-
                 problems, cache, model, publishing, reading, graph, checking
    flow         what each command does: start reading here <- all above
    command      arguments, reports, exit codes <- flow, problems
"""

from collections.abc import Callable
from importlib import import_module

__version__ = "0.1.0"


def lazy_names(package: str, **names: str) -> Callable[[str], object]:
    """
    A module `__getattr__` that imports the names of *package* on first use (PEP 562).

    *names* are separated by spaces, each group under the module that has it. So each
    command loads only what it needs: to load what renders pages takes half a second.
    """
    modules = {
        name: module for module, group in names.items() for name in group.split()
    }

    def get(name: str) -> object:
        if name not in modules:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return get
