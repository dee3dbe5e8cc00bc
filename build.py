#!/usr/bin/env python3
"""Check the records and build the site: python build.py [COMMAND] (see README.md)."""

import sys

from sourcebook.command import main

if __name__ == "__main__":
    sys.exit(main())
