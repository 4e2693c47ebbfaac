"""Canonical forms by lxml: a line of JSON asks for one, a line of JSON answers.

{"path": ..., "exclusive": bool, "comments": bool, "prefixes": [...]} -> {"canonical": ...} or {"error": ...}
"""

import json
import sys

from lxml import etree

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)

for line in sys.stdin:
    asked = json.loads(line)
    try:
        tree = etree.parse(asked["path"], PARSER)
        octets = etree.tostring(
            tree,
            method="c14n",
            exclusive=asked["exclusive"],
            with_comments=asked["comments"],
            inclusive_ns_prefixes=asked["prefixes"] or None,
        )
        answer = {"canonical": octets.decode()}
    except (etree.LxmlError, ValueError) as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
