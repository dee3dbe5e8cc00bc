"""The templates, and their parts as functions: a view -> HTML."""

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

# `tojson` writes strict, compact JSON; keys keep their order.
_JSON = {"allow_nan": False, "ensure_ascii": False, "separators": (",", ":")}

# The characters that HTML requires to be escaped.
_SPECIAL = re.compile("[&<>\"']")


class _Generator(CodeGenerator):
    """
    Compiles `{{ value }}` and `{{ part(value) }}` to the minimum our templates need.

    A value is escaped by `shown`, without a wrapper object. A part is called directly:
    templates call nothing but parts, and none of them asks for the context.
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
    Caches compiled templates in the `__pycache__` beside them, as Python does modules.

    Anyone who can write there can change the program too. Bytecode of another version
    of the compiler, which is this module, is ignored, as is what cannot be read.
    Nothing is written if the folder is read-only or Python writes no bytecode.
    """

    def __init__(self) -> None:
        compiler = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:_DIGITS]
        super().__init__(_compiled_folder(), f"%s-{compiler}.pyc")

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, PickleError):  # truncated by a power loss
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        with contextlib.suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


def _compiled_folder() -> str:
    return str(Path(cache_from_source(str(_FOLDER / "any.py"))).parent)


class _MacroPart:
    """A macro called with positional arguments; trailing ones may be omitted."""

    __slots__ = ("_count", "_make")

    def __init__(self, macro: Macro) -> None:
        self._count, self._make = len(macro.arguments), macro._func  # noqa: SLF001

    def __call__(self, *values: object) -> Markup:
        if len(values) < self._count:
            values += (missing,) * (self._count - len(values))
        html = self._make(*values)
        # Like Jinja's own macros: everything that is not Markup has been escaped.
        return str.__new__(Markup, html)


class _Environment(Environment):
    """
    Templates access fields of views, never keys of mappings.

    So `view.field`, the most frequent operation, is Python's own `getattr`, and a
    missing field is an error.
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
        # No template uses them, and every import of a part would iterate over them.
        self.globals.clear()
        self._templates: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - as called
    ) -> Template:
        """Each template is loaded once: every import of a part asks for one."""
        template = self._templates.get(name) if isinstance(name, str) else None
        if template is None:
            template = super().get_template(name, parent, globals)
            self._templates[str(template.name)] = template
        return template

    @staticmethod
    def macro_of(macro: Macro) -> Macro | _MacroPart:
        """The callable for *macro*: Jinja's own only if it takes a caption."""
        return macro if macro.caller else _MacroPart(macro)

    called = staticmethod(operator.call)  # type: ignore[var-annotated, arg-type]

    @staticmethod
    def shown(value: object) -> str:
        """*value* as HTML: unchanged if it is Markup, else escaped."""
        kind = type(value)
        if kind is Markup or (kind is str and _SPECIAL.search(value) is None):  # type: ignore[call-overload]
            return value  # type: ignore[return-value]
        return escape(value)


class Templates:
    """The templates of pages and parts, each loaded once."""

    def __init__(self) -> None:
        self._environment = _Environment(FileSystemLoader(_FOLDER, encoding="utf-8"))
        self._parts: dict[tuple[str, str], Part] = {}

    def compile_all(self) -> None:
        """The bytecode of every template is cached, unless Python writes none."""
        for name in self._environment.list_templates(extensions=["html"]):
            self._environment.get_template(name)

    def page(self, name: str) -> Template:
        """The template of a page kind, by its name without .html."""
        return self._environment.get_template(f"{name}.html")

    def part(self, name: str, file: str = "") -> Part:
        """The macro *name* of a part, from the file of that name or from *file*."""
        return self._macro(name, f"parts/{file or name}.html")

    def layout(self, name: str) -> Part:
        """The macro *name* of the layout."""
        return self._macro(name, f"layout/{name}.html")

    def _macro(self, name: str, file: str) -> Part:
        if (name, file) not in self._parts:
            module = self._environment.get_template(file).module
            self._parts[name, file] = cast("Part", getattr(module, name))
        return self._parts[name, file]
