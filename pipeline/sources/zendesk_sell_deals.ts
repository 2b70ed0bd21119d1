import {day, defineSource, discreetText, id, MACHINE, money, text, yesNo} from "../../src/index.ts";
import {loaderInstant} from "./dialects/loader.ts";

// A smart list exports the columns that it shows, in the language of the account; the API names its own.
export default defineSource({
  name: "zendesk_sell_deals",
  title: "Zendesk Sell: deals, among them churn risks, churns and downsells",
  files: ["zendesk_sell_deals*.csv"],
  // Times without a zone are those of the account.
  dialect: {
    ...MACHINE,
    timeZone: "Europe/Paris",
    yes: ["true", "t", "1", "Yes", "Oui"],
    no: ["false", "f", "0", "No", "Non"]
  },
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,
  control: "mrr_cents",
  columns: {
    deal_id: {
      type: id(),
      headers: ["ID", "Deal ID", "Identifiant", "ID de l'opportunité", "Numéro"],
      required: true,
      meaning: "the deal"
    },
    title: {
      type: discreetText(),
      headers: ["Name", "Deal name", "Title", "Nom", "Nom de l'opportunité", "Titre"],
      required: true,
      meaning: "title, which begins with the kind of the deal"
    },
    mrr_cents: {
      type: money({minDecimals: 0}),
      headers: ["Value", "Deal value", "Amount", "Valeur", "Montant"],
      meaning: "amount: monthly, excluding VAT (cents)"
    },
    pipeline: {type: text(), headers: ["Pipeline", "Pipeline name", "pipeline_name"], meaning: "pipeline"},
    stage: {
      type: text(),
      headers: ["Stage", "Deal stage", "Étape", "Étape du pipeline", "stage_name", "stage_id"],
      required: true,
      meaning: "stage of the pipeline, or its id"
    },
    source: {
      type: text(),
      headers: ["Source", "Deal source", "Source de l'opportunité", "source_name", "source_id"],
      meaning: "source of the deal, or its id"
    },
    owner_seller_id: {
      type: id(),
      headers: ["Code vendeur", "Seller code", "custom_fields.Code vendeur", "custom_fields.Seller code"],
      meaning: "code of the owner, where a custom field has it"
    },
    owner_name: {
      type: text(),
      headers: ["Owner", "Deal owner", "Propriétaire", "Responsavel", "owner_name"],
      meaning: "name of the owner"
    },
    owner_user_id: {
      type: id(),
      headers: ["owner_id", "Owner ID", "ID du propriétaire"],
      meaning: "owner, as Zendesk numbers users"
    },
    contact_id: {
      type: id(),
      headers: ["contact_id", "Contact ID", "Primary contact ID", "ID du contact", "ID du contact principal"],
      meaning: "contact that the deal is about"
    },
    organization_id: {
      type: id(),
      headers: ["organization_id", "Company ID", "ID de la société"],
      meaning: "company that the deal is about"
    },
    customer_id: {
      type: id(),
      headers: ["N° client", "Customer ID", "custom_fields.N° client", "custom_fields.Customer ID"],
      meaning: "the customer, in the company's numbering, where a custom field has it"
    },
    order_id: {
      type: id(),
      headers: ["N° commande", "Order number", "custom_fields.N° commande", "custom_fields.Order number"],
      meaning: "order that the deal is about, where a custom field has it"
    },
    brand: {
      type: text(),
      headers: ["Marque", "Brand", "custom_fields.Marque", "custom_fields.Brand"],
      meaning: "brand"
    },
    first_channel_label: {
      type: text(),
      headers: [
        "Canal d'entrée",
        "First channel",
        "custom_fields.Canal d'entrée",
        "custom_fields.First channel"
      ],
      meaning: "channel that received the request"
    },
    reasons: {
      type: text(),
      headers: [
        "Reason of Churn Risk creation",
        "Raison de création du risque de churn",
        "custom_fields.Reason of Churn Risk creation"
      ],
      meaning: "reasons chosen, one or several"
    },
    loss_reason: {
      type: text(),
      headers: ["Loss reason", "Motif de perte", "Raison de la perte", "loss_reason_name", "loss_reason_id"],
      meaning: "reason given when the deal was lost, or its id"
    },
    note: {
      type: discreetText(),
      headers: ["Note", "Notes", "Description", "custom_fields.Description"],
      meaning: "note, in which people paste their note block; addresses are hashed"
    },
    letter_received: {
      type: yesNo(),
      headers: ["Courrier reçu", "Letter received", "custom_fields.Courrier reçu"],
      meaning: "whether a letter came"
    },
    letter_received_on: {
      type: day(),
      headers: ["Courrier reçu le", "Letter received on", "custom_fields.Courrier reçu le"],
      meaning: "day on which it came"
    },
    engagement_date: {
      type: day(),
      headers: ["Date d'engagement", "Engagement date", "custom_fields.Date d'engagement"],
      meaning: "day since which the customer is engaged, as noted"
    },
    competitor: {
      type: text(),
      headers: ["Concurrent", "Competitor", "custom_fields.Concurrent"],
      meaning: "competitor the customer goes to"
    },
    missing_feature: {
      type: text(),
      headers: ["Fonctionnalité manquante", "Missing feature", "custom_fields.Fonctionnalité manquante"],
      meaning: "feature the customer missed"
    },
    opened_at: {
      type: loaderInstant(),
      headers: ["added_at", "Added on", "Added at", "Ajouté le", "Ajoutée le", "Date d'ajout"],
      required: true,
      meaning: "when the deal was added"
    },
    stage_changed_at: {
      type: loaderInstant(),
      headers: [
        "last_stage_change_at",
        "Last stage change",
        "Last stage change at",
        "Last stage change on",
        "Dernier changement d'étape",
        "Dernier changement d'étape le"
      ],
      meaning: "when it came to its stage"
    },
    stage_changed_by: {
      type: text(),
      headers: ["Last stage change by", "Dernier changement d'étape par", "last_stage_change_by_id"],
      meaning: "who moved it there: a name, or the id of a user"
    },
    updated_at: {
      type: loaderInstant(),
      headers: [
        "updated_at",
        "Last updated",
        "Updated on",
        "Updated at",
        "Mis à jour le",
        "Mise à jour le",
        "Dernière mise à jour"
      ],
      meaning: "when the deal was last changed"
    }
  }
});
