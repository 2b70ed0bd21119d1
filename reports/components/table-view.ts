import {readParameter, writeParameter} from "./address.js";
import {describeParameter} from "./in-force.js";
import type {Column, Sort} from "./table.js";

/** What of a table the address holds: a link shows it searched and sorted the same way. */
export interface TableView {
  query: string;
  sort: Sort;
}

/** Parameters of a table, by the name of the table: `orders.find`, `orders.sort`. */
const parametersOf = (name: string) => ({find: `${name}.find`, sort: `${name}.sort`});

/** The name of a table that was given none: the same for the same columns, in every language. */
export function nameOf(columns: readonly {key: string}[]): string {
  let sum = 7;
  for (const letter of columns.map(({key}) => key).join(",")) sum = (31 * sum + letter.charCodeAt(0)) >>> 0;
  return `t${sum.toString(36)}`;
}

/** How a table is searched and sorted by the address; as it is by itself where the address says nothing. */
export function readView<Row>(name: string, columns: Column<Row>[], sort: Sort): TableView {
  const {find, sort: order} = parametersOf(name);
  // The file that is taken away says both in the words of the table.
  for (const parameter of [find, order]) describeParameter(parameter, () => null);
  const asked = readParameter(order) ?? "";
  const key = asked.replace(/^-/, "");
  const isKnown = columns.some((column) => column.key === key);
  return {
    query: readParameter(find) ?? "",
    sort: isKnown ? {key, descending: asked.startsWith("-")} : sort
  };
}

/** Puts search and order into the address, and takes out what is as the table is by itself. */
export function writeView(name: string, {query, sort}: TableView, initial: Sort): void {
  const {find, sort: order} = parametersOf(name);
  const isInitial = sort.key === initial.key && sort.descending === initial.descending;
  writeParameter(find, query.trim() === "" ? null : query.trim());
  writeParameter(order, isInitial ? null : `${sort.descending ? "-" : ""}${sort.key}`);
}
