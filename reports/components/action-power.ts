import type {ActionRules} from "./action-results.js";

/** What an action is planned with: how often the outcome is, for 100 customers and a year, and how many are on each side. */
export interface Plan {
  rate: number;
  exposed: number;
  compared: number;
  months: number;
  /** Customers of one unit, and how alike they are: 1 and 0 where customers are drawn one by one. */
  unitSize: number;
  icc: number;
}

/** Customer-months an arm of two shares that a test takes (Fleiss 1981); docs/methods.md 12.4. */
export function neededPerArm(
  share: number,
  other: number,
  {level_score: z, power_score: power}: ActionRules
): number {
  const mean = (share + other) / 2;
  const root =
    z * Math.sqrt(2 * mean * (1 - mean)) + power * Math.sqrt(share * (1 - share) + other * (1 - other));
  return (root / (share - other)) ** 2;
}

/** How much more it takes when customers come in units that are alike. */
export function designEffect(unitSize: number, icc: number): number {
  return 1 + (unitSize - 1) * icc;
}

/**
 * The least fall that a plan would show, for 100 customers and a year; null where not even the end of all cases would be seen.
 * A difference in differences: the months before scatter too, so that it takes more than one comparison would.
 */
export function detectableFall(plan: Plan, rules: ActionRules): number | null {
  const share = plan.rate / 1200;
  const perArm = effectivePerArm(plan, rules);
  if (!(share > 0) || !(perArm > 0) || neededPerArm(share, 0, rules) > perArm) return null;
  let [low, high] = [0, share];
  for (let turn = 0; turn < 60; turn++) {
    const middle = (low + high) / 2;
    if (neededPerArm(share, middle, rules) <= perArm) low = middle;
    else high = middle;
  }
  return 1200 * (share - low);
}

function effectivePerArm(
  {exposed, compared, months, unitSize, icc}: Plan,
  {before_months: before}: ActionRules
): number {
  const customers = 2 / (1 / exposed + 1 / compared);
  return (customers * months) / designEffect(unitSize, icc) / (1 + months / before);
}
