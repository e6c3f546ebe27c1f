/** The catalogue as the check sees it: keys with the names of the arguments their messages take. */
import { readFileSync } from "node:fs";

import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";

export type Catalogue = ReadonlyMap<string, ReadonlySet<string>>;

/** Every argument and tag of a message. */
function argumentsOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.tag) return [element.value, ...argumentsOf(element.children)];
    if (element.type !== TYPE.select && element.type !== TYPE.plural) return [element.value];
    return [element.value, ...Object.values(element.options).flatMap(({ value }) => argumentsOf(value))];
  });
}

function flatten(tree: object, prefix: string): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]: [string, unknown]) => {
    const key = prefix ? `${prefix}.${name}` : name;
    return typeof value === "string" ? [[key, value] as [string, string]] : flatten(value as object, key);
  });
}

/** A catalogue from its tree of messages; throws where one is no ICU message. */
export function catalogueOf(tree: object): Catalogue {
  return new Map(
    flatten(tree, "").map(([key, text]) => {
      try {
        return [key, new Set(argumentsOf(parse(text)))];
      } catch (cause) {
        throw new Error(`${key} is not an ICU message: ${text}`, { cause });
      }
    }),
  );
}

export const readCatalogue = (file: string) => catalogueOf(JSON.parse(readFileSync(file, "utf8")) as object);
