/** A piece of an SQL text that means something; blanks and comments are left out. */
export interface Token {
  kind: "word" | "number" | "text" | "name" | "sign";
  /** As it is written, words in lower case. */
  text: string;
  start: number;
  end: number;
  /** How many brackets are open around it. */
  depth: number;
}

const PIECES: [kind: Token["kind"] | "blank", pattern: RegExp][] = [
  ["blank", /\s+|--[^\n]*|\/\*[\s\S]*?\*\//y],
  ["text", /'(?:[^']|'')*'/y],
  ["name", /"(?:[^"]|"")*"/y],
  ["number", /\d+(?:\.\d+)?/y],
  ["word", /[\p{L}_][\p{L}\d_]*/uy],
  ["sign", /<>|<=|>=|!=|\/\/|\|\||::|:=|->|[^\s]/y]
];

/** The tokens of an SQL text. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  let depth = 0;
  while (start < sql.length) {
    const [kind, piece] = readPiece(sql, start);
    const end = start + piece.length;
    if (piece === ")") depth--;
    if (kind !== "blank") {
      tokens.push({kind, text: kind === "word" ? piece.toLowerCase() : piece, start, end, depth});
    }
    if (piece === "(") depth++;
    start = end;
  }
  return tokens;
}

function readPiece(sql: string, start: number): [kind: Token["kind"] | "blank", piece: string] {
  for (const [kind, pattern] of PIECES) {
    pattern.lastIndex = start;
    const piece = pattern.exec(sql)?.[0];
    if (piece !== undefined) return [kind, piece];
  }
  throw new Error(`no token begins with ${sql.slice(start, start + 20)}`);
}
