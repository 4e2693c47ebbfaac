"""Asks xmlschema and libxml2 about documents.

Standard input: one JSON object a line, {"schemas": ["iodef-2.0.xsd", ...], "text": "..."}.
Standard output: for each line one JSON object {schema: [xmlschema's verdict, libxml2's verdict]}, a
verdict being null or the first error; at the end {"coverage": {schema: [what is missing, ...]}}.
"""

import collections
import json
import pathlib
import sys
from xml.etree import ElementTree

import lxml.etree
import xmlschema

SCHEMAS = pathlib.Path(sys.argv[1])
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


class Schema:
    """One schema in both validators, and what accepted and refused documents hold."""

    def __init__(self, name):
        path = str(SCHEMAS / name)
        self.xmlschema = xmlschema.XMLSchema10(path, use_fallback=False)
        self.libxml2 = lxml.etree.XMLSchema(lxml.etree.parse(path))
        self.seen = collections.defaultdict(set)

    def verdicts(self, text):
        octets = text.encode()
        try:
            error = next(self.xmlschema.iter_errors(text), None)
            own = None if error is None else error.reason or error.message
        except xmlschema.XMLSchemaException as error:
            own = f"{type(error).__name__}: {error}"
        document = lxml.etree.fromstring(octets)
        other = None
        if not self.libxml2.validate(document):
            other = str(self.libxml2.error_log[0].message)
        verdict = "refused" if own and other else None if own or other else "accepted"
        if verdict:
            self.seen[verdict].update(contents(octets))
        return [own, other]

    def missing(self):
        """What the schema declares and no accepted, or no refused, document holds."""
        wanted = set()
        types = set()
        pending = list(self.xmlschema.maps.elements.values())
        while pending:
            element = pending.pop()
            if element.name.startswith("{http://www.w3.org/2001/XMLSchema"):
                continue
            wanted.add(("element", element.name))
            if (element.name, element.type) in types:
                continue
            types.add((element.name, element.type))
            for name, attribute in element.attributes.items():
                if name is None or attribute.use == "prohibited":
                    continue
                wanted.add(("attribute", element.name, name))
                for value in attribute.type.enumeration or ():
                    if attribute.fixed in (None, value):
                        wanted.add(("value", element.name, name, value))
            if not element.type.has_simple_content() and element.type.is_complex():
                pending.extend(
                    part for part in element.type.content.iter_elements() if hasattr(part, "attributes") and part.name
                )
        return [
            f"{verdict}: {' '.join(item)}"
            for verdict in ("accepted", "refused")
            for item in sorted(wanted - self.seen[verdict])
        ]


def contents(octets):
    """The elements, attributes and attribute values of a document."""
    for element in ElementTree.fromstring(octets).iter():
        yield ("element", element.tag)
        for name, value in element.attrib.items():
            if not name.startswith(XSI):
                yield ("attribute", element.tag, name)
                yield ("value", element.tag, name, value)


def main():
    schemas = {}
    for line in sys.stdin:
        case = json.loads(line)
        answer = {}
        for name in case["schemas"]:
            if name not in schemas:
                schemas[name] = Schema(name)
            answer[name] = schemas[name].verdicts(case["text"])
        print(json.dumps(answer))
    print(json.dumps({"coverage": {name: schema.missing() for name, schema in schemas.items()}}))


main()
