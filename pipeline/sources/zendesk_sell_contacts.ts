import {defineSource, id, keyedHash, MACHINE, text, yesNo} from "../../src/index.ts";
import {loaderInstant} from "./dialects/loader.ts";

export default defineSource({
  name: "zendesk_sell_contacts",
  title: "Zendesk Sell: contacts, people and companies",
  files: ["zendesk_sell_contacts*.csv"],
  dialect: {
    ...MACHINE,
    timeZone: "Europe/Paris",
    yes: ["true", "t", "1", "Yes", "Oui"],
    no: ["false", "f", "0", "No", "Non"]
  },
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,
  columns: {
    contact_id: {
      type: id(),
      headers: ["ID", "Identifiant", "ID du contact"],
      required: true,
      meaning: "the contact: the number at the end of its address"
    },
    organization_id: {
      type: id(),
      headers: ["contact_id", "Company ID", "Organization ID", "ID de la société"],
      meaning: "company that the person belongs to"
    },
    name: {
      type: text(),
      headers: ["Name", "Full name", "Company name", "Nom", "Nom complet", "Nom de la société"],
      required: true,
      meaning: "name of the person or the company"
    },
    is_organization: {
      type: yesNo(),
      headers: ["is_organization", "Is company?", "Is company", "Est une société"],
      meaning: "whether it is a company"
    },
    customer_id: {
      type: id(),
      headers: ["N° client", "Customer ID", "custom_fields.N° client", "custom_fields.Customer ID"],
      meaning: "the customer, in the company's numbering, where a custom field has it"
    },
    brand: {
      type: text(),
      headers: ["Marque", "Brand", "custom_fields.Marque", "custom_fields.Brand"],
      meaning: "brand"
    },
    segment: {
      type: text(),
      headers: ["customer_status", "Customer status", "Statut client"],
      meaning: "status as a customer, as exported"
    },
    email_hash: {
      type: keyedHash("email", {unreadable: "leave_out"}),
      headers: ["email", "E-mail", "Adresse e-mail", "Adresse e-mail principale"],
      meaning: "keyed hash of the e-mail address"
    },
    phone_hash: {
      type: keyedHash("phone", {unreadable: "leave_out"}),
      headers: ["phone", "Work phone", "Téléphone", "Téléphone professionnel"],
      meaning: "keyed hash of the phone number"
    },
    mobile_hash: {
      type: keyedHash("phone", {unreadable: "leave_out"}),
      headers: ["mobile", "Mobile phone", "Portable", "Téléphone mobile"],
      meaning: "keyed hash of the mobile number"
    },
    postcode: {
      type: id(),
      headers: ["address.postal_code", "Postal code", "Zip code", "Zip", "Code postal"],
      meaning: "postcode"
    },
    created_at: {
      type: loaderInstant(),
      headers: ["created_at", "Added on", "Created at", "Ajouté le", "Créé le"],
      meaning: "when the contact was added"
    },
    updated_at: {
      type: loaderInstant(),
      headers: ["updated_at", "Last updated", "Updated at", "Mis à jour le", "Dernière mise à jour"],
      meaning: "when it was last changed"
    }
  }
});
