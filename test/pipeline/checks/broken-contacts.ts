import type {BrokenStory} from "./broken.ts";

const whole = {
  reach: "same_motive",
  motive: "all",
  window_days: 7,
  period: "all",
  episodes: 4,
  mature_episodes: 3,
  resolved_episodes: 2,
  transferred_episodes: 0,
  recontacted_episodes: 1,
  untold_episodes: 0,
  resolution_rate: 0.5,
  resolution_low: 0.2,
  resolution_high: 0.8
};
const motive = {...whole, motive: "Facturation"};
const due = {episode_id: "E1", target: "delay", status: "met", excess: 0};

/** Checks on contacts, on rows that are not sound. */
export const BROKEN_CONTACTS: Record<string, BrokenStory[]> = {
  contacts_add_up: [
    {
      given: {
        "marts.contact_episodes": [{episode_id: "E1", contacts: 1}],
        "marts.service_contacts": [
          {contact_id: "N1", scope: "counted"},
          {contact_id: "N2", scope: "outbound"}
        ],
        "marts.first_contact_resolutions": [whole, motive],
        "marts.contact_obligations": [due]
      },
      found: []
    },
    {
      given: {
        "marts.contact_episodes": [{episode_id: "E1", contacts: 1}],
        "marts.service_contacts": []
      },
      found: [{problem: "contacts that are not in one episode"}]
    },
    {
      given: {
        "marts.contact_episodes": [],
        "marts.first_contact_resolutions": [whole, {...motive, recontacted_episodes: 0}]
      },
      found: [{subject: "same_motive Facturation 7 all"}]
    },
    {
      given: {
        "marts.contact_episodes": [],
        "marts.first_contact_resolutions": [whole, {...motive, episodes: 3}]
      },
      found: [{problem: "motives that are not the whole", subject: "7 all"}]
    },
    {
      given: {
        "marts.contact_episodes": [],
        "marts.first_contact_resolutions": [whole, motive, {...whole, reach: "any_motive", episodes: 5}]
      },
      found: [{problem: "more episodes about any motive than about the same", subject: "7 all"}]
    },
    {
      given: {
        "marts.contact_episodes": [],
        "marts.contact_obligations": [due, {...due, target: "contacts", status: "late", excess: 1}]
      },
      found: [{subject: "E1 contacts"}]
    }
  ]
};
