// Contacts of customers, told in few words, as rows of staging.
import type {Given, Row} from "../../support/models.ts";

export interface ContactStory {
  customer?: string;
  motive?: string | null;
  adviser?: string | null;
  /** Local day. */
  day: string;
  /** Local time; in the morning unless told otherwise. */
  time?: string;
  direction?: string;
  medium?: string;
  isAutomatic?: boolean;
  wasTransferred?: boolean | null;
}

/** Rows of `staging.contacts`, numbered in the order in which they are told. */
export function tellContacts(...contacts: ContactStory[]): Given {
  return {"staging.contacts": contacts.map(contactRow)};
}

function contactRow(contact: ContactStory, index: number): Row {
  const {customer = "k1", motive = "invoice", adviser = "A1", day, time = "09:00:00"} = contact;
  return {
    system: "story",
    contact_id: `N${String(index + 1).padStart(4, "0")}`,
    customer_id: customer,
    at: `${day} ${time}+00`,
    direction: contact.direction ?? "inbound",
    medium: contact.medium ?? "phone",
    motive,
    adviser_id: adviser,
    is_automatic: contact.isAutomatic ?? false,
    was_transferred: contact.wasTransferred ?? null,
    source_file_id: "contacts",
    source_line: index + 2
  };
}
