/**
 * Holds the sources and the catalogue against each other; `node checks/messages.ts` fails where
 * words for people stand outside the catalogue, a message is missing or unused, or its arguments differ.
 */
import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import ts from "typescript";

import { readCatalogue, type Catalogue } from "./catalogue.ts";
import { literalsIn } from "./literals.ts";
import { isMeant, usesIn, type Use } from "./uses.ts";

export function parseSource(name: string, text: string): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
}

function place(node: ts.Node): string {
  const file = node.getSourceFile();
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${file.fileName}:${line + 1}:${character + 1}`;
}

function argumentFaults({ key, given, node }: Use, needed: ReadonlySet<string>): string[] {
  if (given === null) return [];
  const missing = [...needed].filter((name) => !given.has(name));
  const unknown = key.includes("*") ? [] : [...given].filter((name) => !needed.has(name));
  return [
    ...missing.map((name) => `${place(node)} does not give “${name}” to ${key}`),
    ...unknown.map((name) => `${place(node)} gives “${name}” to ${key}, which does not take it`),
  ];
}

function useFaults(use: Use, catalogue: Catalogue): string[] {
  if (!use.key.includes(".")) return [`${place(use.node)} uses a message whose key cannot be read from the source`];
  const meant = [...catalogue].filter(([key]) => isMeant(use.key, key));
  if (meant.length === 0) return [`${place(use.node)} uses ${use.key}, which is not in the catalogue`];
  return meant.flatMap(([, needed]) => argumentFaults(use, needed));
}

/** Everything that is wrong between these sources and the catalogue. */
export function faultsOf(files: readonly ts.SourceFile[], catalogue: Catalogue): string[] {
  const uses = files.flatMap(usesIn);
  const unused = [...catalogue.keys()].filter((key) => !uses.some((use) => isMeant(use.key, key)));
  return [
    ...files.flatMap(literalsIn).map((node) => `${place(node)} has words outside of the catalogue: ${node.getText()}`),
    ...uses.flatMap((use) => useFaults(use, catalogue)),
    ...unused.map((key) => `${key} is in the catalogue and never used`),
  ];
}

const ROOT = join(import.meta.dirname, "..");

/** What a person can meet: no tests, no types made from the API's document. */
export function readSources(): ts.SourceFile[] {
  return globSync("src/**/*.{ts,tsx}", { cwd: ROOT })
    .filter((file) => !/\.test\.tsx?$|\.gen\.ts$|^src\/testing\//.test(file))
    .map((file) => parseSource(relative(".", join(ROOT, file)), readFileSync(join(ROOT, file), "utf8")));
}

if (import.meta.main) {
  const catalogue = readCatalogue(join(ROOT, "src/messages/en.json"));
  const faults = faultsOf(readSources(), catalogue);
  for (const fault of faults) console.error(fault);
  console.log(`${catalogue.size} messages, ${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
