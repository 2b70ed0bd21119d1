/** A thing that has a story of its own. */
export interface Subject {
  kind: "order" | "case";
  id: string;
}

/** Columns whose value names an order or a case. */
const KINDS: Record<string, Subject["kind"]> = {
  order_id: "order",
  cancelled_order_id: "order",
  rebooked_order_id: "order",
  cancellation_id: "order",
  case_id: "case"
};

/** The order or case that a column of a row names; a cancelled unit goes by its order. */
export function subjectOf(column: string, value: unknown): Subject | null {
  const kind = KINDS[column];
  if (kind === undefined || typeof value !== "string" || !/[\p{L}\p{N}]/u.test(value)) return null;
  return {kind, id: column === "cancellation_id" ? value.replace(/@\d{4}-\d\d-\d\d$/, "") : value};
}

/** Whether a column leads to stories by itself. */
export function namesSubject({key, column}: {key: string; column?: string}): boolean {
  return (column ?? key) in KINDS;
}

/** The case or order that a row is about, where no column of it says so. */
export function subjectOfRow(row: unknown): Subject | null {
  if (row === null || typeof row !== "object") return null;
  const values = row as Record<string, unknown>;
  for (const column of ["case_id", ...Object.keys(KINDS)]) {
    const subject = subjectOf(column, values[column]);
    if (subject !== null) return subject;
  }
  return null;
}

/** The address of a story on any page. */
export function subjectAddress({kind, id}: Subject): string {
  return `#${kind}=${encodeURIComponent(id)}`;
}

/** The story that an address names. */
export function subjectIn(hash: string): Subject | null {
  const [, kind, id] = /^#(order|case)=(.+)$/.exec(hash) ?? [];
  if (id === undefined) return null;
  try {
    return {kind: kind as Subject["kind"], id: decodeURIComponent(id)};
  } catch {
    return null;
  }
}
