"""Compares every #include with the declared dependencies of the module that it stands in.

usage: check_layers.py SOURCE_DIR LAYERS_FILE

A line of LAYERS_FILE is `module<tab>folder<tab>dep,dep,...`, as written by peerwatt_module(). A
module may include the headers of those that it names itself, not of those that these name; and it
names none that it does not include. Some may never see each other, whatever they declare. Also
checks that third-party headers stay where they belong, and that headers are guarded. A .def file is
included, and includes, by the same rules as a header.
"""

import re
import sys
from pathlib import Path

INCLUDE = re.compile(r'\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')
# Header of a library -> folders that may name it.
LIBRARY_HOMES = {
    r"boost/graph/|boost/": {"engine/network"},
    r"yaml-cpp/": {"engine/config"},
    r"nlohmann/": {"engine/config/documents", "engine/network/feeder_files", "tools/peerwatt"},
    r"hdf5|H5": {"output/hdf5", "output/trace", "tools/bench", "tests/fuzz", "tests/unit/output/trace",
                "tests/unit/tools/verification"},
    r"libdeflate": {"output/hdf5", "tests/unit/output/hdf5"},
    r"zstd": {"output/hdf5", "tests/unit/output/hdf5"},
    r"openssl/": {"engine/core"},
    r"tbb/": {"engine/parallel"},
    r"date/": {"engine/calendar"},
    r"Random123/|sleef": {"engine/core"},
    r"CLI/": {"tools/peerwatt"},
    r"pugixml": {"tools/meters"},
}

ROLES = ("agents/prosumers", "agents/auctioneers", "agents/cps", "agents/network_operator")
MODELS = ("agents/market", "agents/bidding", "agents/coalitions", "agents/pricing", "agents/devices",
          "agents/forecasts", "agents/tariffs", "agents/solar", "agents/weather")
# Who may not see whom, not through others either: each a beginning of folders.
WALLS = [
    ("engine", "agents"), ("engine", "output"), ("engine", "tools"),
    ("output", "agents"), ("output", "tools"), ("agents", "tools"),
    *((role, other) for role in ROLES for other in (*ROLES, "agents/observers", "agents/audits")
      if other != role),
    # Who looks on reads what is published, and what is published knows nobody that acts.
    *((room, other) for room in ("agents/published", "agents/observers")
      for other in (*ROLES, "agents/audits")),
    *((model, other) for model in MODELS
      for other in ("agents/scenario", "agents/messages", "agents/environment", "engine/kernel")),
    ("agents/pricing", "agents/coalitions"), ("agents/coalitions", "agents/pricing"),
    # Neither the kernel nor any agent knows of threads.
    *((room, "engine/parallel") for room in ("engine/kernel", "agents/messages", "agents/environment",
      "agents/published", *ROLES, "agents/observers", "agents/audits")),
    ("agents/scenario", "agents/environment"), ("agents/scenario", "agents/messages"),
    # What recomputes a run asks nobody who was in it.
    *((f"tools/verification/{room}", other) for room in ("findings", "trace", "replay", "checks")
      for other in ("agents/scenario", "agents/environment", "agents/coalitions", "agents/pricing",
                    "agents/simulation")),
]


def read_layers(file):
    folders, direct = {}, {}
    for line in Path(file).read_text().splitlines():
        module, folder, deps = line.split("\t")
        folders[module] = folder
        direct[module] = [dep for dep in deps.split(",") if dep]
    return folders, direct


def reachable(module, direct, seen=()):
    if module in seen:
        raise SystemExit(f"modules depend on each other in a circle: {' -> '.join((*seen, module))}")
    found = {module}
    for dep in direct[module]:
        found |= reachable(dep, direct, (*seen, module))
    return found


def folder_of(include, folders):
    """The module folder that a header lives in: the longest that its path starts with."""
    homes = [folder for folder in folders.values() if include.startswith(folder + "/")]
    return max(homes, key=len, default=None)


def sources_below(folder):
    return sorted(path for path in folder.rglob("*.*") if path.suffix in (".cpp", ".hpp", ".def"))


def sources_of(root, folder, folders):
    """The module's own files, without those of modules in folders below it."""
    below = [root / other for other in folders.values() if other.startswith(folder + "/")]
    for path in sources_below(root / folder):
        if not any(path.is_relative_to(other) for other in below):
            yield path


def check_includes(root, folders, direct):
    for module, folder in folders.items():
        allowed = {folder, *(folders[name] for name in direct[module])}
        used = set()
        for path in sources_of(root, folder, folders):
            for number, text in enumerate(path.read_text().splitlines(), 1):
                match = INCLUDE.match(text)
                if match and match[1]:
                    target = folder_of(match[1], folders)
                    used.add(target)
                    if target is None or target not in allowed:
                        yield (f"{path.relative_to(root)}:{number}: {module} may not include "
                               f"{match[1]} (add its module to DEPS, or turn the dependency round)")
        for name in direct[module]:
            if folders[name] not in used:
                yield f"{folder}/CMakeLists.txt: {module} includes nothing of {name}: take it out of DEPS"


def within(folder, wall):
    return folder == wall or folder.startswith(wall + "/")


def check_walls(folders, direct):
    for module, folder in folders.items():
        for seen in sorted(folders[name] for name in reachable(module, direct)):
            for side, other in WALLS:
                if within(folder, side) and within(seen, other):
                    yield f"{folder}/CMakeLists.txt: {folder} must not see {seen}"


def check_libraries(root):
    for path in sources_below(root):
        where = path.relative_to(root)
        if where.parts[0] == "build":
            continue
        for number, text in enumerate(path.read_text().splitlines(), 1):
            match = INCLUDE.match(text)
            for pattern, homes in LIBRARY_HOMES.items():
                if match and match[2] and re.match(pattern, match[2]):
                    if where.parent.as_posix() not in homes:
                        yield f"{where}:{number}: <{match[2]}> belongs to {', '.join(sorted(homes))}"


def check_headers(root):
    for path in sorted(root.rglob("*.hpp")):
        where = path.relative_to(root)
        if where.parts[0] != "build" and not path.read_text().startswith("#pragma once\n"):
            yield f"{where}:1: a header begins with #pragma once"


def main(root, layers):
    root = Path(root)
    folders, direct = read_layers(layers)
    errors = [*check_includes(root, folders, direct), *check_walls(folders, direct),
              *check_libraries(root), *check_headers(root)]
    print("\n".join(errors) or f"{len(folders)} modules keep to their layers")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
