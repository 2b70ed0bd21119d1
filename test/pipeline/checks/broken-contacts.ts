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
const cell = {month: "2021-03-01", brand: "Marly", motive: "Bug"};
const cause = {motive: "Bug", period: "all"};
const due = {episode_id: "E1", target: "delay", status: "met", excess: 0};

/** Checks on contacts and alerts, on rows that are not sound. */
export const BROKEN_CONTACTS: Record<string, BrokenStory[]> = {
  contact_cells_add_up: [
    {
      given: {
        "marts.contact_cells": [
          {...cell, contacts: 3, followed_contacts: 1},
          {...cell, brand: "Solène", contacts: 2}
        ],
        "marts.contact_causes": [
          {...cause, contacts: 5},
          {...cause, motive: "all", contacts: 5}
        ],
        "marts.contact_compliances": [],
        "marts.motive_recontacts": [
          {...cause, recontacts: 1},
          {...cause, motive: "all", recontacts: 1}
        ]
      },
      found: []
    },
    {
      given: {
        "marts.contact_cells": [{...cell, contacts: 3, delay_met_episodes: 1}],
        "marts.contact_causes": [
          {...cause, contacts: 3},
          {...cause, motive: "all", contacts: 4}
        ],
        "marts.contact_compliances": [
          {...cause, target: "delay", met_episodes: 1},
          {...cause, motive: "all", target: "delay", met_episodes: 1}
        ],
        "marts.motive_recontacts": []
      },
      found: [{motive: "all", measure: "contacts", told: 3n, counted: 4n}]
    },
    {
      given: {
        "marts.contact_cells": [{...cell, delay_met_episodes: 2}],
        "marts.contact_causes": [],
        "marts.contact_compliances": [
          {...cause, target: "delay", met_episodes: 1},
          {...cause, motive: "all", target: "delay", met_episodes: 2}
        ],
        "marts.motive_recontacts": []
      },
      found: [{motive: "Bug", measure: "delay_met_episodes", told: 2n, counted: 1n}]
    }
  ],
  alert_cells_add_up: [
    {
      given: {
        "marts.alert_messages": [{alert_id: "A"}, {alert_id: "B"}],
        "marts.alert_cuts": [{alert_id: "A"}, {alert_id: "B"}],
        "marts.alert_days": [{handled_alerts: 1}],
        "marts.alert_handlings": [
          {alert_id: "A", is_handled: true},
          {alert_id: "B", is_handled: null}
        ],
        "marts.announced_requests": [{announced: "handled"}, {announced: "none"}],
        "marts.alert_recalls": [{handled: "all", announced_requests: 1}],
        "marts.alert_quality": [{handled: "all", episodes: 1}],
        "marts.alert_outcomes": [{episode_id: "A", is_counted: true}]
      },
      found: []
    },
    {
      given: {
        "marts.alert_messages": [{alert_id: "A"}, {alert_id: "B"}],
        "marts.alert_cuts": [{alert_id: "A"}],
        "marts.alert_days": [{handled_alerts: 1}],
        "marts.alert_handlings": [{alert_id: "A", is_handled: false}],
        "marts.announced_requests": [{announced: "none"}],
        "marts.alert_recalls": [{handled: "all", announced_requests: 1}],
        "marts.alert_quality": [{handled: "all", episodes: 1}],
        "marts.alert_outcomes": [{episode_id: "A", is_counted: false}]
      },
      found: [
        {measure: "alerts"},
        {measure: "handled alerts"},
        {measure: "announced requests"},
        {measure: "episodes that count"}
      ]
    }
  ],
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
