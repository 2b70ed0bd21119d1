import {day, defineSource, FRENCH, id, money, text} from "../../src/index.ts";

export default defineSource({
  name: "primes",
  title: "Premiums of sellers, one record a premium",
  files: ["primes*.csv"],
  dialect: FRENCH,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,
  control: "premium_cents",
  // Payroll adds them up below.
  footer: [/^total( général)?$/i],
  columns: {
    seller_id: {type: id(), headers: ["Code vendeur", "Seller code"], required: true, meaning: "the seller"},
    premium_date: {
      type: day(),
      headers: ["Mois", "Month"],
      required: true,
      meaning: "a day of the month of the premium, the first one as a rule"
    },
    order_id: {type: id(), headers: ["N° commande", "Order number"], meaning: "order that it is paid for"},
    plan: {type: text(), headers: ["Plan"], meaning: "incentive plan"},
    premium_cents: {
      type: money(),
      headers: ["Prime", "Premium"],
      required: true,
      meaning: "premium, negative when it is taken back (cents)"
    }
  }
});
