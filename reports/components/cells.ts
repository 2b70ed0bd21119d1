import type {Say} from "./say.js";
import type {Column} from "./table.js";
import type {TableSource} from "./table-source.js";

/** A value that leaves the page: a number keeps its unit, a day stays a day, all else is text. */
export type Cell =
  | {kind: "text"; text: string}
  | {kind: "money" | "rate" | "points" | "number"; value: number}
  | {kind: "day" | "month"; day: Date}
  | null;

/** A table as it leaves the page. */
export interface TakenTable {
  label: string;
  heads: string[];
  rows: Cell[][];
}

/** Shown where there is no figure. */
const NONE = "–";

/**
 * A table as it is found and sorted at this moment. A cell is typed only where the page shows that very value, so
 * that what is withheld on the page stays withheld; what stands beside a figure (an interval, its parts) goes into
 * a column of its own.
 */
export function takeTable({label, columns, rows}: TableSource, say: Say): TakenTable {
  const taken = rows();
  const parts = columns.map((column) => taken.map((row) => takeCell(column, row, say)));
  const hasBeside = parts.map((cells) => cells.some(({beside}) => beside !== ""));
  const spread = <T>(first: (index: number) => T, second: (index: number) => T): T[] =>
    columns.flatMap((_, index) => (hasBeside[index] ? [first(index), second(index)] : [first(index)]));
  return {
    label,
    heads: spread(
      (index) => columns[index]?.label ?? "",
      (index) => say.text("take.beside", {column: columns[index]?.label ?? ""})
    ),
    rows: taken.map((_, row) =>
      spread<Cell>(
        (index) => parts[index]?.[row]?.cell ?? null,
        (index) => textCell(parts[index]?.[row]?.beside ?? "")
      )
    )
  };
}

function takeCell(column: Column<unknown>, row: unknown, say: Say): {cell: Cell; beside: string} {
  const [first = "", ...others] = textsOf(column.show(row));
  const typed = typeOf(column.value(row), first, say);
  if (typed !== null) return {cell: typed, beside: others.join(" · ")};
  return {cell: textCell([first, ...others].join(" · ")), beside: ""};
}

function textCell(text: string): Cell {
  return text === "" || text === NONE ? null : {kind: "text", text};
}

type Typed = Exclude<Cell, null | {kind: "text"}>;
type Form = [kind: Typed["kind"], show: (value: number) => string];

/** The kind of a value, known by the form in which the page shows it; null where it shows something else. */
export function typeOf(value: string | number | Date | null, shown: string, say: Say): Typed | null {
  if (value === null || typeof value === "string") return null;
  if (value instanceof Date) {
    if (shown === say.day(value) || shown === say.date(value)) return {kind: "day", day: value};
    return shown === say.month(value) ? {kind: "month", day: value} : null;
  }
  const kind = formsOf(say).find(([, show]) => show(value) === shown)?.[0];
  if (kind === "money") return {kind, value: Math.round(value) / 100};
  if (kind === "points") return {kind, value: 100 * value};
  return kind === "rate" || kind === "number" ? {kind, value} : null;
}

/** Every way in which pages write a number. */
function formsOf(say: Say): Form[] {
  const points = (value: number) => Math.round(1000 * value) / 10;
  const signed = (value: number) => `${points(value) > 0 ? "+" : ""}${say.number(points(value))}`;
  return [
    ["money", say.amount],
    ["money", say.money],
    ["money", (value) => say.short(value)],
    ["money", (value) => say.short(value, 2)],
    ["money", (value) => say.shortChange(value)],
    ["money", (value) => say.shortChange(value, 2)],
    ["rate", say.percent],
    ["rate", say.change],
    ["number", say.number],
    ["number", (value) => say.amount(100 * value)],
    ["points", (value) => say.text("adjusted.points", {value: signed(value)})],
    ["points", (value) => say.text("changes.points", {points: signed(value)})]
  ];
}

/** The texts of a cell, in their order: of a picture its name, nothing of what is only read out. */
function textsOf(shown: string | Node): string[] {
  if (typeof shown === "string") return [shown];
  const texts: string[] = [];
  collectTexts(shown, texts);
  return texts;
}

function collectTexts(node: Node, texts: string[]): void {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = (node.textContent ?? "").replace(/\s+/g, " ").trim();
    if (text !== "") texts.push(text);
    return;
  }
  if (node instanceof Element) {
    if (node.classList.contains("sr-only")) return;
    if (node.getAttribute("role") === "img") texts.push(node.getAttribute("aria-label") ?? "");
  }
  for (const child of node.childNodes) collectTexts(child, texts);
}
