// A Slack export: one zip, a folder a channel, a file a day; programs write into attachments as often as into the text.
import {open} from "node:fs/promises";
import {join} from "node:path";
import {Temporal} from "temporal-polyfill";
import {ALERT_TRUTH, alertsOf, alertTruth, BOARD_FROM, type Alert} from "./alerts.ts";
import {isoDate, type Instant} from "./days.ts";
import {DaySpool} from "./day-spool.ts";
import {PLAIN, TextFile} from "./dialect.ts";
import {hasOwnTools} from "./own-tools.ts";
import type {Random} from "./random.ts";
import {companyStream, streamOf, type Told} from "./systems.ts";
import {type Member, writeZip} from "./zip.ts";

const NAME = "slack_export_2026-06-30.zip";
const CHANNEL = "alerte-fidelisation";
const TICKS = [
  ["white_check_mark", 85],
  ["heavy_check_mark", 15]
] as const;
const PEOPLE = ["U01AMBRE", "U02BASILE", "U03CELESTE"] as const;

type Message = Record<string, unknown> & {ts: string};

/** The archive of the alert channel; its messages wait until the end, for a day file holds those of all customers. */
export class SlackArchive {
  readonly #days: DaySpool<Message>;
  readonly #seen = new Map<number, number>();
  #records = 0;

  private constructor(
    private readonly folder: string,
    private readonly truth: TextFile
  ) {
    this.#days = new DaySpool(join(folder, "truth", "spool"));
  }

  /** Opens the truth about the alerts, in `truth/` below the folder, which is there. */
  static async create(folder: string): Promise<SlackArchive> {
    const truth = await TextFile.create(join(folder, "truth"), "truth_alerts.csv", PLAIN);
    truth.add(["alert_id", "kind", "customer_id", "is_ticked", ...ALERT_TRUTH]);
    return new SlackArchive(folder, truth);
  }

  /** Adds the messages about one customer. */
  add(told: Told): void {
    if (!hasOwnTools(told.story.customer)) return;
    const random = streamOf(told, "slack");
    for (const alert of alertsOf(told)) {
      if (alert.at.day >= BOARD_FROM) continue;
      const message = this.#write(random, alert);
      this.truth.add([
        `${CHANNEL}/${message.ts}`,
        alert.kind,
        told.story.customer.id,
        String(alert.isTicked),
        ...alertTruth(alert)
      ]);
    }
  }

  get files(): TextFile[] {
    return [this.truth];
  }

  /** Keeps memory flat. */
  async drain(): Promise<void> {
    await this.#days.drain();
  }

  /** Removes what waits on the disk after a failure. */
  async abandon(): Promise<void> {
    await this.#days.remove().catch(() => undefined);
  }

  /** Writes the archive; returns the names, records and sizes of its files. */
  async close(seed: number): Promise<{name: string; records: number; bytes: number}[]> {
    const truths = this.#records;
    const random = companyStream(seed, "slack");
    this.#join(random);
    const file = await open(join(this.folder, NAME), "w");
    const bytes = await writeZip(file, this.#members()).finally(() => file.close());
    await this.#days.remove();
    return [
      {name: NAME, records: this.#records, bytes},
      {name: "truth/truth_alerts.csv", records: truths, bytes: await this.truth.close()}
    ];
  }

  async *#members(): AsyncGenerator<Member> {
    const users = PEOPLE.map((id) => ({id, name: id.slice(3).toLowerCase()}));
    yield {path: "channels.json", content: json([{id: "C01", name: CHANNEL}])};
    yield {path: "users.json", content: json(users)};
    for await (const [day, messages] of this.#days.days()) {
      yield {
        path: `${CHANNEL}/${day}.json`,
        content: json(messages.sort((a, b) => (a.ts < b.ts ? -1 : 1)))
      };
    }
  }

  #write(random: Random, {at, text, isTicked}: Alert): Message {
    const ts = this.#stamp(at);
    const marked = text
      .replace(/https:\S+/, (link) => `<${link}>`)
      .replace(/\S+@\S+/, (address) => `<mailto:${address}|${address}>`);
    const inside = random.chance(0.5);
    const content = inside
      ? {text: "", attachments: [{fallback: text, text: marked, color: "2EB67D"}]}
      : {text: marked};
    const reactions = isTicked
      ? {reactions: [{name: random.weighted(TICKS), users: [random.pick(PEOPLE)], count: 1}]}
      : random.chance(0.1)
        ? {reactions: [{name: "eyes", users: [random.pick(PEOPLE)], count: 1}]}
        : {};
    const message = {
      type: "message",
      subtype: "bot_message",
      bot_id: "B01ALERT",
      username: "alertes",
      ...content,
      ts,
      ...reactions
    };
    this.#put(at, message);
    return message;
  }

  /** People come into the channel: messages that are no alert. */
  #join(random: Random): void {
    for (const user of PEOPLE) {
      const at = {day: BOARD_FROM - 700, minute: random.int(8 * 60, 10 * 60)};
      this.#put(at, {
        type: "message",
        subtype: "channel_join",
        user,
        text: `<@${user}> has joined the channel`,
        ts: this.#stamp(at)
      });
    }
  }

  #put({day}: Instant, message: Message): void {
    this.#days.add(isoDate(day), message);
    this.#records++;
  }

  /** Seconds since 1970, and behind the point a number that no other message of the second has. */
  #stamp({day, minute}: Instant): string {
    const seconds = epochSeconds({day, minute});
    const number = (this.#seen.get(seconds) ?? 0) + 1;
    this.#seen.set(seconds, number);
    return `${seconds}.${String(number * 100).padStart(6, "0")}`;
  }
}

/** The second at which a local minute begins. */
export function epochSeconds({day, minute}: Instant): number {
  const date = Temporal.PlainDate.from(isoDate(day));
  const time = Temporal.PlainTime.from({hour: Math.floor(minute / 60) % 24, minute: minute % 60});
  return date.toZonedDateTime({timeZone: "Europe/Paris", plainTime: time}).epochMilliseconds / 1000;
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 4)}\n`);
}
