"""What this project wants to reach; nothing fails for missing it."""
from .names import KINDS, NETWORKS

# The largest ratio to `other`, by kind of line.
PARSER = (("tcp4-typical", "sscanf", 0.17), ("tcp6-compressed", "sscanf", 0.15),
          ("tcp6-full", "sscanf", 0.12), ("reject-first", "limit", 0.5))
SEARCH = 1.2
LOAD_MS = 100
ENTRY_BYTES = 40


def all_of(figures):
    """(what, measured, target) of each."""
    for kind, other, target in PARSER:
        name = {"sscanf": "sscanf+inet_pton", "limit": "memchr+memcpy"}[other]
        yield (f"{KINDS[kind]}, to {name}",
               figures.ratio("parser", kind, "ppv1", other), target)
    for kind, name in NETWORKS.items():
        for peers in ("random", "hot"):
            yield (f"{name}, {peers} peers, to plain search",
                   figures.ratio(peers, kind, "ppv1", "plain"), SEARCH)
    for kind in ("ipv4-100000", "ipv6-100000"):
        yield (f"{NETWORKS[kind]}, ms to load",
               figures("load", kind, "ppv1") / 1e6, LOAD_MS)
        yield (f"{NETWORKS[kind]}, bytes an entry",
               figures("memory", kind, "ppv1") / 100000, ENTRY_BYTES)
