"""Proofs that would rest on themselves: each of some functions, ghosts or not,
is proved with the contract of the next, and the last one with the first one's.

WP does not look into other files.  Of a function that calls itself it asks for a
`decreases`; those that call one another are refused.
"""
import re

FILE = "calls.dot"
CALLS = ["-cg", FILE, "-cg-no-services"]
CALL = re.compile(r"(\w+) -> (\w+);")


def _calls(text):
    called = {}
    for caller, name in CALL.findall(text):
        if caller != name:
            called.setdefault(caller, []).append(name)
    return called


def _ring(called, path, clear):
    """The first way from the end of the path back into it."""
    if path[-1] in path[:-1]:
        return path[path.index(path[-1]):]
    for name in called.get(path[-1], ()):
        if name not in clear:
            found = _ring(called, [*path, name], clear)
            if found:
                return found
    clear.add(path[-1])
    return None


def faults(text):
    called = _calls(text)
    if "digraph" not in text or len(CALL.findall(text)) != text.count("->"):
        return ["Frama-C's list of calls cannot be read"]
    clear = set()
    for name in sorted(called):
        ring = _ring(called, [name], clear)
        if ring:
            return ["a proof rests on itself: " + " -> ".join(ring)]
    return []
