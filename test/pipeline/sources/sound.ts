import type {CellType} from "../../../src/cells.ts";
import type {Dialect} from "../../../src/dialect.ts";

/** A cell that a column of a type reads, in the writing of a dialect. */
export function soundCell({name}: CellType, dialect: Dialect): string {
  const day = writtenDay(dialect);
  if (name.startsWith("day")) return day;
  if (name.startsWith("instant")) return dialect.time === "h:mm am" ? `${day} 9:05 AM` : `${day} 09:05`;
  if (name.startsWith("money") || name.startsWith("decimal")) return `12${dialect.decimal}50`;
  if (name.includes("e-mail")) return "salon@exemple.example";
  if (name.includes("phone")) return "06 39 98 00 01";
  if (name === "integer" || name === "whole number") return "7";
  if (name === "yes or no") return dialect.yes[0] ?? "";
  return "A1";
}

function writtenDay({day}: Dialect): string {
  return day.replace("yyyy", "2026").replace(/m+/, "03").replace(/d+/, "14");
}
