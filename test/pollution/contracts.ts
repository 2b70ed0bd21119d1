// The contracts that the polluted files are written for: one with every type of cell, one of texts only, one
// that asks for little. Each exists for a French spreadsheet and for a program.
import {
  day,
  decimal,
  defineSource,
  type Dialect,
  FRENCH,
  id,
  instant,
  integer,
  MACHINE,
  money,
  text,
  yesNo
} from "../../src/index.ts";
import type {Contract} from "../../src/contract.ts";

/** What a column holds; the truth is written without the help of the contract's own types. */
export type Kind = "id" | "text" | "integer" | "money" | "decimal" | "day" | "instant" | "yesNo";

export type Shape = "orders" | "notes" | "receipts";
export type Tongue = "french" | "machine";

/** Decimals that a cell of kind `decimal` keeps. */
export const SCALE = 4;

/** A column that is computed: twice `amount_cents`. */
export const DOUBLED = "doubled_cents";

export const KINDS: Record<Shape, Record<string, Kind>> = {
  orders: {
    order_id: "id",
    customer_name: "text",
    quantity: "integer",
    amount_cents: "money",
    unit_weight: "decimal",
    signed_date: "day",
    created_at: "instant",
    is_renewal: "yesNo",
    comment: "text"
  },
  notes: {note_id: "id", author: "text", comment: "text"},
  receipts: {receipt_id: "id", amount_cents: "money", label: "text"}
};

export const CONTRACTS: Record<Tongue, Record<Shape, Contract>> = {
  french: {orders: orders("french"), notes: notes("french"), receipts: receipts("french")},
  machine: {orders: orders("machine"), notes: notes("machine"), receipts: receipts("machine")}
};

function dialectOf(tongue: Tongue): Dialect {
  return tongue === "french" ? FRENCH : MACHINE;
}

function orders(tongue: Tongue): Contract {
  return defineSource({
    name: `orders_${tongue}`,
    title: "Orders, with a column of every type",
    files: [`orders_${tongue}*.csv`],
    dialect: dialectOf(tongue),
    control: "amount_cents",
    footer: [/^Total général/, /^Grand Totals/, /^Confidential Information/],
    columns: {
      order_id: {type: id(), headers: ["N° commande", "Order ID"], required: true, meaning: "the order"},
      customer_name: {type: text(), headers: ["Raison sociale", "Customer"], meaning: "who ordered"},
      quantity: {type: integer(), headers: ["Quantité", "Quantity"], meaning: "pieces"},
      amount_cents: {type: money(), headers: ["Montant HT", "Amount"], required: true, meaning: "amount"},
      unit_weight: {type: decimal(SCALE), headers: ["Poids", "Weight"], meaning: "kilograms a piece"},
      signed_date: {
        type: day(),
        headers: ["Date signature", "Signed date"],
        required: true,
        meaning: "day of signature"
      },
      created_at: {type: instant(), headers: ["Créée le", "Created at"], meaning: "when it was typed in"},
      is_renewal: {type: yesNo(), headers: ["Renouvellement", "Renewal"], meaning: "renewed or new"},
      comment: {type: text(), headers: ["Commentaire", "Comment"], meaning: "free words"}
    },
    derived: {[DOUBLED]: {type: money(), sql: "2 * amount_cents", meaning: "the amount, twice"}}
  });
}

function notes(tongue: Tongue): Contract {
  return defineSource({
    name: `notes_${tongue}`,
    title: "Notes, texts only: no type can notice that a cell has slipped",
    files: [`notes_${tongue}*.csv`],
    dialect: dialectOf(tongue),
    columns: {
      note_id: {type: id(), headers: ["N° note", "Note ID"], required: true, meaning: "the note"},
      author: {type: text(), headers: ["Auteur", "Author"], meaning: "who wrote it"},
      comment: {type: text(), headers: ["Commentaire", "Comment"], meaning: "what it says"}
    }
  });
}

function receipts(tongue: Tongue): Contract {
  return defineSource({
    name: `receipts_${tongue}`,
    title: "Receipts, from a system that writes 17850.0 for an id and 99,5 for an amount",
    files: [`receipts_${tongue}*.csv`],
    dialect: dialectOf(tongue),
    control: "amount_cents",
    footer: [/^Total/],
    columns: {
      receipt_id: {
        type: id({floated: "strip"}),
        headers: ["N° reçu", "Receipt ID"],
        required: true,
        meaning: "the receipt"
      },
      amount_cents: {
        type: money({minDecimals: 0}),
        headers: ["Montant", "Amount"],
        required: true,
        meaning: "amount"
      },
      label: {type: text(), headers: ["Libellé", "Label"], meaning: "what it was for"}
    }
  });
}
