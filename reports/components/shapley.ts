/** What a group of players keeps together, by their names in alphabetical order joined by `+`; nothing when not told. */
export type Coalitions = Record<string, number>;

/**
 * The Shapley value of each player (docs/methods.md §7.3): what a player adds to those who came before, over all orders
 * in which they could come. The values add up to what all keep together; players who add alike get alike; who adds
 * nothing gets nothing. In the unit of the values.
 */
export function shapley(players: readonly string[], kept: Coalitions): Record<string, number> {
  const sorted = [...players].sort();
  const value = (members: readonly string[]): number => kept[members.join("+")] ?? 0;
  const shares: Record<string, number> = {};
  for (const player of sorted) {
    const others = sorted.filter((other) => other !== player);
    let sum = 0;
    for (const before of subsets(others)) {
      const after = [...before, player].sort();
      sum +=
        factorial(before.length) * factorial(others.length - before.length) * (value(after) - value(before));
    }
    shares[player] = sum / factorial(sorted.length);
  }
  return shares;
}

function subsets(names: readonly string[]): string[][] {
  return names.reduce<string[][]>(
    (found, name) => found.concat(found.map((members) => [...members, name])),
    [[]]
  );
}

function factorial(number: number): number {
  return number <= 1 ? 1 : number * factorial(number - 1);
}
