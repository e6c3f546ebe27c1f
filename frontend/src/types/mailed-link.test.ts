import { expect, test } from "vitest";

import { mailedLink } from "@/types/mailed-link";

test.each([
  ["#token=cil_abc-_", { purpose: "token", token: "cil_abc-_" }],
  ["#verification=cil_x", { purpose: "verification", token: "cil_x" }],
  ["#email=cil_x", { purpose: "email", token: "cil_x" }],
  ["", null],
  ["#", null],
  ["#token=", null],
  ["#other=cil_x", null],
])("the fragment %j holds %j", (fragment, link) => {
  expect(mailedLink(fragment)).toEqual(link);
});
