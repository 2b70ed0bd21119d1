import type {Account, Told} from "../../src/small-cells/protect.ts";
import type {Attack, Way} from "../support/attack.ts";
import {table, withSection} from "./page.ts";

/** What is lost in a company of some size. */
export interface Loss {
  orders: number;
  accounts: Account[];
  told: Told[];
}

/** What was measured. */
export interface CellsMeasures {
  /** Days as of which the builds are that were attacked, in a company of so many orders. */
  days: string[];
  orders: number;
  attacks: Attack[];
  losses: Loss[];
}

const SECTION = "## Small cells";

const WAYS: Record<Way, string> = {
  protected: "as management gets it",
  left_out: "small cells and margins left out, nothing else done",
  forgotten: "as management gets it, but each build without memory of the others"
};

/** Puts the section on small cells into the text of the evaluation page. */
export function withCellsSection(page: string, measures: CellsMeasures, date: string): Promise<string> {
  return withSection(page, SECTION, cellsSection(measures, date));
}

function cellsSection({days, orders, attacks, losses}: CellsMeasures, date: string): string {
  return [
    SECTION,
    `Whether sums over fewer than 11 customers, or what they changed by, follow from all that management is shown, and what is
lost for it. \`npm run eval:cells\`, ${date}: samples of ${losses.map((loss) => loss.orders).join(" and ")} orders; attacked is that of ${orders}, as of
${days.join(", ")}. The attacker has every sum of every build, knows who stands behind it and which amounts are equal, and
solves for every cut by nothing, one thing, two things and all of them, and for what each changed by.`,
    "### What is recovered",
    table(
      ["result", "published", "sums published", "small sums", "recovered"],
      attacks.map(({result, way, shown, secrets, recovered}) => [
        result,
        WAYS[way],
        String(shown),
        String(secrets),
        String(recovered.length)
      ])
    ),
    "Recovered are sums of that list, and the simplest of as few customers that elimination leaves. Of a sum that does not follow, bounds do: a count lies between nothing and the count of its atom, which is of 11 customers or more.",
    "### What is lost",
    table(
      [
        "result",
        "orders",
        "records published",
        "largest part of a measure withheld",
        "records that are told by"
      ],
      losses.flatMap((loss) => lossRows(loss))
    )
  ].join("\n\n");
}

function lossRows({orders, accounts, told}: Loss): string[][] {
  return [...new Set(accounts.map(({result}) => result))].map((result) => {
    const parts = accounts
      .filter((account) => account.result === result && account.warehouse !== 0n)
      .map(({withheld, warehouse}) => Math.abs(Number(withheld) / Number(warehouse)));
    const levels = told.filter((each) => each.result === result);
    return [
      result,
      String(orders),
      percent((levels[0]?.published ?? 0) / (levels[0]?.records ?? 1)),
      percent(Math.max(...parts)),
      levels.map((each) => `${each.level} ${percent(each.told / each.records)}`).join(", ")
    ];
  });
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
