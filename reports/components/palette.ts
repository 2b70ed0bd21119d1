/**
 * One colour, one meaning, on every page and in both themes. The values were searched so that marks stand out
 * 3:1 from the background and stay apart under the three common colour-vision deficiencies; a test computes both.
 */
export const palette = {
  light: {
    telesales: "#2e6fd0",
    field: "#b9770e",
    retention: "#a2348f",
    customer_service: "#0097c6",
    dvr: "#652b7b",
    house: "#5f6b1e",
    unknown: "#868a90",
    saved: "#0b5f86",
    saved_partial: "#738aca",
    lost: "#b3392f",
    ghost: "#a3745f",
    ca: "#33378a",
    parc: "#1f8a4c",
    met: "#1b6622",
    early_breach: "#a60bbb",
    late: "#8c9225",
    missing: "#472032"
  },
  dark: {
    telesales: "#6fb2ff",
    field: "#eab94b",
    retention: "#ff7adf",
    customer_service: "#71dcc5",
    dvr: "#ac70e2",
    house: "#bba420",
    unknown: "#9aa0a8",
    saved: "#36a8d7",
    saved_partial: "#9bd3ee",
    lost: "#f07264",
    ghost: "#c7ad9d",
    ca: "#9294f4",
    parc: "#5fd08a",
    met: "#67faec",
    early_breach: "#6d5ccf",
    late: "#f1d83f",
    missing: "#d7819f"
  }
} as const;

/** Backgrounds that marks are drawn on: the page and a card. */
export const backgrounds = {light: ["#ffffff", "#f7f7f5"], dark: ["#161618", "#1d1e21"]} as const;

export type Meaning = keyof (typeof palette)["light"];

/** Meanings that are told apart by colour alone in one chart. */
export const groups: Meaning[][] = [
  ["telesales", "field", "retention", "customer_service", "dvr", "house", "unknown"],
  ["saved", "saved_partial", "lost", "ghost"],
  ["ca", "parc"],
  ["met", "early_breach", "late", "missing"]
];

/** The colour of a meaning, as a variable that follows the theme; what has no meaning of its own is grey. */
export function colorOf(meaning: string | null): string {
  return `var(--color-${meaning !== null && meaning in palette.light ? meaning : "unknown"})`;
}

/** The style sheet that defines the variables for both themes. */
export function paletteCss(): string {
  return `:root{${variables("light")}}@media screen and (prefers-color-scheme:dark){:root{${variables("dark")}}}`;
}

function variables(theme: keyof typeof palette): string {
  const [page, card] = backgrounds[theme];
  const colors = Object.entries(palette[theme]).map(([name, value]) => `--color-${name}:${value};`);
  return `${colors.join("")}--page:${page};--card:${card};`;
}
