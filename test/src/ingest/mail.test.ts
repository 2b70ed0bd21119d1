import {describe, expect, it} from "vitest";
import type {JsonRecord} from "../../../src/ingest/json.ts";
import {readMailbox} from "../../../src/ingest/mail.ts";

async function* inPieces(content: string): AsyncGenerator<Uint8Array> {
  const all = Buffer.from(content, "latin1");
  for (let at = 0; at < all.length; at += 11) yield await Promise.resolve(all.subarray(at, at + 11));
}

async function* chunksOf(chunk: Uint8Array, times: number): AsyncGenerator<Uint8Array> {
  for (let time = 0; time < times; time++) yield await Promise.resolve(chunk);
}

async function read(content: string): Promise<JsonRecord[]> {
  const records: JsonRecord[] = [];
  for await (const record of readMailbox(inPieces(content), "box.mbox")) records.push(record);
  return records;
}

const PLAIN = [
  "From: meteo@exemple.example",
  "Subject: =?utf-8?Q?Incident_Qualiatic_=3A_d=C3=A9but?=",
  "Message-ID: <a1@exemple.example>",
  "Date: Tue, 03 Mar 2026 09:15:00 +0100",
  "Content-Type: text/plain; charset=iso-8859-1",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "D=E9but : 03/03/2026 09:05",
  "",
  ">From nous",
  "",
  ""
].join("\r\n");

const HTML = [
  "Subject: Incident",
  "Content-Type: text/html; charset=utf-8",
  "",
  "<html><head><style>p {}</style></head><body><p>Application&nbsp;: Atropos</p><p>Fin &lt; 10h<br>Merci</p></body></html>",
  ""
].join("\n");

describe("readMailbox", () => {
  it("reads the message of an .eml, whatever its words are encoded in", async () => {
    expect(await read(PLAIN)).toEqual([
      {
        messageId: "a1@exemple.example",
        date: "2026-03-03T08:15:00.000Z",
        subject: "Incident Qualiatic : début",
        text: "Début : 03/03/2026 09:05\n\nFrom nous"
      }
    ]);
  });

  it("reads the messages of an .mbox one by one, and what HTML shows", async () => {
    const box = `From a@b Tue Mar  3 09:15:00 2026\r\n${PLAIN}From a@b Tue Mar  3 09:16:00 2026\n${HTML}`;
    expect(await read(box)).toMatchObject([
      {messageId: "a1@exemple.example"},
      {
        messageId: "",
        date: "",
        subject: "Incident",
        text: "Application : Atropos\nFin < 10h\nMerci"
      }
    ]);
  });

  it("does not take a sentence that begins with From for the next message", async () => {
    const box = `From a@b Tue Mar  3 09:15:00 2026\nSubject: a\n\nBonjour\n\nFrom nous, en 2026 :\nmerci\n`;
    expect(await read(box)).toMatchObject([{text: "Bonjour\n\nFrom nous, en 2026 :\nmerci"}]);
  });

  it("refuses a file without a message, a message without a header, and one without an end", async () => {
    await expect(read("")).rejects.toThrow("box.mbox: no message in it; export the mailbox as .mbox");
    await expect(read(`${PLAIN}From a@b Tue Mar  3 09:16:00 2026\n\nBonjour\n`)).rejects.toThrow(
      "box.mbox: message 2 cannot be read; export it again, or take it out"
    );
    const endless = readMailbox(chunksOf(Buffer.alloc(1 << 20, "a"), 33), "box.mbox");
    await expect(endless.next()).rejects.toThrow(
      "box.mbox: a message of more than 32 MB; take it out of the mailbox"
    );
  });
});
