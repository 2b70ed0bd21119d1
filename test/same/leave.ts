import type {Leave} from "./compare.ts";
import type {Delivery} from "./variants.ts";

/** Results that say on which line of which file something stands. */
const TOLD = [
  "alert_episodes",
  "case_stories",
  "contact_breaches",
  "contact_follow_ups",
  "due_obligations",
  "early_duties",
  "order_stories",
  "process_items",
  "story_events",
  "untold_cancellations"
];

/** Columns that say on which line something stands: other lines when records change places. */
const LINES: Leave["columns"] = {
  ...Object.fromEntries(TOLD.map((result) => [result, ["source_line"]])),
  reconciliation_items: ["first_line", "second_line"]
};

/** Columns that say in which file: other names when files are called otherwise. */
const NAMES: Leave["columns"] = {
  ...Object.fromEntries(TOLD.map((result) => [result, ["file_name"]])),
  reconciliation_items: ["first_file_name", "second_file_name"],
  files: ["name"]
};

/**
 * What published results may differ in when the same records are delivered otherwise: where something stands. All other
 * columns have the same values in the same rows.
 */
export const PLACES: Record<Delivery, Leave> = {
  // A file is known by its content, which is other bytes now; files of one source and day are listed in its order.
  shuffled: {columns: {...LINES, files: ["file_id"]}, unordered: ["files"], results: []},
  renamed: {columns: NAMES, unordered: [], results: []},
  // How many files there are; a file delivered twice no longer has a twin when both were cut, and its records count again.
  split: {
    columns: {...join(LINES, NAMES), about: ["files", "records"]},
    unordered: [],
    results: ["files"]
  }
};

function join(one: Leave["columns"], other: Leave["columns"]): Leave["columns"] {
  return Object.fromEntries(
    Object.keys({...one, ...other}).map((result) => [
      result,
      [...(one[result] ?? []), ...(other[result] ?? [])]
    ])
  );
}
