"""How colours are seen: their contrast (WCAG 2.2), and what remains of them for a colour-blind reader. Pure."""

from __future__ import annotations

from math import sqrt

Rgb = tuple[float, float, float]
Matrix = tuple[Rgb, Rgb, Rgb]

# Machado, Oliveira, Fernandes 2009, full severity, on linear RGB.
COLOUR_BLIND: dict[str, Matrix] = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
_LUMINANCE: Rgb = (0.2126, 0.7152, 0.0722)
# Linear sRGB to CIE XYZ, each line divided by the white of D65.
_XYZ: Matrix = (
    (0.4124 / 0.95047, 0.3576 / 0.95047, 0.1805 / 0.95047),
    _LUMINANCE,
    (0.0193 / 1.08883, 0.1192 / 1.08883, 0.9505 / 1.08883),
)


def contrast(first: str, second: str) -> float:
    """The ratio of WCAG 2.2 between two colours « #RRGGBB », 1 to 21."""
    darker, lighter = sorted(_product(_LUMINANCE, _linear(colour)) for colour in (first, second))
    return (lighter + 0.05) / (darker + 0.05)


def seen_by(kind: str, colour: str) -> str:
    """The colour that somebody with this colour blindness (`protan`, `deutan`, `tritan`) sees, as « #RRGGBB »."""
    linear = _linear(colour)
    seen = (min(1.0, max(0.0, _product(line, linear))) for line in COLOUR_BLIND[kind])
    return "#" + "".join(f"{round(255 * _gamma(channel)):02X}" for channel in seen)


def distance(first: str, second: str) -> float:
    """How far apart two colours look (CIE 1976, Euclidean in L*a*b*); below 10 they are hard to tell apart."""
    pairs = zip(_lab(first), _lab(second), strict=True)
    return sqrt(sum((one - other) ** 2 for one, other in pairs))


def _linear(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _degamma(red), _degamma(green), _degamma(blue)


def _degamma(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _gamma(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else float(1.055 * channel ** (1 / 2.4) - 0.055)


def _product(line: Rgb, colour: Rgb) -> float:
    return sum(weight * channel for weight, channel in zip(line, colour, strict=True))


def _lab(colour: str) -> Rgb:
    x, y, z = (_cube_root(_product(line, _linear(colour))) for line in _XYZ)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(value: float) -> float:
    return float(value ** (1 / 3)) if value > 0.008856 else 7.787 * value + 16 / 116
