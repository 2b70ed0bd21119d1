import type {Random} from "../../pipeline/sample/random.ts";
import type {Shape, Tongue} from "./contracts.ts";
import type {Draft, Form} from "./draft.ts";

/** Spoils a draft. */
export type Spoil = (draft: Draft, random: Random) => void;

/** How files are spoilt, and which ones. */
export interface Spoiling {
  /** Numbers, days and encodings as French office software writes them. */
  trap?: boolean;
  /** It damages exactly one record, so every other one should be loaded. */
  one?: boolean;
  /** Files that it suits; any by default. */
  shapes?: readonly Shape[];
  tongue?: Tongue;
  form?: Partial<Form>;
  records?: number;
  /** Files made of it in the whole evaluation. */
  files?: number;
  spoil: Spoil;
}

/** One way to spoil a file. */
export interface Pollution extends Spoiling {
  family: string;
  variant: string;
}

/** The pollutions of one family. */
export function family(
  name: string,
  common: Partial<Omit<Spoiling, "spoil">>,
  variants: Record<string, Spoil | Spoiling>
): Pollution[] {
  return Object.entries(variants).map(([variant, given]) => ({
    family: name,
    variant,
    ...common,
    ...(typeof given === "function" ? {spoil: given} : given)
  }));
}
