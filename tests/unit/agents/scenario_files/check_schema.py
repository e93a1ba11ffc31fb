"""Checks scenario files against the JSON Schema: the good ones pass, the bad one does not.

usage: check_schema.py SCHEMA BAD GOOD...      (exit code 77: a module is missing)
"""

import json
import re
import sys

try:
    import jsonschema
    import yaml
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)


class Loader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: 17:00 and dates are texts."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern in (
    ("null", r"~|null|"),
    ("bool", r"true|false"),
    ("int", r"[-+]?[0-9]+"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None)


def read(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader)


def main(schema_path, bad, *good):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    failures = 0
    for path in good:
        document = read(path)
        if not isinstance(document, dict) or document.get("format") != "peerwatt-scenario":
            continue
        for error in validator.iter_errors(document):
            failures += 1
            print(f"{path}: {list(error.path)}: {error.message}")
    found = [list(error.path) for error in validator.iter_errors(read(bad))]
    print(f"{bad}: {len(found)} errors, as it should")
    if not found:
        failures += 1
        print(f"{bad}: passes although it is wrong")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
