import {defineSource, discreetText, epochSeconds, id, MACHINE, text} from "../../src/index.ts";

const SAID = "in the markup of Slack, addresses and phone numbers hashed";

export default defineSource({
  name: "slack_messages",
  title: "Slack: messages of the alert channels, one record a message of an export",
  files: ["*slack*export*.zip", "slack*.zip", "slack*.json"],
  dialect: MACHINE,
  // An export has one folder a channel and one file a day; what stands beside them is no message.
  members: /(?:^|\/)[^/]+\/\d{4}-\d{2}-\d{2}\.json$/,
  json: {
    sent_at: "ts",
    channel: "$folder",
    subtype: "subtype",
    user_id: "user",
    bot_id: "bot_id",
    bot_name: "username",
    text: "text",
    attachment_pretexts: "attachments[].pretext",
    attachment_titles: "attachments[].title",
    attachment_texts: "attachments[].text",
    attachment_fields: "attachments[].fields[].value",
    attachment_fallbacks: "attachments[].fallback",
    block_texts: "blocks[].text.text",
    thread_ts: "thread_ts",
    reactions: "reactions"
  },
  columns: {
    sent_at: {
      type: epochSeconds(),
      headers: ["ts"],
      required: true,
      meaning: "when it was written, to the second, with a number behind the point that makes it unique"
    },
    channel: {type: text(), headers: ["channel"], meaning: "channel, which is the folder of the file"},
    subtype: {
      type: text(),
      headers: ["subtype"],
      meaning: "what kind of message it is, when nobody wrote it"
    },
    user_id: {type: id(), headers: ["user"], meaning: "who wrote it"},
    bot_id: {type: id(), headers: ["bot_id"], meaning: "program that wrote it"},
    bot_name: {type: text(), headers: ["username"], meaning: "name that the program goes by"},
    text: {type: discreetText(), headers: ["text"], meaning: `what it says, ${SAID}`},
    attachment_pretexts: {
      type: discreetText(),
      headers: ["attachments.pretext"],
      meaning: `first lines of its attachments, ${SAID}`
    },
    attachment_titles: {
      type: discreetText(),
      headers: ["attachments.title"],
      meaning: `titles of its attachments, ${SAID}`
    },
    attachment_texts: {
      type: discreetText(),
      headers: ["attachments.text"],
      meaning: `what its attachments say, ${SAID}`
    },
    attachment_fields: {
      type: discreetText(),
      headers: ["attachments.fields"],
      meaning: `fields of its attachments, ${SAID}`
    },
    attachment_fallbacks: {
      type: discreetText(),
      headers: ["attachments.fallback"],
      meaning: `what is shown of its attachments where they cannot be, ${SAID}`
    },
    block_texts: {type: discreetText(), headers: ["blocks.text"], meaning: `what its blocks say, ${SAID}`},
    thread_ts: {type: id(), headers: ["thread_ts"], meaning: "message that it answers, or that is answered"},
    reactions: {
      type: text(),
      headers: ["reactions"],
      meaning: "signs that people have put below it, as JSON; never when"
    }
  }
});
