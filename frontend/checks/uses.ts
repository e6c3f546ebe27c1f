/** Where the sources use messages: keys, and the arguments they are given. */
import ts from "typescript";

export interface Use {
  /** What the key can be: text with `*` where it is put together from a variable. */
  key: string;
  /** Names of the arguments; null where they cannot be read from the source. */
  given: ReadonlySet<string> | null;
  node: ts.Node;
}

/** `t(…)`, `t.rich(…)`: the name `t` is reserved for what finds the words of a key. */
function isMessageCall({ expression }: ts.CallExpression): boolean {
  if (ts.isIdentifier(expression)) return expression.text === "t";
  return (
    ts.isPropertyAccessExpression(expression) &&
    ts.isIdentifier(expression.expression) &&
    expression.expression.text === "t" &&
    expression.name.text === "rich"
  );
}

function keysOf(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...keysOf(node.whenTrue), ...keysOf(node.whenFalse)];
  if (!ts.isTemplateExpression(node)) return ["*"];
  return [node.head.text + node.templateSpans.map(({ literal }) => `*${literal.text}`).join("")];
}

function namesOf(node: ts.Expression | undefined): ReadonlySet<string> | null {
  if (node === undefined) return new Set();
  if (!ts.isObjectLiteralExpression(node)) return null;
  const names = node.properties.map((property) => {
    if (ts.isSpreadAssignment(property) || !property.name || ts.isComputedPropertyName(property.name)) return null;
    return property.name.text;
  });
  return names.includes(null) ? null : new Set(names.filter((name) => name !== null));
}

/** Every use of a message in one file. */
export function usesIn(file: ts.SourceFile): Use[] {
  const uses: Use[] = [];
  function visit(node: ts.Node): void {
    const [first, second] = ts.isCallExpression(node) && isMessageCall(node) ? node.arguments : [];
    if (first) uses.push(...keysOf(first).map((key) => ({ key, given: namesOf(second), node })));
    ts.forEachChild(node, visit);
  }
  visit(file);
  return uses;
}

/** Whether a key is one that a use can mean. */
export function isMeant(pattern: string, key: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^.]+")}$`).test(key);
}
