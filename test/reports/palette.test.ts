import {describe, expect, it} from "vitest";
import {
  backgrounds,
  colorOf,
  groups,
  palette,
  paletteCss,
  type Meaning
} from "../../reports/components/palette.ts";

type Rgb = [number, number, number];

/** Linear RGB of Machado, Oliveira and Fernandes (2009), severity 1. */
const DEFICIENCIES: Record<string, [Rgb, Rgb, Rgb]> = {
  none: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1]
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998]
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881]
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039]
  ]
};

/** Distance in OKLab, in hundredths: about 2 is just noticed side by side. */
const APART = 7;

function linear(hex: string): Rgb {
  const channel = (start: number) => {
    const value = parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function seenWith(deficiency: string, rgb: Rgb): Rgb {
  const rows = DEFICIENCIES[deficiency] ?? [];
  return rows.map((row) => Math.min(1, Math.max(0, dot(row, rgb)))) as Rgb;
}

function dot(a: Rgb, b: Rgb): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function oklab(rgb: Rgb): Rgb {
  const cones: Rgb = [
    Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], rgb)),
    Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], rgb)),
    Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], rgb))
  ];
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], cones),
    dot([1.9779984951, -2.428592205, 0.4505937099], cones),
    dot([0.0259040371, 0.7827717662, -0.808675766], cones)
  ];
}

function distance(a: string, b: string, deficiency: string): number {
  const [one, other] = [a, b].map((hex) => oklab(seenWith(deficiency, linear(hex)))) as [Rgb, Rgb];
  return 100 * Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

function contrast(a: string, b: string): number {
  const [one, other] = [a, b].map((hex) => dot([0.2126, 0.7152, 0.0722], linear(hex))) as [number, number];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function pairsOf(meanings: Meaning[]): [Meaning, Meaning][] {
  return meanings.flatMap((one, index) =>
    meanings.slice(index + 1).map((other): [Meaning, Meaning] => [one, other])
  );
}

const all = Object.keys(palette.light) as Meaning[];

describe.each(["light", "dark"] as const)("the %s palette", (theme) => {
  it("stands out 3:1 from the page and from a card", () => {
    for (const meaning of all)
      for (const background of backgrounds[theme])
        expect(contrast(palette[theme][meaning], background), meaning).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.keys(DEFICIENCIES))("tells the marks of one chart apart (deficiency: %s)", (deficiency) => {
    for (const [one, other] of groups.flatMap(pairsOf))
      expect(
        distance(palette[theme][one], palette[theme][other], deficiency),
        `${one} and ${other}`
      ).toBeGreaterThanOrEqual(APART);
  });

  it("gives every meaning a colour of its own", () => {
    for (const [one, other] of pairsOf(all))
      expect(
        distance(palette[theme][one], palette[theme][other], "none"),
        `${one} and ${other}`
      ).toBeGreaterThanOrEqual(APART);
  });
});

describe("a colour", () => {
  it("is grey for what has no meaning of its own", () => {
    expect([colorOf("retention"), colorOf("nobody"), colorOf(null)]).toEqual([
      "var(--color-retention)",
      "var(--color-unknown)",
      "var(--color-unknown)"
    ]);
  });

  it("is a variable that both themes define", () => {
    for (const meaning of all) expect(paletteCss().split(`--color-${meaning}:`)).toHaveLength(3);
  });
});
