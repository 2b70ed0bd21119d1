// The systems whose exports are told around the stories, in the order in which they are written.
import {ACTIONS} from "./actions.ts";
import {ASANA} from "./asana.ts";
import {CONTACTS} from "./contacts.ts";
import {FEC} from "./fec.ts";
import {FOLLOWFILE} from "./followfile.ts";
import {GANDI} from "./gandi.ts";
import {GETACCEPT} from "./getaccept.ts";
import {GOCARDLESS_CUSTOMERS, GOCARDLESS_PAYMENTS} from "./gocardless.ts";
import {METEO} from "./meteo-applis.ts";
import {MISSED_DUTIES} from "./misses.ts";
import {NPS} from "./nps.ts";
import {ONBOARDING} from "./onboarding.ts";
import {SALESFORCE_HISTORY} from "./prechurn.ts";
import {PRIMES} from "./primes.ts";
import {REQUETES} from "./requetes-tlv.ts";
import type {SampleSystem} from "./systems.ts";
import {ZENDESK_SELL_CONTACTS, ZENDESK_SELL_DEALS} from "./zendesk-sell.ts";
import {ZENDESK_SUPPORT_TICKETS} from "./zendesk-support.ts";
import {
  ZUORA_ACCOUNTS,
  ZUORA_CHARGES,
  ZUORA_CREDIT_MEMO_ITEMS,
  ZUORA_INVOICE_ITEMS,
  ZUORA_SUBSCRIPTIONS
} from "./zuora.ts";

export const SYSTEMS: readonly SampleSystem[] = [
  FEC,
  CONTACTS,
  FOLLOWFILE,
  PRIMES,
  REQUETES,
  ONBOARDING,
  GETACCEPT,
  GANDI,
  METEO,
  ACTIONS,
  NPS,
  ASANA,
  SALESFORCE_HISTORY,
  ZENDESK_SELL_DEALS,
  ZENDESK_SELL_CONTACTS,
  ZUORA_ACCOUNTS,
  ZUORA_SUBSCRIPTIONS,
  ZUORA_CHARGES,
  ZUORA_INVOICE_ITEMS,
  ZUORA_CREDIT_MEMO_ITEMS,
  GOCARDLESS_PAYMENTS,
  GOCARDLESS_CUSTOMERS,
  ZENDESK_SUPPORT_TICKETS,
  MISSED_DUTIES
];
