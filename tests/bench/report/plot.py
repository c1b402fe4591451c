"""Draws the figures as SVG: how long a header and a lookup take, on a scale of
powers of ten."""
import math

from .names import KINDS, MATCHERS, PARSERS, SETS

COLOURS = {"ppv1": "#1b6ca8", "sscanf": "#c0392b", "ragel": "#7f8c8d",
           "limit": "#27ae60", "plain": "#7f8c8d", "linear": "#c0392b"}
WIDTH, LEFT, BAR = 760, 150, 11
SMALLEST, LARGEST = 1, 10000  # ns


def _x(ns):
    part = math.log(max(ns, SMALLEST) / SMALLEST) / math.log(LARGEST / SMALLEST)
    return LEFT + part * (WIDTH - LEFT - 60)


def _text(x, y, text, anchor="start", weight="normal"):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" '
            f'font-weight="{weight}">{text}</text>')


def _legend(y, names):
    step = (WIDTH - LEFT) / len(names)
    for k, (subject, name) in enumerate(names.items()):
        x = LEFT + k * step
        yield (f'<rect x="{x:.1f}" y="{y - 9}" width="10" height="10" '
               f'fill="{COLOURS[subject]}"/>')
        yield _text(x + 15, y, name)


def _bars(y, name, values):
    """The bars of one kind, from (subject, ns)."""
    yield _text(LEFT - 8, y + BAR * len(values) / 2 + 4, name, "end")
    for subject, ns in values:
        yield (f'<rect x="{LEFT}" y="{y}" width="{_x(ns) - LEFT:.1f}" '
               f'height="{BAR - 1}" fill="{COLOURS[subject]}"/>')
        yield _text(_x(ns) + 4, y + BAR - 2, f"{ns:.0f}" if ns >= 10
                    else f"{ns:.1f}")
        y += BAR


def _group(y, title, names, rows):
    """A title, a legend and the bars of all rows; ends with the next y."""
    shapes = [_text(LEFT, y, title, weight="bold"), *_legend(y + 18, names)]
    y += 30
    for name, values in rows:
        shapes += _bars(y, name, values)
        y += BAR * len(values) + 8
    return shapes, y + 24


def draw(figures):
    headers = [(name, [(p, figures("parser", kind, p)) for p in PARSERS])
               for kind, name in KINDS.items()]
    lookups = [(name, [(m, figures("random", kind, m)) for m in MATCHERS
                       if figures("random", kind, m) is not None])
               for kind, name in SETS.items()]
    first, y = _group(20, "ns a header (each line is 10 times the one before; * makes no values)",
                      PARSERS, headers)
    second, y = _group(y, "ns a lookup, random peers", MATCHERS,
                       lookups)
    ticks = [f'<line x1="{_x(10 ** k):.1f}" x2="{_x(10 ** k):.1f}" y1="45" '
             f'y2="{y - 30}" stroke="#ddd"/>' for k in range(5)]
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y}" '
        'font-family="sans-serif" font-size="11">',
        f'<rect width="{WIDTH}" height="{y}" fill="white"/>',
        *ticks, *first, *second, "</svg>", ""])
