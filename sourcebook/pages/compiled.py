"""The compiled templates, kept as Python keeps its modules: in `__pycache__`."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from importlib.util import MAGIC_NUMBER, cache_from_source
from io import BytesIO
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

_DIGITS = hashlib.sha256().digest_size


class CompiledTemplates(BytecodeCache):
    """
    Keeps the code of each template beside it, so that a run need not compile it.

    It is believed as Python believes what stands there: whoever can write to the
    program's folder can change the program too. *compiler* is the text of what
    compiles; other code, from another compiler, Jinja or Python, is not read.
    """

    def __init__(self, compiler: bytes) -> None:
        words = (MAGIC_NUMBER, jinja2.__version__.encode(), compiler)
        self._compiler = hashlib.sha256(b"\0".join(words))

    def get_cache_key(
        self,
        name: str,  # noqa: ARG002 - as called
        filename: str | None = None,
    ) -> str:
        """The file that the code of the template *filename* is kept in; or nothing."""
        return cache_from_source(filename) if filename else ""

    def get_source_checksum(self, source: str) -> str:
        """The digest of all that the code is made of, in hexadecimal."""
        made = self._compiler.copy()
        made.update(source.encode())
        return made.hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code that is kept, where it is whole."""
        try:
            kept = Path(bucket.key).read_bytes()
        except OSError:
            return
        digest, code = kept[:_DIGITS], kept[_DIGITS:]
        if hashlib.sha256(code).digest() == digest:
            bucket.load_bytecode(BytesIO(code))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code, unless the folder cannot be written or Python keeps none."""
        if sys.dont_write_bytecode or not bucket.key:
            return
        code = bucket.bytecode_to_string()
        file = Path(bucket.key)
        aside = file.with_name(f"{file.name}.{os.getpid()}")
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(hashlib.sha256(code).digest() + code)
            aside.replace(file)
