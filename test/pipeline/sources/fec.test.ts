import {existsSync} from "node:fs";
import {readdir, readFile} from "node:fs/promises";
import {join, resolve} from "node:path";
import {describe, expect, it} from "vitest";
import fec from "../../../pipeline/sources/fec.ts";
import {readBytes, readText} from "../../support/exports.ts";
import {runModel} from "../../support/models.ts";
import {centsOf, isoOf, readAll, useSample} from "../sample/samples.ts";

const LEDGERS = resolve(process.env.RESSAC_FEC ?? "../shared/data/fec");
const isThere = existsSync(LEDGERS);

interface Count {
  lines: number;
  debit: bigint;
  credit: bigint;
  /** Entries whose debit is not their credit. */
  unbalanced: number;
}

/** Counts a ledger with nothing of the project's own: columns by place, cents by their digits. */
function countLedger(text: string): Count {
  const lines = text
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => line.split("\t"));
  const cents = (cell = ""): bigint => BigInt(cell.replace(",", ""));
  const sum = (place: number): bigint => lines.reduce((total, cells) => total + cents(cells[place]), 0n);
  return {lines: lines.length, debit: sum(11), credit: sum(12), unbalanced: 0};
}

function countRead(bytes: Buffer): Count {
  const {rows, problems, skipped, refusals} = readBytes(fec, bytes);
  expect({problems, skipped, refusals}).toEqual({problems: [], skipped: 0, refusals: []});
  const balances = new Map<string, bigint>();
  const count = {lines: rows.length, debit: 0n, credit: 0n};
  for (const {journal_code, entry_no, debit_cents, credit_cents} of rows) {
    const key = JSON.stringify([journal_code, entry_no]);
    const [debit, credit] = [debit_cents as bigint, credit_cents as bigint];
    balances.set(key, (balances.get(key) ?? 0n) + debit - credit);
    count.debit += debit;
    count.credit += credit;
  }
  return {...count, unbalanced: [...balances.values()].filter((balance) => balance !== 0n).length};
}

describe("labels with quotes", () => {
  it("are kept as they stand: the law knows no quoted cells", () => {
    const header = "JournalCode\tEcritureNum\tEcritureDate\tCompteNum\tEcritureLib\tDebit\tCredit";
    const labels = ['MAGASIN "LE CLUB"', '"Avoir 12"', 'ecran 24"'];
    const lines = labels.map((label, index) => `VE\t${index + 1}\t20260105\t411000\t${label}\t1,00\t0,00`);
    const {rows, problems} = readBytes(fec, Buffer.from([header, ...lines, ""].join("\r\n")));
    expect(problems).toEqual([]);
    expect(rows.map(({label}) => label)).toEqual(labels);
  });
});

describe.runIf(isThere)("the real ledgers", () => {
  it("are read whole: every line, every cent, and debit is credit in each entry", async () => {
    const names = (await readdir(LEDGERS)).filter((name) => name.endsWith(".txt")).sort();
    const counts = new Map<string, Count>();
    for (const name of names) {
      const bytes = await readFile(join(LEDGERS, name));
      const count = countRead(bytes);
      expect(count).toEqual(countLedger(bytes.toString("utf8")));
      counts.set(name, count);
    }
    expect(Object.fromEntries(counts)).toEqual({
      "0000000001FEC20220831.masked.txt": {
        lines: 5_422,
        debit: 1_018_621_981n,
        credit: 1_018_621_981n,
        unbalanced: 0
      },
      "000000000FEC20231231.masked.txt": {
        lines: 2_102,
        debit: 126_535_082n,
        credit: 126_535_082n,
        unbalanced: 0
      }
    });
  });

  it("are known by the names that the law gives them, and no accents are lost", async () => {
    const bytes = await readFile(join(LEDGERS, "0000000001FEC20220831.masked.txt"));
    const [first] = readBytes(fec, bytes).rows;
    expect(first).toMatchObject({
      journal_code: "ANO",
      entry_no: "1",
      account: "101500",
      account_name: "Capital souscrit appelé, versé",
      debit_cents: 0n,
      credit_cents: 1_350_000n,
      third_party_id: null,
      foreign_amount: null
    });
  });
});

it.runIf(!isThere)(`the real ledgers were not read: there is no folder ${LEDGERS}`, () => {
  expect(isThere).toBe(false);
});

describe("the ledgers of the sample", () => {
  const sample = useSample(400, 1);

  it("balance in each entry, and hold the revenue that accounting billed and credited, to the cent", async () => {
    const entries = new Map(
      (await readAll(sample.folder, "qualiatic_ecritures")).map((row) => [row["N° écriture"], row])
    );
    for (const year of ["2024", "2025"]) {
      const bytes = await readFile(join(sample.folder, `000000000FEC${year}1231.txt`));
      expect(countRead(bytes)).toMatchObject({unbalanced: 0});
      const revenue = readBytes(fec, bytes)
        .rows.filter(({account}) => String(account).startsWith("70"))
        .reduce((sum, row) => sum + (row.credit_cents as bigint) - (row.debit_cents as bigint), 0n);
      const billed = [...entries.values()]
        .filter((row) => isoOf(row["Date écriture"]).startsWith(year))
        .reduce((sum, row) => sum + centsOf(row["Montant HT"]), 0);
      expect(revenue).toBe(BigInt(billed));
    }
  });
});

const HEADER = "JournalCode\tEcritureNum\tEcritureDate\tCompteNum\tCompAuxNum\tDebit\tCredit";

