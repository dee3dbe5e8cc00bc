"""Chance from a seed: the same on every machine and with every Python."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

# How flat the top of the distribution of `often` is: the first few share the lead.
_FLAT = 5


class Draw:
    """
    Drawings in the order of a seed.

    Only `random()` of the library is used: of its other methods Python does not
    promise that they draw the same in a later version.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def chance(self, probability: float) -> bool:
        """True so often."""
        return self._random() < probability

    def below(self, number: int) -> int:
        """A whole number from 0, evenly."""
        return int(self._random() * number)

    def within(self, first: int, last: int) -> int:
        """A whole number from *first* to *last*, evenly."""
        return first + int(self._random() * (last - first + 1))

    def one(self, items: Sequence[Item]) -> Item:
        """One of the *items*, evenly."""
        return items[int(self._random() * len(items))]

    def some(self, items: Sequence[Item], number: int) -> list[Item]:
        """As many different *items*, neighbours in their order."""
        start = self.below(len(items))
        return [items[(start + i) % len(items)] for i in range(min(number, len(items)))]

    def often(self, number: int) -> int:
        """A whole number below *number*, the lower the more often (Zipf)."""
        drawn = _FLAT * ((number + _FLAT) / _FLAT) ** self._random() - _FLAT
        return min(int(drawn), number - 1)

    def about(self, median: float, spread: float) -> int:
        """A whole number around *median* with a long tail upwards (log-normal)."""
        turn = math.sqrt(-2 * math.log(1 - self._random()))
        normal = turn * math.cos(2 * math.pi * self._random())
        return int(median * math.exp(spread * normal))
