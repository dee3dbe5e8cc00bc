"""The characters that a record must not contain."""

import re

# Unicode 15, by code point. Refused because they are invisible and change how others
# are displayed: controls except the line feed (C0, DEL, C1), bidirectional embeddings,
# overrides and isolates, line and paragraph separators, the byte order mark,
# interlinear annotations, surrogates, tag characters and noncharacters. Allowed because
# scripts need them: U+200C/D (Persian, emoji), U+200E/F and U+061C (Hebrew, Arabic).
FORBIDDEN = re.compile(
    "["
    "\x00-\x09\x0b-\x1f\x7f-\x9f"
    "\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0000-\U000e007f"
    + "".join(
        f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(1, 17)
    )
    + "]"
)


def name_of(character: str) -> str:
    """The code point of *character* in Unicode notation, such as U+202E."""
    return f"U+{ord(character):04X}"
