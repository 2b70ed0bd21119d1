import {
  day,
  decimal,
  defineSource,
  FRENCH,
  id,
  instant,
  integer,
  money,
  text,
  yesNo
} from "../../src/index.ts";

export default defineSource({
  name: "atropos_commandes",
  title: "Atropos: orders, one record an order line",
  files: ["atropos_commandes*.csv"],
  dialect: FRENCH,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,
  control: "amount_cents",
  columns: {
    order_id: {type: id(), headers: ["N° commande", "Order number"], required: true, meaning: "the order"},
    line_no: {
      type: integer(),
      headers: ["N° ligne", "Line number"],
      required: true,
      meaning: "line within the order"
    },
    customer_id: {type: id(), headers: ["N° client", "Customer ID"], required: true, meaning: "the customer"},
    customer_name: {
      type: text(),
      headers: ["Raison sociale", "Company name"],
      meaning: "the customer's name"
    },
    brand: {type: text(), headers: ["Marque", "Brand"], meaning: "brand under which the order was sold"},
    postcode: {type: id(), headers: ["Code postal", "Postcode"], meaning: "the customer's postcode"},
    signed_date: {
      type: day(),
      headers: ["Date signature", "Signed date"],
      required: true,
      meaning: "day of signature"
    },
    recorded_at: {
      type: instant(),
      headers: ["Date saisie", "Recorded on"],
      meaning: "when the order was keyed in"
    },
    seller_id: {type: id(), headers: ["Code vendeur", "Seller code"], required: true, meaning: "who sold it"},
    channel_label: {
      type: text(),
      headers: ["Canal vente", "Sales channel"],
      required: true,
      meaning: "channel of the sale"
    },
    assignment_label: {
      type: text(),
      headers: ["Affectation", "Assignment"],
      meaning: "whether the order belongs to a seller or was delegated by the DVR"
    },
    family: {type: text(), headers: ["Gamme", "Product family"], meaning: "product family"},
    product: {type: text(), headers: ["Produit", "Product"], meaning: "product"},
    amount_cents: {
      type: money(),
      headers: ["Montant HT", "Amount"],
      required: true,
      meaning: "amount of the line (cents)"
    },
    term_start_date: {
      type: day(),
      headers: ["Début parution", "Term start"],
      required: true,
      meaning: "first day of service"
    },
    term_end_date: {
      type: day(),
      headers: ["Fin parution", "Term end"],
      meaning: "first day no longer served"
    },
    is_recurring: {
      type: yesNo(),
      headers: ["Récurrent", "Recurring"],
      meaning: "whether the line belongs to the parc"
    },
    vje: {type: decimal(2), headers: ["VJE"], meaning: "the seller objective of that name, as exported"},
    vjr: {type: decimal(2), headers: ["VJR"], meaning: "the seller objective of that name, as exported"},
    status_label: {
      type: text(),
      headers: ["Statut", "Status"],
      required: true,
      meaning: "status of the order"
    },
    cancel_requested_date: {
      type: day(),
      headers: ["Date demande annulation", "Cancellation requested on"],
      meaning: "day on which the customer asked to cancel"
    },
    cancel_date: {
      type: day(),
      headers: ["Date annulation", "Cancelled on"],
      meaning: "first day no longer served because of the cancellation"
    },
    cancel_recorded_at: {
      type: instant(),
      headers: ["Date saisie annulation", "Cancellation recorded on"],
      meaning: "when the cancellation was keyed in"
    },
    cancelled_by_seller_id: {type: id(), headers: ["Annulée par", "Cancelled by"], meaning: "who cancelled"},
    cancel_scope_label: {
      type: text(),
      headers: ["Portée annulation", "Cancellation scope"],
      meaning: "whole order, or MO- (some lines)"
    },
    cancel_reason: {
      type: text(),
      headers: ["Motif annulation", "Cancellation reason"],
      meaning: "reason, as keyed in"
    },
    replaces_order_id: {
      type: id(),
      headers: ["Commande remplacée", "Replaces order"],
      meaning: "order that this one replaces"
    },
    modifies_order_id: {
      type: id(),
      headers: ["Commande modifiée", "Modifies order"],
      meaning: "order that this one amends"
    },
    case_id: {
      type: id(),
      headers: ["N° dossier", "Case number"],
      meaning: "CRM case that led to the order or its end"
    }
  }
});
