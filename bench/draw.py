"""Seeded randomness: the same on every machine and with every version of Python."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

# Flattens the top of the distribution of `often`: the first few are about equal.
_FLAT = 5


class Draw:
    """
    A sequence of random draws, determined by a seed.

    It uses only `random()` of the library: for other methods, Python does not guarantee
    the same results in later versions.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def chance(self, probability: float) -> bool:
        """True with *probability*."""
        return self._random() < probability

    def below(self, number: int) -> int:
        """A uniform integer from 0 to *number* - 1."""
        return int(self._random() * number)

    def within(self, first: int, last: int) -> int:
        """A uniform integer from *first* to *last*, both included."""
        return first + int(self._random() * (last - first + 1))

    def one(self, items: Sequence[Item]) -> Item:
        """One of *items*, uniformly."""
        return items[int(self._random() * len(items))]

    def some(self, items: Sequence[Item], number: int) -> list[Item]:
        """Up to *number* different *items*: neighbours, in their order."""
        start = self.below(len(items))
        return [items[(start + i) % len(items)] for i in range(min(number, len(items)))]

    def often(self, number: int) -> int:
        """An integer from 0 to *number* - 1; lower ones are more frequent (Zipf)."""
        drawn = _FLAT * ((number + _FLAT) / _FLAT) ** self._random() - _FLAT
        return min(int(drawn), number - 1)

    def about(self, median: float, spread: float) -> int:
        """An integer around *median* with a long upper tail (log-normal)."""
        turn = math.sqrt(-2 * math.log(1 - self._random()))
        normal = turn * math.cos(2 * math.pi * self._random())
        return int(median * math.exp(spread * normal))
