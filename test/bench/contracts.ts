import {
  day,
  decimal,
  defineSource,
  FRENCH,
  id,
  instant,
  integer,
  MACHINE,
  money,
  text,
  yesNo
} from "../../src/index.ts";
import type {CellType} from "../../src/cells.ts";
import type {Contract} from "../../src/contract.ts";

/** The two ways in which the order file of the benchmark is written. */
export type Language = "english" | "french";

interface OrderColumn {
  type: CellType;
  english: string;
  french: string;
  required?: true;
}

/** The 17 columns, in the order of the file. */
const COLUMNS: Record<string, OrderColumn> = {
  order_id: {type: id(), english: "Order number", french: "N° commande", required: true},
  line_no: {type: integer(), english: "Line number", french: "N° ligne", required: true},
  customer_id: {type: id(), english: "Customer ID", french: "N° client", required: true},
  customer_name: {type: text(), english: "Company name", french: "Raison sociale"},
  postcode: {type: id(), english: "Postcode", french: "Code postal"},
  town: {type: text(), english: "Town", french: "Ville"},
  signed_date: {type: day(), english: "Signed date", french: "Date signature", required: true},
  recorded_at: {type: instant(), english: "Recorded on", french: "Date saisie"},
  seller_id: {type: id(), english: "Seller code", french: "Code vendeur", required: true},
  channel: {type: text(), english: "Sales channel", french: "Canal vente", required: true},
  product: {type: text(), english: "Product", french: "Produit"},
  amount_cents: {type: money(), english: "Amount", french: "Montant HT", required: true},
  term_start_date: {type: day(), english: "Term start", french: "Début parution", required: true},
  term_end_date: {type: day(), english: "Term end", french: "Fin parution"},
  is_recurring: {type: yesNo(), english: "Recurring", french: "Récurrent"},
  vje: {type: decimal(2), english: "VJE", french: "VJE"},
  comment: {type: text(), english: "Comment", french: "Commentaire"}
};

/** The header of the file, as text. */
export const HEADERS: Record<Language, string[]> = {
  english: Object.values(COLUMNS).map(({english}) => english),
  french: Object.values(COLUMNS).map(({french}) => french)
};

/** The contract by which each file is read. */
export const CONTRACTS: Record<Language, Contract> = {
  english: orderContract("english"),
  french: orderContract("french")
};

function orderContract(language: Language): Contract {
  const columns = Object.fromEntries(
    Object.entries(COLUMNS).map(([name, {type, required = false, ...headers}]) => [
      name,
      {type, required, headers: [headers[language]], meaning: headers.english}
    ])
  );
  return defineSource({
    name: `${language}_orders`,
    title: "Order lines of the benchmark",
    files: [`orders-${language}*.csv`],
    dialect: language === "french" ? FRENCH : MACHINE,
    control: "amount_cents",
    columns
  });
}
