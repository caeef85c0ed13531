#!/usr/bin/python3
"""Debian 12's wapiti as it was meant: its patterns of what to leave out end with
flags, which Python 3.11 wants at their beginning."""
import re
import sys

compiled = re.compile
ENDING = r"\Z(?ms)"


def compile_moved(pattern, flags=0):
    if isinstance(pattern, str) and pattern.endswith(ENDING):
        pattern = "(?ms)" + pattern[:-len(ENDING)] + r"\Z"
    return compiled(pattern, flags)


re.compile = compile_moved
from wapitiCore.main.wapiti import wapiti_main  # noqa: E402

sys.argv[0] = "wapiti"
wapiti_main()
