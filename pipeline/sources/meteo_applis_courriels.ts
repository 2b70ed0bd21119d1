import {defineSource, discreetText, instant, MACHINE, text} from "../../src/index.ts";

export default defineSource({
  name: "meteo_applis_courriels",
  title: "Incidents of applications as they are announced by mail, one record a message of a mailbox",
  files: ["meteo*appli*.mbox", "meteo*appli*.eml", "meteo*appli*courriels*.zip"],
  dialect: MACHINE,
  members: /\.(?:mbox|eml)$/i,
  mail: {message_id: "messageId", sent_at: "date", subject: "subject", body: "text"},
  columns: {
    message_id: {type: text(), headers: ["Message-ID"], meaning: "the message"},
    sent_at: {type: instant(), headers: ["Date"], required: true, meaning: "when it was sent"},
    subject: {
      type: discreetText(),
      headers: ["Subject"],
      meaning: "subject, addresses and phone numbers hashed"
    },
    body: {type: discreetText(), headers: ["Body"], meaning: "text, addresses and phone numbers hashed"}
  }
});
