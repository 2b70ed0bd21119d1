import type {DuckDBConnection, DuckDBValue} from "@duckdb/node-api";
import {dataError} from "../errors.ts";
import {compare, type Model} from "../models.ts";
import {quoteName, quoteText, readRows} from "../warehouse.ts";
import type {Entry, Limits} from "./block.ts";
import {recall, remember, type Store} from "./memory.ts";
import {WITHHELD} from "./partition.ts";
import {readRecords, type Records} from "./records.ts";
import {type Memory, update} from "./update.ts";

const ROWS_A_TIME = 500;

/** What became of one measure of a result: published + withheld = warehouse, to the cent. */
export interface Account {
  result: string;
  measure: string;
  warehouse: bigint;
  published: bigint;
  withheld: bigint;
}

/** How much of a result is still told by each thing that it is cut by. */
export interface Told {
  result: string;
  level: string;
  /** Records published with their value. */
  told: number;
  /** Records published at all, and all of them. */
  published: number;
  records: number;
}

export interface Protected {
  /** To be written down once what was published is; see `writeStore`. */
  store: Store;
  accounts: Account[];
  told: Told[];
}

/**
 * Makes `cells.<name>` of each file of `pipeline/cells`, in a schema or database `cells` that is there: sums over atoms, each of enough customers and sellers, that no
 * addition, subtraction or comparison with an earlier build takes apart. Where a value is withheld a text is `withheld`
 * and a day is null.
 * @throws RessacError (1) when what is published and what is withheld are not together what the warehouse has, (2) when a
 * result is not cut as it was when it was last published.
 */
export async function protectCells(
  connection: DuckDBConnection,
  models: readonly Model[],
  {hash, store}: {hash: (text: string) => string; store: Store}
): Promise<Protected> {
  const limits = await readLimits(connection);
  const made: Protected = {store: {...store}, accounts: [], told: []};
  for (const model of models) {
    const records = await readRecords(connection, model, hash);
    const rules = {levels: records.levels.map(({name}) => name), measures: records.measures};
    const {memory} = update(recall(store, model.name, rules), records.entries, {...records, limits});
    await writeCells(connection, model.name, records, memory);
    made.accounts.push(...(await balance(connection, model, records, memory)));
    made.told.push(...toldOf(model.name, records, memory));
    made.store[model.name] = remember(memory, rules);
  }
  return made;
}

/** The limits in force. @throws when a parameter is missing. */
export async function readLimits(connection: DuckDBConnection): Promise<Limits> {
  const [row] = await readRows(
    connection,
    `select parameter ('protect.customers') as customers, parameter ('protect.sellers') as sellers,
      parameter ('protect.dominance_percent') / 100 as dominance, parameter ('protect.rare_percent') / 100 as rare`
  );
  return {
    customers: Number(row?.customers),
    sellers: Number(row?.sellers),
    dominance: Number(row?.dominance),
    rare: Number(row?.rare)
  };
}

/** Sums of the records of atoms that are told alike. */
export function sumCells({atoms, records}: Pick<Memory, "atoms" | "records">): Map<string, bigint[]> {
  const sums = new Map<string, bigint[]>();
  for (const {atom, measures} of records) {
    const key = JSON.stringify(atoms[atom]);
    const sum = sums.get(key) ?? measures.map(() => 0n);
    sums.set(
      key,
      sum.map((value, index) => value + BigInt(measures[index] as number))
    );
  }
  return new Map([...sums].sort(([a], [b]) => compare(a, b)));
}

async function writeCells(
  connection: DuckDBConnection,
  table: string,
  {levels, measures}: Records,
  memory: Memory
): Promise<void> {
  const columns = [
    ...levels.map(({name, isDay}) => `${quoteName(name)} ${isDay ? "date" : "varchar"}`),
    ...measures.map((name) => `${quoteName(name)} bigint`)
  ];
  const rows = [...sumCells(memory)].map(([key, sums]) => {
    const label = JSON.parse(key) as string[];
    const values = levels.map(({isDay}, index) => valueOf(label[index] as string, isDay));
    return `(${[...values, ...sums].join(", ")})`;
  });
  await connection.run(`create or replace table ${quoteName(table)} (${columns.join(", ")})`);
  for (let place = 0; place < rows.length; place += ROWS_A_TIME)
    await connection.run(
      `insert into ${quoteName(table)} values ${rows.slice(place, place + ROWS_A_TIME).join(", ")}`
    );
}

function valueOf(value: string, isDay: boolean): string {
  return isDay && value === WITHHELD ? "null" : quoteText(value);
}

/** Reads both sides again, by the database: the cells that are published, and the records of the warehouse. */
async function balance(
  connection: DuckDBConnection,
  {name, sql}: Pick<Model, "name" | "sql">,
  {measures, entries}: Records,
  {records}: Memory
): Promise<Account[]> {
  const sums = (from: string): Promise<Record<string, DuckDBValue>[]> =>
    readRows(
      connection,
      `select ${measures.map((measure) => `coalesce(sum(${quoteName(measure)}), 0)::varchar as ${quoteName(measure)}`).join(", ")} from ${from}`
    );
  const [[warehouse = {}], [published = {}]] = await Promise.all([sums(`(${sql})`), sums(quoteName(name))]);
  const withheld = withheldOf(entries, records, measures.length);
  return measures.map((measure, index) => {
    const account = {
      ...{result: name, measure},
      warehouse: BigInt(warehouse[measure] as string),
      published: BigInt(published[measure] as string),
      withheld: withheld[index] as bigint
    };
    if (account.published + account.withheld === account.warehouse) return account;
    throw dataError(
      `${name}: ${measure} is ${account.warehouse} in the warehouse, ${account.published} published and ${account.withheld} withheld; nothing is published`
    );
  });
}

/** What each record is now less what is published of it, added up. */
function withheldOf(entries: readonly Entry[], records: readonly Entry[], width: number): bigint[] {
  const sums = Array.from({length: width}, () => 0n);
  const add = (measures: readonly number[], sign: bigint): void =>
    measures.forEach((value, index) => (sums[index] = (sums[index] as bigint) + sign * BigInt(value)));
  for (const {measures} of entries) add(measures, 1n);
  for (const {measures} of records) add(measures, -1n);
  return sums;
}

function toldOf(result: string, {levels, entries}: Records, {atoms, records}: Memory): Told[] {
  return levels.map(({name}, index) => ({
    ...{result, level: name, published: records.length, records: entries.length},
    told: records.filter(({atom}) => atoms[atom]?.[index] !== WITHHELD).length
  }));
}
