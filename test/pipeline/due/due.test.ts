// What is to be done, as text and as calendars.
import {mkdir} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {formatDue, readDue, sayIn, writeCalendars} from "../../../pipeline/due/index.ts";
import type {Duty} from "../../../reports/components/duties.ts";
import {writeFixture} from "../../reports/arrow-files.ts";
import {makeFixture} from "../../reports/fixture.ts";
import {tempFolder} from "../../support/temp.ts";
import en from "../../../reports/words/en.json" with {type: "json"};
import fr from "../../../reports/words/fr.json" with {type: "json"};

const LAYOUT = {width: 80, strong: (text: string) => text};
const day = (iso: string): Date => new Date(`${iso}T00:00:00Z`);

// The as-of day of the fixture is Sunday 31 May 2026.
const duty = (deadline: string, days_left: number, more: Partial<Duty> = {}): Duty => ({
  obligation_id: `D2|letter|${deadline}`,
  rule: "D2",
  subject_kind: "letter",
  subject_id: deadline,
  customer_id: "C1",
  customer_name: "Salon Élan",
  brand: "Marly",
  channel: "telesales",
  family: "Site",
  motive: "price",
  value_band: "1 000 to 2 000",
  case_id: "K1",
  owner_name: "Inès Daurieux",
  team: "Télévente Nord",
  trigger_field: "letters.received_date",
  trigger_date: day("2026-04-20"),
  earliest_date: null,
  deadline_date: day(deadline),
  computation: "next_month_end",
  status: days_left < 0 ? "missing" : "pending",
  days_left,
  is_due_this_week: days_left === 0,
  at_stake_cents: 120_000,
  file_name: "followfile_2026-05-31.csv",
  source_line: 12,
  ...more
});

const DUTIES = [
  duty("2026-06-30", 30, {owner_name: null, team: null}),
  duty("2026-05-31", 0),
  duty("2026-05-21", -10, {rule: "D4a", computation: "days_after"}),
  duty("2026-05-30", -1, {owner_name: "Basile Cormois", team: "Terrain Est"})
];

async function published(due_obligations = DUTIES): Promise<string> {
  const folder = join(await tempFolder(), "published");
  await mkdir(folder, {recursive: true});
  await writeFixture(folder, {...makeFixture({groups: 0}), due_obligations});
  return folder;
}

const deadlines = async (question: Parameters<typeof readDue>[1]): Promise<string[]> =>
  (await readDue(await published(), question)).duties.map(({subject_id}) => subject_id);

describe("what is due", () => {
  it("is what is overdue and the rest of the week, by owner, the oldest first", async () => {
    expect(await deadlines({})).toEqual(["2026-05-30", "2026-05-21", "2026-05-31"]);
  });

  it("is what lies between the days that are named, both included", async () => {
    expect(await deadlines({from: "2026-05-30", to: "2026-06-30"})).toEqual([
      "2026-05-30",
      "2026-05-31",
      "2026-06-30"
    ]);
    expect(await deadlines({from: "2026-06-01"})).toEqual(["2026-06-30"]);
    expect(await deadlines({to: "2026-05-21"})).toEqual(["2026-05-21"]);
  });

  it("can be asked for an owner, accents or not, and for a rule", async () => {
    expect(await deadlines({owner: "ines"})).toEqual(["2026-05-21", "2026-05-31"]);
    expect(await deadlines({rule: "D4"})).toEqual(["2026-05-21"]);
  });

  it("is told with its rule, its reason and its line, in 80 characters", async () => {
    const text = formatDue(await readDue(await published(), {}), sayIn(en, "EUR"), LAYOUT);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).toMatchInlineSnapshot(`
      "3 deadlines until 2026-05-31, 2 overdue, as of 2026-05-31

      Basile Cormois (1)
        2026-05-30  overdue by 1 day  D2  Pass as lost at the end of the month after
                    the letter
          Salon Élan (letter 2026-05-30)
          last day of the month after (letter received on 2026-04-20) · at stake
            €1,200.00 a year · followfile_2026-05-31.csv:12

      Inès Daurieux (2)
        2026-05-21  overdue by 10 days  D4a  Give up neither too early nor too late
          Salon Élan (letter 2026-05-21)
          31 days after (letter received on 2026-04-20) · at stake €1,200.00 a year ·
            followfile_2026-05-31.csv:12
        2026-05-31  0 days left  D2  Pass as lost at the end of the month after the
                    letter
          Salon Élan (letter 2026-05-31)
          last day of the month after (letter received on 2026-04-20) · at stake
            €1,200.00 a year · followfile_2026-05-31.csv:12"
    `);
  });

  it("says so when nothing is due", async () => {
    const due = await readDue(await published([duty("2026-06-30", 30)]), {});
    expect(formatDue(due, sayIn(en, "EUR"), LAYOUT)).toBe(
      "0 deadlines until 2026-05-31, 0 overdue, as of 2026-05-31"
    );
  });
});

describe("the calendars", () => {
  it("are one a team, with all that waits, and the same bytes again", async () => {
    const folder = await published();
    const say = sayIn(fr, "EUR");
    const files = await writeCalendars(folder, say);
    expect([...files.keys()]).toEqual(["terrain-est.ics", "televente-nord.ics", "sans-equipe.ics"]);
    expect(await writeCalendars(folder, say)).toEqual(files);
    const own = files.get("televente-nord.ics") ?? "";
    expect(own.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    expect(own).toContain("X-WR-CALNAME:Échéances · Télévente Nord\r\n");
    expect(own).toContain("DTSTAMP:20260531T000000Z\r\nDTSTART;VALUE=DATE:20260521\r\n");
    expect(own).toContain("UID:D2|letter|2026-05-31@ressac\r\n");
  });
});
