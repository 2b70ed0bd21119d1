/**
 * A small seeded generator of pseudo-random numbers (sfc32, its state filled by splitmix32).
 * Each (seed, index) pair has its own stream, so that a customer's story does not depend on how many
 * customers come before it.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, index: number) {
    // Two numbers of up to 53 bits each are mixed word by word: nearby seeds give unrelated streams.
    const words = [seed, seed / 2 ** 32, index, index / 2 ** 32].map((word) => Math.floor(word) | 0);
    let state = words.reduce((mixed, word) => splitmix(mixed ^ word), 0x2545f491);
    this.#a = state = splitmix(state);
    this.#b = state = splitmix(state);
    this.#c = splitmix(state);
    for (let turn = 0; turn < 12; turn++) this.next();
  }

  /** A number in [0, 1), in steps of 2^-32. */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  /** A whole number between `low` and `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One element of a list that has at least one. */
  pick<T>(list: readonly T[]): T {
    const picked = list[Math.floor(this.next() * list.length)];
    if (picked === undefined) throw new Error("cannot pick from an empty list");
    return picked;
  }

  /** One value of a list of (value, weight) pairs; the weights need not sum to one. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let left = this.next() * choices.reduce((total, [, weight]) => total + weight, 0);
    for (const [value, weight] of choices) {
      left -= weight;
      if (left < 0) return value;
    }
    // Rounding can leave a crumb after the last weight: it belongs to the last choice.
    const last = choices.at(-1);
    if (last === undefined) throw new Error("cannot pick from an empty list");
    return last[0];
  }

  /** A waiting time with the given mean. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** A number around zero with a standard deviation of one. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** `count` different elements of a list, in the list's order. */
  sample<T>(list: readonly T[], count: number): T[] {
    let wanted = Math.min(count, list.length);
    return list.filter((_, position) => {
      const isTaken = this.next() < wanted / (list.length - position);
      if (isTaken) wanted--;
      return isTaken;
    });
  }
}

function splitmix(state: number): number {
  let word = (state + 0x9e3779b9) | 0;
  word = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
  word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
  return word ^ (word >>> 15);
}
