"""Draw lines over logarithmic axes as one SVG file, readable in light and in dark. Pure, and without a package."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

Lines = Mapping[str, Sequence[tuple[float, float]]]
"""Name of a line → its points (x, y), all above zero, in the order of x."""

WIDTH, HEIGHT, COLUMNS = 470, 300, 2
"""Size of a panel, in pixels, and how many stand side by side."""
LEFT, RIGHT, TOP, BOTTOM = 60, 132, 44, 44
"""Room around the axes of a panel; the right has the names of the lines."""
GAP = 15
"""Least distance of two names, in pixels."""

_STYLE = """
svg { color-scheme: light dark; font: 13px system-ui, sans-serif; }
.ground { fill: #ffffff; } text { fill: #1f2328; } .grid { stroke: #d6dae0; } .axis { stroke: #59636e; }
.l0 { --c: #0b5cad; } .l1 { --c: #a8420b; } .l2 { --c: #26702c; } .l3 { --c: #5f6570; }
.line { stroke: var(--c); stroke-width: 2; fill: none; }
.mark { fill: var(--c); } .name { fill: var(--c); font-weight: 600; }
.title { font-weight: 600; font-size: 15px; }
@media (prefers-color-scheme: dark) {
.ground { fill: #0d1117; } text { fill: #e6edf3; } .grid { stroke: #2b323b; } .axis { stroke: #8b949e; }
.l0 { --c: #79b8ff; } .l1 { --c: #ffa36b; } .l2 { --c: #7fd88a; } .l3 { --c: #adb5bf; }
}
"""


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture. ``title`` stands above it, and names the unit of the y axis."""

    title: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class _Axis:
    low: float
    high: float
    start: float
    length: float

    def at(self, value: float) -> float:
        """Return the place of a value, in pixels."""
        share = (math.log10(value) - math.log10(self.low)) / (math.log10(self.high) - math.log10(self.low))
        return self.start + share * self.length


def svg(panels: Sequence[Panel], title: str, x_name: str) -> str:
    """Return the file. Its description tells the numbers, for those who do not see the lines."""
    names = tuple(dict.fromkeys(name for panel in panels for name in panel.lines))
    width = WIDTH * min(COLUMNS, len(panels))
    height = HEIGHT * math.ceil(len(panels) / COLUMNS)
    drawn = []
    for number, panel in enumerate(panels):
        place = f"{number % COLUMNS * WIDTH} {number // COLUMNS * HEIGHT}"
        drawn.append(f'<g transform="translate({place})">{_panel(panel, names, x_name)}</g>')
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' role="img" aria-labelledby="title desc">'
    )
    words = f'<title id="title">{escape(title)}</title>\n<desc id="desc">{escape(_told(panels, x_name))}</desc>'
    ground = f'<rect class="ground" width="{width}" height="{height}"/>'
    return "\n".join((head, words, f"<style>{_STYLE}</style>", ground, *drawn, "</svg>", ""))


def _told(panels: Iterable[Panel], x_name: str) -> str:
    """Say in words what the lines show."""
    parts = []
    for panel in panels:
        lines = (
            f"{name}: " + ", ".join(f"{y:.3g} at {x:,.0f} {x_name}" for x, y in points)
            for name, points in panel.lines.items()
        )
        parts.append(f"{panel.title}. {'; '.join(lines)}.")
    return " ".join(parts)


def _panel(panel: Panel, names: Sequence[str], x_name: str) -> str:
    points = [point for line in panel.lines.values() for point in line]
    across = _axis([x for x, _ in points], LEFT, WIDTH - LEFT - RIGHT)
    up = _axis([y for _, y in points], HEIGHT - BOTTOM, -(HEIGHT - TOP - BOTTOM))
    pieces = [
        f'<text class="title" x="{LEFT}" y="24">{escape(panel.title)}</text>',
        *(_across(value, across) for value in sorted({x for x, _ in points})),
        *(_level(value, up) for value in _ticks(up)),
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 6}" text-anchor="middle">{escape(x_name)}</text>',
    ]
    for name, line in panel.lines.items():
        pieces.append(_line([(across.at(x), up.at(y)) for x, y in line], names.index(name)))
    ends = {name: up.at(line[-1][1]) for name, line in panel.lines.items()}
    for name, height in _apart(ends):
        style = f"name l{names.index(name) % 4}"
        pieces.append(f'<text class="{style}" x="{WIDTH - RIGHT + 12}" y="{height + 4:.1f}">{escape(name)}</text>')
    return "\n".join(pieces)


def _axis(values: Sequence[float], start: float, length: float) -> _Axis:
    """Span an axis over values, with some room at both ends."""
    low, high = min(values, default=1), max(values, default=1)
    room = max((high / low) ** 0.06, 1.15)
    return _Axis(low / room, high * room, start, length)


def _ticks(axis: _Axis) -> list[float]:
    """Return round numbers on an axis: 1, 10, 100; between them 2 and 5 where few fit."""
    powers = range(math.floor(math.log10(axis.low)), math.ceil(math.log10(axis.high)) + 1)
    for steps in ((1,), (1, 2, 5), tuple(range(1, 10))):
        found = [step * 10.0**power for power in powers for step in steps]
        found = [value for value in found if axis.low <= value <= axis.high]
        if len(found) >= 3:
            break
    return found


def _across(value: float, axis: _Axis) -> str:
    x = axis.at(value)
    return (
        f'<path class="grid" d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}"/>'
        f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{value:,.0f}</text>'
    )


def _level(value: float, axis: _Axis) -> str:
    y = axis.at(value)
    return (
        f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>'
        f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:,.10g}</text>'
    )


def _line(points: Sequence[tuple[float, float]], number: int) -> str:
    """Draw a line with a mark at each point; the shape of the marks tells lines apart without their colour."""
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    marks = "".join(_mark(x, y, number) for x, y in points)
    return f'<g class="l{number % 4}"><path class="line" d="{path}"/>{marks}</g>'


def _mark(x: float, y: float, number: int) -> str:
    shape = ("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z", "M-4.5-4.5h9v9h-9z", "M0-6L6 5H-6z", "M0-6L6 0L0 6L-6 0z")[
        number % 4
    ]
    return f'<path class="mark" transform="translate({x:.1f} {y:.1f})" d="{shape}"/>'


def _apart(heights: Mapping[str, float]) -> list[tuple[str, float]]:
    """Move names that would overlap: down from the highest, within the panel where they fit."""
    found: list[tuple[str, float]] = []
    for name, height in sorted(heights.items(), key=lambda item: item[1]):
        found.append((name, max(height, found[-1][1] + GAP) if found else height))
    over = max(0.0, found[-1][1] - (HEIGHT - BOTTOM)) if found else 0.0
    return [(name, height - over) for name, height in found]
