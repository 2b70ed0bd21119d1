/** A cost at a size. */
export interface SizedCost {
  lines: number;
  cost: number;
}

/**
 * The power of the size with which a cost grows: the least squares slope of its logarithm over that of the size; 1 is in
 * proportion, 0 not at all. Null with fewer than two sizes at which it cost something.
 */
export function slopeOf(points: readonly SizedCost[]): number | null {
  const logs = points
    .filter(({cost}) => cost > 0)
    .map(({lines, cost}) => ({x: Math.log(lines), y: Math.log(cost)}));
  const mean = (of: (log: {x: number; y: number}) => number): number =>
    logs.reduce((sum, log) => sum + of(log), 0) / logs.length;
  const [x, y] = [mean((log) => log.x), mean((log) => log.y)];
  const spread = mean((log) => (log.x - x) ** 2);
  return logs.length < 2 || spread === 0 ? null : mean((log) => (log.x - x) * (log.y - y)) / spread;
}
