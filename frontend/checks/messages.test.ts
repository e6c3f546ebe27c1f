// @vitest-environment node
import { expect, test } from "vitest";

import { catalogueOf } from "./catalogue.ts";
import { faultsOf, parseSource } from "./messages.ts";

const catalogue = catalogueOf({
  cart: { empty: "Nothing here", count: "{count, plural, one {# item} other {# items}}" },
});
const whole = 't("cart.empty"); t("cart.count", { count: 2 });';
const faults = (source: string) => faultsOf([parseSource("x.tsx", source)], catalogue);

test("sources that take all their words from the catalogue have no faults", () => {
  expect(
    faults(`${whole} const x = <a className="big red" href="/b/" title={t("cart.empty")}>{n > 1 ? n : "–"}</a>;`),
  ).toEqual([]);
  expect(faults("t(`cart.${name}`, { count: 1 });")).toEqual([]);
});

test.each([
  "<p>Hello there</p>",
  '<p aria-label="close">{x}</p>',
  '<Field label={isNew ? "new name" : t("cart.empty")} />',
  "<p>{`${n} items`}</p>",
  '<p>{x ?? "nothing"}</p>',
  'const labels = { a: "Choose a role" };',
  'const text = "you cannot do this.";',
])("words outside of the catalogue are a fault: %s", (source) => {
  expect(faults(`${whole} ${source.startsWith("<") ? `const x = ${source};` : source}`)).toEqual([
    expect.stringContaining("has words outside of the catalogue"),
  ]);
});

test("a message that is missing, unused or called with other arguments is a fault", () => {
  expect(faults(`${whole} t("cart.full");`)).toEqual([
    expect.stringContaining("cart.full, which is not in the catalogue"),
  ]);
  expect(faults('t("cart.empty");')).toEqual(["cart.count is in the catalogue and never used"]);
  expect(faults('t("cart.empty"); t("cart.count");')).toEqual([expect.stringContaining("does not give “count”")]);
  expect(faults(`${whole} t("cart.empty", { n: 1 });`)).toEqual([expect.stringContaining("gives “n”")]);
  expect(faults(`${whole} t(key);`)).toEqual([expect.stringContaining("cannot be read from the source")]);
});

test("a message that is not ICU syntax is a fault", () => {
  expect(() => catalogueOf({ a: { b: "{count, plural, one {# item}" } })).toThrow("a.b is not an ICU message");
});
