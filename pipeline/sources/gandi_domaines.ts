import {defineSource, id, instant, MACHINE, text, yesNo} from "../../src/index.ts";

export default defineSource({
  name: "gandi_domaines",
  title: "Gandi: domain names held for customers, one record a domain",
  files: ["gandi_domaines*.csv"],
  dialect: MACHINE,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,

  columns: {
    domain: {
      type: text(),
      headers: ["fqdn", "Domain", "Domaine"],
      required: true,
      meaning: "the domain name"
    },
    customer_id: {
      type: id(),
      headers: ["Customer ID", "N° client"],
      required: true,
      meaning: "the customer it is held for"
    },
    expires_at: {type: instant(), headers: ["Expires at", "Expire le"], meaning: "when it expires"},
    is_auto_renewed: {
      type: yesNo(),
      headers: ["Auto-renew", "autorenew", "Renouvellement automatique"],
      meaning: "whether it is renewed by itself"
    },
    auto_renew_changed_at: {
      type: instant(),
      headers: ["Auto-renew changed at", "Renouvellement modifié le"],
      meaning: "when that was last switched"
    }
  }
});
