import PostalMime, {type Email} from "postal-mime";
import {dataError} from "./errors.ts";
import type {JsonRecord} from "./json.ts";

/** A longer message is no notice: it would have to be held whole. */
const MOST_BYTES = 32 * 2 ** 20;
const SEPARATOR = Buffer.from("From ");

/**
 * Reads the messages of a mailbox, in their order: all of an `.mbox`, the one of an `.eml`. Of each: `messageId`,
 * `date` (an instant in UTC, written in ISO; empty when the message has none that exists), `subject`, `text`.
 * Of a message in HTML only, the text is what it shows. Streams, but for one message at a time.
 * @throws RessacError (1) when the file holds no message, or one that is out of bound.
 */
export async function* readMailbox({
  path,
  chunks
}: {
  path: string;
  chunks: AsyncIterable<Uint8Array>;
}): AsyncGenerator<JsonRecord> {
  let number = 0;
  for await (const message of splitMailbox(chunks, path)) {
    const email = await PostalMime.parse(message);
    if (email.headers.length === 0)
      throw dataError(`${path}: message ${number + 1} has no header; export it again`);
    yield {...partsOf(email), $path: path, $number: String(++number)};
  }
  if (number === 0)
    throw dataError(`${path}: no message in it; export the mailbox as .mbox, or messages as .eml`);
}

function partsOf({messageId, date, subject, text, html}: Email): JsonRecord {
  return {
    messageId: messageId?.replace(/^<|>$/g, "") ?? "",
    date: date !== undefined && !Number.isNaN(Date.parse(date)) ? new Date(date).toISOString() : "",
    subject: subject ?? "",
    text: (text?.trim() ?? "") === "" ? shownText(html ?? "") : (text ?? "").trim()
  };
}

/** What a page of HTML shows, line by line: enough of it to find the words of a notice. */
function shownText(html: string): string {
  const entities: Record<string, string> = {
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
  return html
    .replace(/<(style|script|head)\b.*?<\/\1>/gis, "")
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d)\b[^>]*>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (entity, name: string) => entities[name] ?? entity)
    .replace(/[ \t]*\n\s*/g, "\n")
    .trim();
}

/** The bytes of each message: from one line that begins with `From ` after a blank one to the next. */
async function* splitMailbox(chunks: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Buffer> {
  let lines: Buffer[] = [];
  let bytes = 0;
  let isAfterBlank = true;
  for await (const line of readLines(chunks)) {
    if (isAfterBlank && line.subarray(0, SEPARATOR.length).equals(SEPARATOR)) {
      if (bytes > 0) yield Buffer.concat(lines);
      lines = [];
      bytes = 0;
    } else {
      // A line of the text that looks like a separator has been quoted with >.
      lines.push(/^>+From /.test(line.subarray(0, 64).toString("latin1")) ? line.subarray(1) : line);
      bytes += line.length;
      if (bytes > MOST_BYTES)
        throw dataError(`${path}: a message of more than 32 MB; take it out of the mailbox`);
    }
    isAfterBlank = line.length <= 2 && line.toString("latin1").trim() === "";
  }
  if (bytes > 0) yield Buffer.concat(lines);
}

async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      yield bytes.subarray(start, end + 1);
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
  if (rest.length > 0) yield rest;
}
