import type {Duty, DutyRate, EarlyDuty} from "../../reports/components/duties.ts";

/** Results on what was due, small and always the same; none at all without cases. The as-of day is 31 May 2026. */
export function makeDuties(hasCases: boolean): {
  due_obligations: Duty[];
  duty_rates: DutyRate[];
  early_duties: EarlyDuty[];
} {
  if (!hasCases) return {due_obligations: [], duty_rates: [], early_duties: []};
  return {
    due_obligations: Array.from({length: 60}, (_, index) => makeDuty(index)),
    duty_rates: RULES.map(([rule, ...counts]) => makeRate(rule, counts)),
    early_duties: Array.from({length: 6}, (_, index) => makeEarly(index))
  };
}

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
    brand: "Marly",
    case_id: `K${index}`,
    owner_name,
    owner_channel: team === null ? "unknown" : "telesales",
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

function makeRate(rule: string, counts: number[]): DutyRate {
  const [met = 0, early_breaches = 0, late = 0, missing = 0, pending = 0, not_computable = 0] = counts;
  const judged = met + early_breaches + late + missing;
  const is_hidden = judged < 5;
  const shown = (value: number): number | null => (is_hidden ? null : value);
  return {
    rule,
    met: shown(met),
    early_breaches: shown(early_breaches),
    late: shown(late),
    missing: shown(missing),
    judged: shown(judged),
    met_rate: shown(met / Math.max(1, judged)),
    met_low: shown(Math.max(0, met / Math.max(1, judged) - 0.06)),
    met_high: shown(Math.min(1, met / Math.max(1, judged) + 0.05)),
    pending,
    not_computable,
    missing_fields: not_computable === 0 ? null : "contacts.at",
    days_late: shown(late * 6 + missing * 40),
    days_early: shown(early_breaches * 7),
    early_stake_cents: shown(early_breaches * 61_000),
    late_stake_cents: shown((late + missing) * 54_000),
    is_fragile: judged >= 5 && judged < 20,
    is_hidden
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
