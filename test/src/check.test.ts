import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {checkExport} from "../../src/check.ts";
import {contractOf} from "../../src/ingest/exports.ts";
import {defineSource, FRENCH, money, text} from "../../src/index.ts";
import {folderOf} from "../support/temp.ts";

const contract = defineSource({
  name: "orders",
  title: "Orders",
  files: ["orders*.csv"],
  dialect: FRENCH,
  columns: {
    order_id: {type: text(), headers: ["N° commande"], required: true, meaning: "the order"},
    amount_cents: {type: money(), headers: ["Montant HT"], meaning: "amount"}
  }
});

async function check(name: string, content: string): Promise<{lines: string[]; isClean: boolean}> {
  const path = join(await folderOf({[name]: content}), name);
  return checkExport({name, path, contract: contractOf(name, [contract])}, [contract]);
}

describe("checking an export", () => {
  it("shows the first places of each kind of error, and how many more there are", async () => {
    const bad = Array.from({length: 5}, (_, index) => `A${index};x${index}`).join("\n");
    expect(
      await check("orders.csv", `N° commande;Montant HT;Note\nA;1,00;\n${bad.replaceAll("\n", ";\n")};\n`)
    ).toEqual({
      isClean: false,
      lines: [
        "orders.csv: Orders",
        "  6 records: 1 good, 5 bad, 0 skipped",
        "  columns not used: Note",
        '  orders.csv:3: column "Montant HT", value "x0": not an amount with exactly two decimals, such as 1 234,56',
        '  orders.csv:4: column "Montant HT", value "x1": not an amount with exactly two decimals, such as 1 234,56',
        '  orders.csv:5: column "Montant HT", value "x2": not an amount with exactly two decimals, such as 1 234,56',
        "  … and 2 more of this kind"
      ]
    });
  });

  it("says what makes a file unreadable, and what an optional column of it is missing", async () => {
    expect(await check("orders.csv", "Montant HT\n1,00\n")).toEqual({
      isClean: false,
      lines: ['orders.csv: column "N° commande" is missing; the nearest header found is "Montant HT"']
    });
    expect((await check("orders.csv", "N° commande\nA\n")).lines).toContain(
      '  columns not there, read as empty: "Montant HT"'
    );
  });

  it("is clean when every record can be read", async () => {
    expect(await check("orders.csv", "N° commande;Montant HT\nA;1,00\n")).toHaveProperty("isClean", true);
  });

  it("says what is known when a file is not", async () => {
    expect(await check("clients.csv", "")).toEqual({
      isClean: false,
      lines: ["clients.csv: no contract knows this file name; known are orders*.csv"]
    });
  });
});
