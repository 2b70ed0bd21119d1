// What can be wrong in an SQL text: each mutation is one small mistake that somebody could have made.
import {type Token, tokenize} from "./tokens.ts";

/** One change of an SQL text. */
export interface Mutation {
  /** What kind of mistake it is. */
  kind: string;
  start: number;
  end: number;
  /** What stands in place of the text from `start` to before `end`. */
  replacement: string;
}

type Rule = (tokens: readonly Token[], index: number) => Omit<Mutation, "kind">[];

/** All mutations of an SQL text, in the order of their places. */
export function mutationsOf(sql: string): Mutation[] {
  const tokens = tokenize(sql);
  return tokens.flatMap((_, index) =>
    Object.entries(RULES).flatMap(([kind, rule]) =>
      rule(tokens, index).map((mutation) => ({kind, ...mutation}))
    )
  );
}

/** The text with one mutation. */
export function applied(sql: string, {start, end, replacement}: Mutation): string {
  return sql.slice(0, start) + replacement + sql.slice(end);
}

const SIGNS: Record<string, string[]> = {
  "=": ["<>"],
  "<>": ["="],
  "<": ["<=", ">="],
  "<=": ["<"],
  ">": [">=", "<="],
  ">=": [">"],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "//": ["*"],
  "%": ["*"]
};

const CALLS: Record<string, string> = {
  min: "max",
  max: "min",
  least: "greatest",
  greatest: "least",
  arg_min: "arg_max",
  arg_max: "arg_min",
  bool_and: "bool_or",
  bool_or: "bool_and",
  first_value: "last_value",
  last_value: "first_value",
  lead: "lag",
  lag: "lead"
};

const WORDS: Record<string, string> = {true: "false", false: "true", desc: "asc", asc: "desc"};

const RULES: Record<string, Rule> = {
  comparison: (tokens, index) => swapSigns(tokens, index, ["=", "<>", "<", "<=", ">", ">="]),
  arithmetic: (tokens, index) => swapSigns(tokens, index, ["+", "-", "*", "/", "//", "%"]),
  number: (tokens, index) => {
    const token = at(tokens, index);
    if (token.kind !== "number" || token.text.includes(".")) return [];
    return [1n, -1n].map((step) => instead(token, String(BigInt(token.text) + step)));
  },
  "and, or": (tokens, index) => {
    const token = at(tokens, index);
    if (!isWord(token, "and", "or") || endsBetween(tokens, index)) return [];
    return [instead(token, token.text === "and" ? "or" : "and")];
  },
  "function or word": (tokens, index) => {
    const token = at(tokens, index);
    if (token.kind !== "word") return [];
    const other = tokens[index + 1]?.text === "(" ? CALLS[token.text] : WORDS[token.text];
    return other === undefined ? [] : [instead(token, other)];
  },
  join: (tokens, index) => {
    const [before, token] = [tokens[index - 1], at(tokens, index)];
    if (!isWord(token, "join") || before === undefined) return [];
    if (isWord(before, "left")) return [{start: before.start, end: token.end, replacement: "join"}];
    if (isWord(before, "inner")) return [{start: before.start, end: token.end, replacement: "left join"}];
    return isWord(before, "cross", "asof", "semi", "anti", "full", "right")
      ? []
      : [instead(token, "left join")];
  },
  "semi, anti": (tokens, index) => {
    const token = at(tokens, index);
    if (!isWord(token, "semi", "anti")) return [];
    return [instead(token, token.text === "semi" ? "anti" : "semi")];
  },
  not: (tokens, index) => {
    const [before, token, after] = [tokens[index - 1], at(tokens, index), tokens[index + 1]];
    if (isWord(token, "not")) return [instead(token, "")];
    if (!isWord(token, "is") || isWord(after, "not") || before === undefined) return [];
    return [instead(token, "is not")];
  },
  distinct: (tokens, index) => {
    const token = at(tokens, index);
    if (!isWord(token, "distinct") || isWord(tokens[index + 1], "on", "from")) return [];
    return [instead(token, "")];
  },
  union: (tokens, index) => {
    const [token, after] = [at(tokens, index), tokens[index + 1]];
    if (!isWord(token, "union")) return [];
    if (!isWord(after, "all")) return [instead(token, "union all")];
    return [{start: token.start, end: (after as Token).end, replacement: "union"}];
  },
  coalesce: (tokens, index) => {
    if (!isWord(at(tokens, index), "coalesce") || tokens[index + 1]?.text !== "(") return [];
    const {parts, close} = argumentsOf(tokens, index + 1);
    const whole = {start: at(tokens, index + 1).start, end: at(tokens, close).end};
    // One argument that is left out at a time; a call of one is that one.
    return parts.map((_, out) => dropPart(whole, parts, out));
  },
  condition: (tokens, index) => {
    const token = at(tokens, index);
    if (isWord(token, "if") && tokens[index + 1]?.text === "(") {
      const [condition] = argumentsOf(tokens, index + 1).parts;
      return condition === undefined
        ? []
        : ["true", "false"].map((word) => ({...condition, replacement: word}));
    }
    if (!isWord(token, "where", "on", "qualify", "having", "when")) return [];
    if (isWord(tokens[index - 1], "distinct")) return [];
    const conjuncts = conjunctsAfter(tokens, index);
    const [first, last] = [conjuncts[0], conjuncts.at(-1)];
    if (first === undefined || last === undefined) return [];
    const never = token.text === "when" ? [{start: first.start, end: last.end, replacement: "false"}] : [];
    return [...conjuncts.map((conjunct) => ({...conjunct, replacement: "true"})), ...never];
  },
  else: (tokens, index) => {
    const token = at(tokens, index);
    if (!isWord(token, "else")) return [];
    const end = endOf(tokens, index, ["end"]);
    const place = {start: at(tokens, index + 1).start, end: at(tokens, end - 1).end};
    return isWord(tokens[index + 1], "null") ? [] : [{...place, replacement: "null"}];
  }
};

