import {SaxesParser} from "saxes";
import {RessacError} from "../errors.ts";

/** What is told about the elements of a document, by their names without a prefix. */
export interface XmlHandler {
  open: (name: string, attributes: Record<string, string>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

/** Parses a UTF-8 document in pieces. */
export interface XmlParser {
  write(bytes: Buffer): void;
  end(): void;
}

/**
 * A parser that throws `damage` when the document is not well-formed UTF-8; errors of the handler pass as they are.
 */
export function openXml(handler: XmlHandler, damage: RessacError): XmlParser {
  const decoder = new TextDecoder("utf-8", {fatal: true});
  const parser = new SaxesParser({position: false, xmlns: false});
  parser.on("opentag", ({name, attributes}) => handler.open(localName(name), attributes));
  parser.on("text", (text) => handler.text?.(text));
  parser.on("cdata", (text) => handler.text?.(text));
  parser.on("closetag", ({name}) => handler.close?.(localName(name)));
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      throw error instanceof RessacError ? error : damage;
    }
  };
  return {
    write: (bytes) => attempt(() => parser.write(decoder.decode(bytes, {stream: true}))),
    end: () => attempt(() => parser.write(decoder.decode()).close())
  };
}

/** Parses a document whole. @throws RessacError `damage` when it is not well-formed. */
export async function readXml(
  chunks: AsyncIterable<Buffer>,
  handler: XmlHandler,
  damage: RessacError
): Promise<void> {
  const parser = openXml(handler, damage);
  for await (const chunk of chunks) parser.write(chunk);
  parser.end();
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
