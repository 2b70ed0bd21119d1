import type {Absent} from "./pages.ts";

/** Texts of pages and components by their paths in the reports folder. */
export type Texts = Map<string, string>;

/** Keys that no page or component names: the settings of the site and of the month on paper do. */
const ALWAYS = ["locale", "site", "report"];

/**
 * The part of a catalogue that the texts can ask for: keys whose first word stands at the beginning of a text in quotes,
 * or in braces. Questions of pages that are not there go too.
 */
export function wordsUsed(
  words: Record<string, unknown>,
  texts: Texts,
  {pages}: Pick<Absent, "pages">
): Record<string, unknown> {
  const asked = new Set(ALWAYS);
  for (const text of texts.values()) {
    for (const [, first = ""] of text.matchAll(/["'`]([a-z_]+)(?=["'`.])/g)) asked.add(first);
    for (const [, first = ""] of text.matchAll(/\{\{([a-z_]+)(?=\.)/g)) asked.add(first);
  }
  return Object.fromEntries(
    Object.entries(words).filter(([key]) => {
      const [first = "", ...rest] = key.split(".");
      return asked.has(first) && !(first === "question" && pages.has(rest.join(".")));
    })
  );
}
