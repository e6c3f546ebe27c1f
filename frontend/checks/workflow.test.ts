import { readFileSync } from "node:fs";

import ts from "typescript";
import { expect, it } from "vitest";

const casts = new Set([
  ts.SyntaxKind.AsExpression,
  ts.SyntaxKind.TypeAssertionExpression,
  ts.SyntaxKind.NonNullExpression,
  ts.SyntaxKind.AnyKeyword,
]);

/** Every cast, every `!` and every `any` of a source text. */
function castsOf(text: string): string[] {
  const source = ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (casts.has(node.kind)) found.push(node.getText(source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found, ...(text.match(/@ts-(?:ignore|expect-error|nocheck)/g) ?? [])];
}

it("drives the whole workflow by the generated types, without a cast", () => {
  expect(castsOf(readFileSync(new URL("./workflow.ts", import.meta.url), "utf8"))).toEqual([]);
});

it("would find a cast", () => {
  expect(castsOf("const a = b as string; const c: any = d!; // @ts-ignore")).toEqual([
    "b as string",
    "any",
    "d!",
    "@ts-ignore",
  ]);
});
