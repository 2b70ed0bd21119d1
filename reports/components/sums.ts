/** Cells in the order of their groups, so that each group is added up in one go. */
export interface Runs {
  cells: Int32Array;
  /** Group of each run, and the place in `cells` where it ends. */
  groups: number[];
  ends: number[];
}

/** Groups up to which cells are put in order first; with more of them, a run would be hardly longer than one cell. */
export const MOST_RUNS = 2 ** 11;

/** Puts the cells of a block in the order of their groups, by counting. */
export function runsOf(cells: Int32Array, groups: Int32Array, count: number): Runs {
  const next = new Int32Array(count + 1);
  for (let place = 0; place < groups.length; place++) {
    const after = (groups[place] as number) + 1;
    next[after] = (next[after] as number) + 1;
  }
  const runs: Runs = {cells: new Int32Array(cells.length), groups: [], ends: []};
  for (let group = 0; group < count; group++) {
    const [start, size] = [next[group] as number, next[group + 1] as number];
    next[group + 1] = start + size;
    if (size > 0) {
      runs.groups.push(group);
      runs.ends.push(start + size);
    }
  }
  for (let place = 0; place < groups.length; place++) {
    const group = groups[place] as number;
    const to = next[group] as number;
    runs.cells[to] = cells[place] as number;
    next[group] = to + 1;
  }
  return runs;
}

/** Adds numbers of one word; in two sums by turns, for a processor need not end one addition to begin the other. */
export function addShortRuns(words: Int32Array, {cells, groups, ends}: Runs, sums: Float64Array): void {
  let place = 0;
  for (let run = 0; run < groups.length; run++) {
    const [group, end] = [groups[run] as number, ends[run] as number];
    let [even, odd] = [0, 0];
    for (; place + 1 < end; place += 2) {
      even += words[cells[place] as number] as number;
      odd += words[cells[place + 1] as number] as number;
    }
    if (place < end) even += words[cells[place++] as number] as number;
    sums[group] = (sums[group] as number) + even + odd;
  }
}

/** Adds numbers of two words: low halves to the first half of the sums, high halves to the second. */
export function addLongRuns(words: Int32Array, {cells, groups, ends}: Runs, sums: Float64Array): void {
  const highs = sums.length / 2;
  let place = 0;
  for (let run = 0; run < groups.length; run++) {
    const [group, end] = [groups[run] as number, ends[run] as number];
    let [low, high] = [0, 0];
    for (; place < end; place++) {
      const word = 2 * (cells[place] as number);
      low += (words[word] as number) >>> 0;
      high += words[word + 1] as number;
    }
    sums[group] = (sums[group] as number) + low;
    sums[group + highs] = (sums[group + highs] as number) + high;
  }
}
