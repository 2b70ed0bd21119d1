import {day, decimal, defineSource, FRENCH, id, money, text} from "../../src/index.ts";

export default defineSource({
  name: "fec",
  title: "FEC: the ledger of a year in the form of French law, one record a line of an entry",
  files: ["*FEC*.txt"],
  // The name gives the last day of the year, which is no day of extraction: a year is known entry by entry.
  dialect: {...FRENCH, delimiter: "\t", hasQuotes: false, day: "yyyymmdd"},
  control: "debit_cents",
  columns: {
    journal_code: {type: text(), headers: ["JournalCode"], required: true, meaning: "the journal"},
    journal_name: {type: text(), headers: ["JournalLib"], meaning: "name of the journal"},
    entry_no: {
      type: text(),
      headers: ["EcritureNum"],
      meaning: "the entry, numbered in its journal or its ledger"
    },
    entry_date: {type: day(), headers: ["EcritureDate"], required: true, meaning: "accounting day"},
    account: {type: id(), headers: ["CompteNum"], required: true, meaning: "account"},
    account_name: {type: text(), headers: ["CompteLib"], meaning: "name of the account"},
    third_party_id: {
      type: text(),
      headers: ["CompAuxNum"],
      meaning: "customer, supplier or other third party, as the ledger codes it"
    },
    third_party_name: {type: text(), headers: ["CompAuxLib"], meaning: "name of that third party"},
    document_id: {type: text(), headers: ["PieceRef"], meaning: "document that the entry stands on"},
    document_date: {type: day(), headers: ["PieceDate"], meaning: "day of that document"},
    label: {type: text(), headers: ["EcritureLib"], meaning: "words of the entry"},
    debit_cents: {
      type: money({minDecimals: 0}),
      headers: ["Debit", "Débit"],
      meaning: "debit (cents)"
    },
    credit_cents: {
      type: money({minDecimals: 0}),
      headers: ["Credit", "Crédit"],
      meaning: "credit (cents)"
    },
    amount_cents: {
      type: money({minDecimals: 0}),
      headers: ["Montant"],
      meaning: "amount, in ledgers that have one column for both sides (cents)"
    },
    side: {type: text(), headers: ["Sens"], meaning: "side of that amount: D or +1, C or -1"},
    matching_code: {
      type: text(),
      headers: ["EcritureLet"],
      meaning: "letters that match an invoice with its payment"
    },
    matched_date: {type: day(), headers: ["DateLet"], meaning: "day of that matching"},
    validated_date: {
      type: day(),
      headers: ["ValidDate"],
      meaning: "day from which the entry cannot be changed"
    },
    foreign_amount: {
      type: decimal(4),
      headers: ["Montantdevise"],
      meaning: "amount in a foreign currency, where there was one"
    },
    foreign_currency: {type: text(), headers: ["Idevise"], meaning: "that currency"}
  }
});
