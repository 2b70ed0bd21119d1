import type {Duty, EarlyDuty} from "../../reports/components/duties.ts";
import type {DutyCell} from "../../reports/components/duty-rates.ts";

/** Results on what was due, small and always the same; none at all without cases. The as-of day is 31 May 2026. */
export function makeDuties(hasCases: boolean): {
  due_obligations: Duty[];
  duty_cells: DutyCell[];
  early_duties: EarlyDuty[];
} {
  if (!hasCases) return {due_obligations: [], duty_cells: [], early_duties: []};
  return {
    due_obligations: Array.from({length: 60}, (_, index) => makeDuty(index)),
    duty_cells: RULES.flatMap(([rule, ...counts]) => makeCells(rule, counts)),
    early_duties: Array.from({length: 6}, (_, index) => makeEarly(index))
  };
}

const SOLENE = {brand: "Solène", family: "Site", motive: "price", value_band: "under 500"};
const MARLY = {brand: "Marly", family: "Booster", motive: "bug", value_band: "2 000 and above"};
const DAY_MS = 86_400_000;
const AS_OF = Date.UTC(2026, 4, 31);
const OWNERS = [
  ["Vendeuse 11", "Télévente Nord"],
  ["Vendeur 12", "Télévente Sud"],
  ["Vendeuse 21", "Terrain Est"],
  [null, null]
] as const;
const DUE = [
  ["D2", "next_month_end", "letters.received_date"],
  ["D3", "same_day_next_month", "letters.received_date"],
  ["D4a", "days_after", "contacts.at"]
] as const;

/** Rule, met, early, late, missing, pending, not computable. */
const RULES: [string, ...number[]][] = [
  ["D1", 210, 14, 9, 4, 2, 0],
  ["D2", 190, 22, 12, 6, 9, 0],
  ["D3", 95, 8, 3, 1, 5, 0],
  ["D4a", 30, 5, 4, 1, 3, 12],
  ["D4b", 12, 0, 0, 2, 1, 12],
  ["D7a", 3, 0, 0, 1, 0, 6],
  ["T2", 0, 0, 0, 0, 0, 15]
];

function makeDuty(index: number): Duty {
  const [rule, computation, trigger_field] = DUE[index % 3] ?? DUE[0];
  const [owner_name, team] = OWNERS[(index * 7) % 4] ?? OWNERS[3];
  const days_left = ((index * 5) % 44) - 12;
  return {
    obligation_id: `${rule}|letter|C${index}`,
    rule,
    subject_kind: "letter",
    subject_id: `C${index}`,
    customer_id: `C${index}`,
    customer_name: `Atelier ${index}`,
    ...(index % 3 === 0 ? MARLY : SOLENE),
    channel: team === null ? "unknown" : "telesales",
    case_id: `K${index}`,
    owner_name,
    team,
    trigger_field,
    trigger_date: new Date(AS_OF + (days_left - 30) * DAY_MS),
    earliest_date: null,
    deadline_date: new Date(AS_OF + days_left * DAY_MS),
    computation,
    status: days_left < 0 ? "missing" : "pending",
    days_left,
    is_due_this_week: days_left === 0,
    at_stake_cents: index % 9 === 0 ? null : 40_000 + 1_300 * index,
    file_name: "followfile_2026-05-31.csv",
    source_line: 2 + index
  };
}

/** The duties of a rule: two of three of one brand; a year before, ten more of each were met. */
function makeCells(rule: string, counts: number[]): DutyCell[] {
  const [now, before] = [Date.UTC(2026, 2), Date.UTC(2025, 2)].map((time) => new Date(time)) as [Date, Date];
  const part = (share: (count: number) => number): number[] => counts.map(share);
  const most = part((count) => Math.trunc((2 * count) / 3));
  const rest = counts.map((count, index) => count - (most[index] ?? 0));
  return [
    makeCell(rule, now, SOLENE, most),
    makeCell(rule, now, MARLY, rest),
    makeCell(rule, before, SOLENE, [(most[0] ?? 0) + 10, ...most.slice(1)])
  ];
}

function makeCell(rule: string, month: Date, cut: typeof SOLENE, counts: number[]): DutyCell {
  const [met = 0, early_breaches = 0, late = 0, missing = 0, pending = 0, not_computable = 0] = counts;
  return {
    rule,
    missing_field: not_computable === 0 ? "none" : "contacts.at",
    month,
    ...cut,
    channel: "telesales",
    ...{met, early_breaches, late, missing, pending, not_computable},
    days_late: late * 6 + missing * 40,
    days_early: early_breaches * 7,
    early_stake_cents: early_breaches * 61_000,
    late_stake_cents: (late + missing) * 54_000
  };
}

function makeEarly(index: number): EarlyDuty {
  const done = AS_OF - (20 + 31 * index) * DAY_MS;
  return {
    obligation_id: `D2|letter|E${index}`,
    rule: "D2",
    subject_kind: "letter",
    subject_id: `E${index}`,
    customer_name: `Salon ${index}`,
    customer_id: `E${index}`,
    case_id: `K${index}`,
    month: new Date(Date.UTC(2026, 3 - index)),
    ...(index === 0 ? MARLY : SOLENE),
    channel: "telesales",
    owner_name: OWNERS[index % 4]?.[0] ?? null,
    trigger_date: new Date(done - 20 * DAY_MS),
    earliest_date: new Date(done + (3 + index) * DAY_MS),
    done_date: new Date(done),
    days_early: 3 + index,
    at_stake_cents: 50_000 + index,
    file_name: "followfile_2026-05-31.csv",
    source_line: 80 + index
  };
}
