import {describe, expect, it} from "vitest";
import type {JsonRecord} from "../../src/json.ts";
import {readMailbox} from "../../src/mail.ts";

async function* inPieces(content: string): AsyncGenerator<Uint8Array> {
  const all = Buffer.from(content, "latin1");
  for (let at = 0; at < all.length; at += 11) yield await Promise.resolve(all.subarray(at, at + 11));
}

async function read(content: string): Promise<JsonRecord[]> {
  const records: JsonRecord[] = [];
  for await (const record of readMailbox({path: "box.mbox", chunks: inPieces(content)})) records.push(record);
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
        text: "Début : 03/03/2026 09:05\n\nFrom nous",
        $path: "box.mbox",
        $number: "1"
      }
    ]);
  });

  it("reads the messages of an .mbox one by one, and what HTML shows", async () => {
    const box = `From a@b Tue Mar  3 09:15:00 2026\r\n${PLAIN}From a@b Tue Mar  3 09:16:00 2026\n${HTML}`;
    expect(await read(box)).toMatchObject([
      {messageId: "a1@exemple.example", $number: "1"},
      {
        messageId: "",
        date: "",
        subject: "Incident",
        text: "Application : Atropos\nFin < 10h\nMerci",
        $number: "2"
      }
    ]);
  });

  it("refuses a file without a message", async () => {
    await expect(read("")).rejects.toThrow("box.mbox: no message in it; export the mailbox as .mbox");
  });
});
