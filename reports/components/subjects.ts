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
  if (kind === undefined || typeof value !== "string" || value === "") return null;
  return {kind, id: column === "cancellation_id" ? value.replace(/@\d{4}-\d\d-\d\d$/, "") : value};
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
