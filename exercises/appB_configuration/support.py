"""What the checks of appendix B share: what a server 2.3.5 was given and said, and what Milvus makes of a name.

`tests/lesson/test_configuration.py` starts a server with `FILE` and `ENVIRONMENT` and asks it again for everything in `SAID`.
"""

import re

FILE = {
    "common": {
        "probe": {
            "one": "file", "two": "file", "three": "file", "four": "file", "five": "file", "six": "file", "seven": "file", "eight": "file", "nine": "file", "ten": "file",
            "list": [0, 0, 7], "empty_list": [], "mixed": ["a", True, 1.5, None], "blanks": "  x  ", "comma": "a,b", "half": 2.5, "quoted": "2.50", "small": 0.00001, "large": 12345678.0,
            "minus": -1, "nothing": None, "text": "", "switch": True, "big": 9223372036854775807, "kebab-case": 7, "snake_case": 6, "MixedCase": 5, "two words": 3,
            "nested": {"deeper": {"leaf": 1}, "other": False}, "no_section": {},
        }
    }
}  # fmt: skip
ENVIRONMENT = {
    "COMMON_PROBE_ONE": "env", "common.probe.two": "env", "COMMONPROBETHREE": "env", "Common_Probe_four": "env", "COMMON__PROBE__FIVE": "env", "COMMON_PROBE_SIX": "", "COMMON-PROBE-SEVEN": "env",
    "COMMON_PROBE_EIGHT": " env ", "COMMON/PROBE/NINE": "env", "MILVUS_COMMON_PROBE_TEN": "env", "COMMON_PROBE_NEW": "a=b", "COMMON_PROBE_SNAKECASE": "8", "COMMON_PROBE_KEBABCASE": "9",
    "COMMON_PROBE_NESTED": "whole",
}  # fmt: skip
SAID = {
    "one": "env", "two": "env", "three": "env", "four": "env", "five": "env", "six": "", "seven": "file", "eight": " env ", "nine": "env", "ten": "file", "list": "0,0,7", "empty_list": "",
    "mixed": "a,true,1.5,", "blanks": "  x  ", "comma": "a,b", "half": "2.5", "quoted": "2.50", "small": "0.00001", "large": "12345678", "minus": "-1", "nothing": "", "text": "",
    "switch": "true", "big": "9223372036854775807", "kebab-case": "7", "snake_case": "8", "MixedCase": "5", "two words": "3", "nested.deeper.leaf": "1", "nested.other": "false",
    "new": "a=b", "nested": "whole", "no_section": None, "kebabcase": "9",
}  # fmt: skip
"""What the server answered for each name below `common.probe`; None: it does not know the name."""
FROM_FILE = {"list", "empty_list", "mixed", "blanks", "comma", "half", "quoted", "small", "large", "minus", "nothing", "text", "switch", "big", "kebab-case", "MixedCase", "two words", "nested.deeper.leaf", "nested.other", "seven", "ten"}
NUMBERS = {"20": 20, "+12": 12, "0x10": 0, "12.5": 0, " 12": 0, "12 fields": 0, "1_0": 0, "010": 10}
"""What the same server made of a text in `proxy.maxFieldNum`; 0: it refused every collection."""


def plain(name):
    """A name as Milvus compares it."""
    return re.sub(r"[._/]", "", str(name)).lower()


def distance(one, other):
    """The fewest characters to put in, take out or replace until one text is the other."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]
