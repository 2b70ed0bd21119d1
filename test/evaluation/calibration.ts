import type {Profile} from "../../pipeline/sample/plans.ts";
import type {Measures} from "./measures.ts";

/** k, b and ρ in ten-thousandths (docs/methods.md §4.9). */
export interface Calibration {
  recall_bp: number;
  false_bp: number;
  ratio_bp: number;
}

/** Recall, false links and ratio over several worlds: sums over sums, so that large worlds count for more. */
export function calibrate(measured: readonly Measures[]): Calibration {
  const sum = (key: keyof Measures["sums"]): number =>
    measured.reduce((total, {sums}) => total + sums[key], 0);
  const share = (part: number, whole: number): number => Math.round((10_000 * part) / whole);
  return {
    recall_bp: share(sum("rebooked_identified"), sum("rebooked_true")),
    false_bp: share(sum("other_identified"), sum("other_booked")),
    ratio_bp: share(sum("rebooked_true"), sum("rebooked_booked"))
  };
}

/** Which companies a profile's figures are assumed for; the others are there for the evaluation. */
const APPLIES_TO: Partial<Record<Profile, string>> = {standard: "with_cases", no_case_data: "without_cases"};

/** The text of data/lookups/linkage_calibration.csv. */
export function calibrationFile(rows: readonly (Calibration & {profile: Profile})[], source: string): string {
  const header =
    "profile;applies_to;recall_bp:integer;false_bp:integer;ratio_bp:integer;valid_from:date;source";
  const lines = rows.map(({profile, recall_bp, false_bp, ratio_bp}) =>
    [profile, APPLIES_TO[profile] ?? "", recall_bp, false_bp, ratio_bp, "2000-01-01", source].join(";")
  );
  return `${[header, ...lines].join("\n")}\n`;
}
