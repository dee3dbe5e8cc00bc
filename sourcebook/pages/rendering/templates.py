"""The templates, and their parts as functions: a view -> finished HTML."""

import contextlib
import hashlib
import operator
import re
import sys
from collections.abc import Callable, MutableMapping
from importlib.util import cache_from_source
from pathlib import Path
from pickle import PickleError
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket, FileSystemBytecodeCache
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.nodes import Call, Expr
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

Part = Callable[..., Markup]

_FOLDER = Path(__file__).parent.parent / "templates"

_DIGITS = 12  # of the digest of the compiler

# What `tojson` writes: strict JSON, its keys in our order, no needless byte.
_JSON = {"allow_nan": False, "ensure_ascii": False, "separators": (",", ":")}

# What HTML reads as its own.
_SPECIAL = re.compile("[&<>\"']")


class _Generator(CodeGenerator):
    """
    Compiles `{{ value }}` and `{{ part(value) }}` to as little as our templates need.

    A value is `shown` without an object of its own. A part is called as it is: none
    asks for the context, for templates call nothing but parts.
    """

    def _output_child_pre(
        self,
        node: Expr,
        frame: Frame,
        finalize: Any,  # noqa: ANN401 - its type is Jinja's own
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")

    def visit_Call(  # noqa: N802 - as called
        self,
        node: Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 - as called
    ) -> None:
        if forward_caller:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("environment.called(")
        self.visit(node.node, frame)
        self.signature(node, frame)
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.macro_of(")
        super().macro_def(macro_ref, frame)
        self.write(")")


class _BytecodeCache(FileSystemBytecodeCache):
    """
    Keeps compiled templates in the `__pycache__` beside them, as Python keeps modules.

    Whoever can write there can change the program too. Code of another compiler, which
    is this module, is not read; where Python keeps none, nor does this.
    """

    def __init__(self) -> None:
        compiler = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:_DIGITS]
        super().__init__(_compiled_folder(), f"%s-{compiler}.pyc")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code that is kept, where it can be read."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, PickleError):  # cut short by a loss of power
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code, unless the folder cannot be written or Python keeps none."""
        if sys.dont_write_bytecode:
            return
        with contextlib.suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


def _compiled_folder() -> str:
    """Where Python keeps what it compiles of modules beside the templates."""
    return str(Path(cache_from_source(str(_FOLDER / "any.py"))).parent)


class _Part:
    """A macro that is called with values in their order; some may be left out."""

    __slots__ = ("_count", "_make")

    def __init__(self, macro: Macro) -> None:
        self._count, self._make = len(macro.arguments), macro._func  # noqa: SLF001

    def __call__(self, *values: object) -> Markup:
        if len(values) < self._count:
            values += (missing,) * (self._count - len(values))
        html = self._make(*values)
        # As Jinja's own macros do: all that is no Markup has been escaped.
        return str.__new__(Markup, html)


class _Environment(Environment):
    """
    Templates name fields of views, never keys of mappings.

    So `view.field` is Python's own `getattr`, the most frequent step of all, and a
    field that is not there is an error.
    """

    code_generator_class = _Generator
    getattr = staticmethod(getattr)  # type: ignore[assignment]

    def __init__(self, loader: FileSystemLoader) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_BytecodeCache(),
        )
        self.policies["json.dumps_kwargs"] = _JSON
        # No template uses them, and every import of a part would look through them.
        self.globals.clear()
        self._read: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - as called
    ) -> Template:
        """Each template is read once: every import of a part asks for one."""
        found = self._read.get(name) if isinstance(name, str) else None
        if found is None:
            found = super().get_template(name, parent, globals)
            self._read[str(found.name)] = found
        return found

    @staticmethod
    def macro_of(macro: Macro) -> Macro | _Part:
        """What is called for *macro*: Jinja's own only where it has a caption."""
        return macro if macro.caller else _Part(macro)

    called = staticmethod(operator.call)  # type: ignore[var-annotated, arg-type]

    @staticmethod
    def shown(value: object) -> str:
        """*value* as HTML: as it is where it is Markup, else escaped."""
        kind = type(value)
        if kind is Markup or (kind is str and _SPECIAL.search(value) is None):  # type: ignore[call-overload]
            return value  # type: ignore[return-value]
        return escape(value)


class Templates:
    """The templates of pages and parts, each read once."""

    def __init__(self) -> None:
        self._environment = _Environment(FileSystemLoader(_FOLDER, encoding="utf-8"))
        self._parts: dict[tuple[str, str], Part] = {}

    def compile_all(self) -> None:
        """The code of every template is kept, where Python keeps code at all."""
        for name in self._environment.list_templates(extensions=["html"]):
            self._environment.get_template(name)

    def page(self, name: str) -> Template:
        """The template of a kind of page, by its name without .html."""
        return self._environment.get_template(f"{name}.html")

    def part(self, name: str, file: str = "") -> Part:
        """The macro *name* of a part, in the *file* of that name or of another."""
        return self._macro(name, f"parts/{file or name}.html")

    def frame(self, name: str) -> Part:
        """The macro *name* of what stands around every page."""
        return self._macro(name, f"frame/{name}.html")

    def _macro(self, name: str, file: str) -> Part:
        if (name, file) not in self._parts:
            module = self._environment.get_template(file).module
            self._parts[name, file] = cast("Part", getattr(module, name))
        return self._parts[name, file]
