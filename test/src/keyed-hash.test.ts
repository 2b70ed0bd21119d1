import {createHmac} from "node:crypto";
import {describe, expect, it} from "vitest";
import {CellProblem} from "../../src/cells.ts";
import {FRENCH} from "../../src/dialect.ts";
import {discreetText, hideIdentifiers, keyedHash} from "../../src/keyed-hash.ts";

const KEY = process.env.RESSAC_KEY ?? "";
const hmac = (plain: string): string => createHmac("sha256", KEY).update(plain).digest("hex").slice(0, 32);

describe("keyedHash", () => {
  it("keeps 32 digits of the HMAC-SHA-256 of an e-mail address in lower case", () => {
    const email = keyedHash("email");
    expect(email.parse("Client@Example.FR", FRENCH)).toBe(hmac("client@example.fr"));
    expect(email.parse(" client@example.fr ", FRENCH)).toBe(hmac("client@example.fr"));
  });

  it("brings a phone number to E.164, in France unless it says otherwise", () => {
    const phone = keyedHash("phone");
    for (const written of [
      "06 39 98 12 34",
      "06.39.98.12.34",
      "+33 6 39 98 12 34",
      "0033639981234",
      "(0)639981234"
    ])
      expect(phone.parse(written, FRENCH), written).toBe(hmac("+33639981234"));
    expect(phone.parse("+32 470 12 34 56", FRENCH)).toBe(hmac("+32470123456"));
  });

  it("takes a number whose first zero a spreadsheet has eaten for the same", () => {
    expect(keyedHash("phone").parse("639981234", FRENCH)).toBe(hmac("+33639981234"));
  });

  it("refuses what is no address or no number, or leaves it out where the contract says so", () => {
    for (const [kind, written] of [
      ["email", "néant"],
      ["email", "a@b"],
      ["email", "a@b.fr; c@d.fr"],
      ["phone", "06 12 34"],
      ["phone", "6,4E+08"]
    ] as const) {
      const refused = keyedHash(kind).parse(written, FRENCH);
      expect(CellProblem.is(refused) && refused.code, written).toBe(`bad_${kind}`);
      expect(keyedHash(kind, {unreadable: "leave_out"}).parse(written, FRENCH)).toBeNull();
    }
  });

  it("leaves every text to the exact parser", () => {
    expect(keyedHash("email").sql("cell", FRENCH)).toBe("null::varchar");
  });
});

describe("discreetText", () => {
  it("puts the hash in the place of each address and number", () => {
    const read = discreetText().parse(
      "client@example.fr recommande à 9/10 ! Rappeler au 06 39 98 12 34, dossier 205227819",
      FRENCH
    );
    expect(read).toBe(
      `email:${hmac("client@example.fr")} recommande à 9/10 ! Rappeler au phone:${hmac("+33639981234")}, dossier 205227819`
    );
  });

  it("finds an address in the markup of Slack, and leaves links, days and amounts alone", () => {
    expect(hideIdentifiers("<mailto:c@d.fr|c@d.fr>")).toBe(
      `<mailto:email:${hmac("c@d.fr")}|email:${hmac("c@d.fr")}>`
    );
    const plain =
      "https://app.futuresimple.com/crm/contacts/0165795496 le 11/04/2021, 14:00:00, 1 234,56 €, 01/10/2021, ts 1454884927.000002";
    expect(hideIdentifiers(plain)).toBe(plain);
  });
});
