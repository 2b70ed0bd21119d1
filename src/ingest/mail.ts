import PostalMime, {type Email} from "postal-mime";
import {dataError} from "../errors.ts";
import type {JsonRecord} from "./json.ts";

/** A longer message is no notice: it would have to be held whole. */
const MOST_BYTES = 32 * 2 ** 20;

/** `From someone@example.com Tue Mar  3 09:15:00 2026`; a sentence that begins with "From" has no such time. */
const SEPARATOR = /^From .*\d{1,2}:\d{2}.*\d{4}/;

/**
 * Reads the messages of a mailbox, in their order: all of an `.mbox`, the one of an `.eml`. Of each: `messageId`,
 * `date` (an instant in UTC, written in ISO; empty when the message has none that exists), `subject`, `text`.
 * Of a message in HTML only, the text is what it shows. Streams, but for one message at a time.
 * @param name what the file is called in messages
 * @throws RessacError (1) when the file holds no message, or one that is out of bound.
 */
export async function* readMailbox(
  chunks: AsyncIterable<Uint8Array>,
  name: string
): AsyncGenerator<JsonRecord> {
  let number = 0;
  for await (const message of splitMailbox(chunks, name)) {
    number++;
    const email = await PostalMime.parse(message).catch(() => undefined);
    if (email === undefined || email.headers.length === 0) {
      throw dataError(`${name}: message ${number} cannot be read; export it again, or take it out`);
    }
    yield partsOf(email);
  }
  if (number === 0) {
    throw dataError(`${name}: no message in it; export the mailbox as .mbox, or messages as .eml`);
  }
}

function partsOf({messageId, date, subject, text, html}: Email): JsonRecord {
  return {
    messageId: messageId?.replace(/^<|>$/g, "") ?? "",
    date: date !== undefined && !Number.isNaN(Date.parse(date)) ? new Date(date).toISOString() : "",
    subject: subject ?? "",
    text: (text?.trim() ?? "") === "" ? shownText(html ?? "") : (text ?? "").trim()
  };
}

const ENTITIES: Record<string, string> = {
  nbsp: " ",
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  eacute: "é",
  egrave: "è",
  agrave: "à",
  ecirc: "ê",
  ccedil: "ç"
};

/** What a page of HTML shows, line by line: enough of it to find the words of a notice. */
function shownText(html: string): string {
  return html
    .replace(/<(style|script|head)\b.*?<\/\1>/gis, "")
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d)\b[^>]*>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&#(\d{1,6});/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .replace(/[ \t]*\n\s*/g, "\n")
    .trim();
}

/** The bytes of each message: from a separator at the beginning or behind a blank line to the next one. */
async function* splitMailbox(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Buffer> {
  let lines: Buffer[] = [];
  let bytes = 0;
  let isAfterBlank = true;
  for await (const line of readLines(chunks, name)) {
    const start = line.subarray(0, 200).toString("latin1");
    if (isAfterBlank && SEPARATOR.test(start)) {
      if (bytes > 0) yield Buffer.concat(lines);
      lines = [];
      bytes = 0;
    } else {
      // A line of the text that looks like a separator has been quoted with >.
      lines.push(/^>+From /.test(start) ? line.subarray(1) : line);
      bytes += line.length;
      requireBound(bytes, name);
    }
    isAfterBlank = /^\r?\n?$/.test(start);
  }
  if (bytes > 0) yield Buffer.concat(lines);
}

async function* readLines(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      yield bytes.subarray(start, end + 1);
      start = end + 1;
    }
    rest = bytes.subarray(start);
    requireBound(rest.length, name);
  }
  if (rest.length > 0) yield rest;
}

function requireBound(bytes: number, name: string): void {
  if (bytes > MOST_BYTES) {
    throw dataError(`${name}: a message of more than 32 MB; take it out of the mailbox`);
  }
}
