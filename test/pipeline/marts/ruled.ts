// Attribution rules told in few words, as rows of data/lookups/attribution_rules.csv.
import type {Row} from "../../support/models.ts";

export type Role = "initial" | "rebooker" | "first_contact" | "dvr" | "house" | "unknown";

export interface RuleStory {
  rule?: string | null;
  measure?: string;
  position?: number;
  valid_from?: string;
  valid_to?: string;
  is_prorated?: boolean;
  motives?: string | undefined;
  from_days?: number | undefined;
  to_days?: number | undefined;
  original_channel?: string;
  rebooking_channel?: string | undefined;
  assignment?: string;
  first_contact?: string;
  reversal?: Partial<Record<Role, number>>;
  credit?: Partial<Record<Role, number>>;
}

/** Rows that hold for ever, without conditions, in the order of the file from its second line on. */
export function tellRules(...rules: RuleStory[]): Partial<Row>[] {
  return rules.map(
    ({reversal = {initial: 10000}, credit = {initial: 10000}, ...row}, index): Partial<Row> => ({
      rule: "told",
      measure: "CA",
      position: 9,
      valid_from: "2000-01-01",
      is_prorated: false,
      ...shares("reversal", reversal),
      ...shares("credit", credit),
      source_line: index + 2,
      ...Object.fromEntries(Object.entries(row).filter(([, cell]: [string, unknown]) => cell !== undefined))
    })
  );
}

function shares(side: string, parts: Partial<Record<Role, number>>): Row {
  return Object.fromEntries(Object.entries(parts).map(([role, part]) => [`${side}_${role}_bp`, part]));
}
