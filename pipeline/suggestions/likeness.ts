// How alike two labels are: words that people write in French and English, with their endings and their typing errors.

/** Words that say nothing about a motive. */
const EMPTY_WORDS = new Set(
  (
    "a an and as at au aux avec by ce cette chez d dans de des du elle en et est for from il in is it its l la le les leur " +
    "mais n ne no not nos notre of on or ou par pas plus pour qu que qui s sa se ses son sont sur the their to trop un une " +
    "very with"
  ).split(" ")
);

/** Words below this likeness are different words. */
const LEAST_WORD = 0.5;

/** Words of a label as they are compared: without case, accents, endings of the plural and empty words. */
export function wordsOf(label: string): string[] {
  const words = label
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const telling = words.filter((word) => !EMPTY_WORDS.has(word));
  return (telling.length > 0 ? telling : words).map((word) => word.replace(/(?<=\p{L}{3})(?:s|x)$/u, ""));
}

/**
 * Likeness of two labels, 0 to 1: how much of the words of each is found in the other, a word counting by its letters.
 * Words are alike by the trigrams they share (Dice), so that endings and typing errors cost a little only.
 */
export function likeness(one: string, other: string): number {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  if (words.length === 0 || others.length === 0) return 0;
  return (2 * (found(words, others) + found(others, words))) / (2 * (length(words) + length(others)));
}

function found(words: readonly string[], others: readonly string[]): number {
  return words.reduce((sum, word) => {
    const best = Math.max(...others.map((other) => wordLikeness(word, other)));
    return sum + (best >= LEAST_WORD ? best * word.length : 0);
  }, 0);
}

function length(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + word.length, 0);
}

function wordLikeness(one: string, other: string): number {
  if (one === other) return 1;
  const [grams, others] = [trigrams(one), trigrams(other)];
  const shared = [...grams].filter((gram) => others.has(gram)).length;
  return (2 * shared) / (grams.size + others.size);
}

function trigrams(word: string): Set<string> {
  const padded = `  ${word} `;
  return new Set(Array.from({length: padded.length - 2}, (_, place) => padded.slice(place, place + 3)));
}