interface Place {
  start: number;
  end: number;
}

function at(tokens: readonly Token[], index: number): Token {
  return tokens[index] as Token;
}

function isWord(token: Token | undefined, ...words: string[]): boolean {
  return token?.kind === "word" && words.includes(token.text);
}

function instead({start, end}: Place, replacement: string): Omit<Mutation, "kind"> {
  return {start, end, replacement};
}

function swapSigns(
  tokens: readonly Token[],
  index: number,
  signs: readonly string[]
): Omit<Mutation, "kind">[] {
  const token = at(tokens, index);
  if (token.kind !== "sign" || !signs.includes(token.text)) return [];
  // Neither all columns nor all rows are a product.
  const before = tokens[index - 1]?.text ?? "";
  if (token.text === "*" && ["(", "select", ".", "distinct"].includes(before)) return [];
  return (SIGNS[token.text] ?? []).map((other) => instead(token, other));
}

/** Whether an `and` is that of a `between`. */
function endsBetween(tokens: readonly Token[], index: number): boolean {
  const {depth} = at(tokens, index);
  for (let before = index - 1; before >= 0; before--) {
    const token = at(tokens, before);
    if (token.depth < depth) return false;
    if (token.depth > depth) continue;
    if (isWord(token, "between")) return true;
    if (isWord(token, "and", "or", "where", "on", "when", "then", "select")) return false;
  }
  return false;
}

/** The arguments of a call whose bracket opens at `open`, and where it closes. */
function argumentsOf(tokens: readonly Token[], open: number): {parts: Place[]; close: number} {
  const {depth} = at(tokens, open);
  const parts: Place[] = [];
  let first = open + 1;
  for (let index = open + 1; index < tokens.length; index++) {
    const token = at(tokens, index);
    const closes = token.text === ")" && token.depth === depth;
    if (!closes && !(token.text === "," && token.depth === depth + 1)) continue;
    if (index > first) parts.push({start: at(tokens, first).start, end: at(tokens, index - 1).end});
    first = index + 1;
    if (closes) return {parts, close: index};
  }
  throw new Error("a bracket is never closed");
}

/** Leaves one argument out, with its comma. */
function dropPart({start, end}: Place, parts: readonly Place[], out: number): Omit<Mutation, "kind"> {
  const [part, after, before] = [parts[out], parts[out + 1], parts[out - 1]];
  if (part !== undefined && after !== undefined)
    return {start: part.start, end: after.start, replacement: ""};
  if (part !== undefined && before !== undefined) return {start: before.end, end: part.end, replacement: ""};
  return {start, end, replacement: "(null)"};
}

const CLAUSES = [
  ...["where", "group", "order", "qualify", "having", "union", "except", "intersect", "limit", "window"],
  ...["join", "left", "inner", "cross", "asof", "semi", "anti", "full", "right", "then", "from", "select"]
];

/** The parts, joined by `and`, of the condition behind a keyword. */
function conjunctsAfter(tokens: readonly Token[], index: number): Place[] {
  const end = endOf(tokens, index, CLAUSES);
  const {depth} = at(tokens, index);
  const parts: Place[] = [];
  let first = index + 1;
  let cases = 0;
  for (let place = first; place <= end; place++) {
    const token = tokens[place];
    if (isWord(token, "case")) cases++;
    if (place < end && isWord(token, "end")) cases--;
    const isAnd =
      isWord(token, "and") && token?.depth === depth && cases === 0 && !endsBetween(tokens, place);
    if (place < end && !isAnd) continue;
    if (place > first) parts.push({start: at(tokens, first).start, end: at(tokens, place - 1).end});
    first = place + 1;
  }
  return parts;
}

/** The place of the first of some words, a semicolon, or the bracket that closes, behind a place and on its level. */
function endOf(tokens: readonly Token[], index: number, words: readonly string[]): number {
  const {depth} = at(tokens, index);
  let cases = 0;
  for (let place = index + 1; place < tokens.length; place++) {
    const token = at(tokens, place);
    if (token.depth < depth) return place;
    if (token.depth > depth) continue;
    if (cases === 0 && (token.text === ";" || token.text === "," || isWord(token, ...words))) {
      // `left(` and `right(` are functions.
      if (tokens[place + 1]?.text === "(" && isWord(token, "left", "right")) continue;
      return place;
    }
    if (isWord(token, "case")) cases++;
    if (isWord(token, "end")) cases--;
  }
  return tokens.length;
}