describe("sources.fec", () => {
  it("reads empty amounts and amounts below zero", () => {
    const {rows, problems} = readText(
      fec,
      `${HEADER}\nVE\t1\t20240105\t411000\tC1\t120,00\t\nVE\t1\t20240105\t706000\t\t\t-120,00\n`
    );
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      {debit_cents: 12000n, credit_cents: null},
      {debit_cents: null, credit_cents: -12000n}
    ]);
  });

  it("says what stands where an amount should", () => {
    const {problems} = readText(fec, `${HEADER}\nVE\t1\t20240105\t411000\tC1\t120,00 EUR\t0,00\n`);
    expect(problems).toMatchObject([
      {
        line: 2,
        column_name: "debit_cents",
        raw_value: "120,00 EUR",
        reason_code: "bad_amount",
        message: "not an amount with at most two decimals, such as 1 234,56"
      }
    ]);
  });
});

const line = {
  journal_code: "VE",
  entry_no: "1",
  entry_date: "2024-01-05",
  account: "411000",
  source_file_id: "f1",
  source_line: 2
};

describe("fec.accounting_entries", () => {
  it("takes amounts from both columns, or from one with its side", async () => {
    const rows = await runModel("fec.accounting_entries", {
      "sources.fec": [
        {...line, debit_cents: 100n, credit_cents: null, source_line: 2},
        {...line, debit_cents: 0n, credit_cents: 100n, source_line: 3},
        {...line, amount_cents: 70n, side: "d", source_line: 4},
        {...line, amount_cents: 70n, side: "-1", source_line: 5},
        {...line, amount_cents: 70n, side: "?", source_line: 6}
      ]
    });
    expect(rows.map(({debit_cents, credit_cents}) => [debit_cents, credit_cents])).toEqual([
      [100n, 0n],
      [0n, 100n],
      [70n, 0n],
      [0n, 70n],
      [null, null]
    ]);
  });

  it("is recorded when its accounting day begins in France, whenever it was validated", async () => {
    const rows = await runModel("fec.accounting_entries", {
      "sources.fec": [{...line, entry_date: "2024-07-01", validated_date: "2025-03-31"}]
    });
    expect(rows).toMatchObject([{recorded_at: "2024-06-30 22:00:00+00", validated_date: "2025-03-31"}]);
  });
});

describe("staging.accounting_entries", () => {
  const entry = {system: "fec", ...line, debit_cents: 0n, credit_cents: 0n};

  it("names the customer of revenue when its entry has one customer only", async () => {
    const rows = await runModel("staging.accounting_entries", {
      "entities.accounting_entries": [
        {...entry, third_party_id: "C1", debit_cents: 12000n, source_line: 2},
        {...entry, account: "706000", credit_cents: 10000n, source_line: 3},
        {...entry, account: "445710", credit_cents: 2000n, source_line: 4},
        {...entry, entry_no: "2", third_party_id: "C1", source_line: 5},
        {...entry, entry_no: "2", third_party_id: "C2", source_line: 6},
        {...entry, entry_no: "2", account: "706000", source_line: 7},
        {...entry, source_file_id: "f2", account: "706000", source_line: 2}
      ]
    });
    expect(
      rows.map(({account, is_revenue, customer_id, amount_cents}) => [
        account,
        is_revenue,
        customer_id,
        amount_cents
      ])
    ).toEqual([
      ["411000", false, "C1", -12000n],
      ["706000", true, "C1", 10000n],
      ["445710", false, "C1", 2000n],
      ["411000", false, "C1", 0n],
      ["411000", false, "C2", 0n],
      ["706000", true, null, 0n],
      ["706000", true, null, 0n]
    ]);
  });

  it("knows an entry from its accounting day on", async () => {
    const rows = await runModel(
      "staging.accounting_entries",
      {
        "entities.accounting_entries": [
          {...entry, recorded_at: "2024-01-05 23:00:00+00"},
          {...entry, recorded_at: "2024-01-04 23:00:00+00", source_line: 3}
        ]
      },
      {asOf: "2024-01-05"}
    );
    expect(rows).toMatchObject([{source_line: 3n}]);
  });
});

describe("the checks on ledgers", () => {
  const entry = {system: "fec", ...line};

  it("find an entry whose debit is not its credit, and a line without an amount", async () => {
    const entries = [
      {...entry, debit_cents: 100n, credit_cents: 0n},
      {...entry, debit_cents: 0n, credit_cents: 100n, source_line: 3},
      {...entry, journal_code: "OD", debit_cents: 100n, credit_cents: 0n, source_line: 4},
      {...entry, journal_code: "OD", debit_cents: 0n, credit_cents: 99n, source_line: 5},
      {...entry, journal_code: "AN", source_line: 6}
    ];
    expect(await runModel("checks.ledgers_balance", {"entities.accounting_entries": entries})).toMatchObject([
      {journal_code: "OD", first_line: 4n, debit_cents: 100n, credit_cents: 99n},
      {journal_code: "AN", first_line: 6n, lines_without_amount: 1n}
    ]);
    expect(
      await runModel("checks.ledgers_balance", {
        "entities.accounting_entries": entries,
        "meta.quarantine": [{file_id: "f1", line: 7}]
      })
    ).toEqual([]);
  });

  it("find a year that two files give, and let two companies have the same year", async () => {
    const rows = await runModel("checks.ledgers_are_given_once", {
      "entities.accounting_entries": ["f1", "f2", "f3", "f4"].map((source_file_id) => ({
        ...entry,
        source_file_id
      })),
      "meta.files": [
        {file_id: "f1", name: "000000000FEC20241231.txt"},
        {file_id: "f2", name: "000000001FEC20241231.txt"},
        {file_id: "f3", name: "provisoire 000000000fec20241231.txt"},
        {file_id: "f4", name: "000000000FEC20251231.txt"}
      ]
    });
    expect(rows).toEqual([
      {
        ledger: "000000000FEC20241231",
        names: "000000000FEC20241231.txt, provisoire 000000000fec20241231.txt"
      }
    ]);
  });
});
