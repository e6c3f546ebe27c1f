/** Words for people that stand in the sources instead of the catalogue. */
import ts from "typescript";

/** Attributes that are read or heard, those of the app's own components included. */
const WORDED = new Set([
  ..."alt aria-description aria-label aria-roledescription aria-valuetext placeholder title".split(" "),
  ..."caption difference hint label lead legend meaning name notice over range text value".split(" "),
]);

/** Attributes of HTML elements that share such a name and say nothing. */
const TECHNICAL = new Set(["input.name", "input.value", "option.value", "button.value"]);

/** Capitalised names that are no words: headers, errors, keys of the keyboard, browsers. */
const NAMES = new Set("Accept-Language Idempotency-Key If-Match AbortError ApiProblem Edge Opera".split(" "));

const hasLetters = (text: string) => /\p{L}/u.test(text);

/** What reads like a sentence or a label: a capital and small letters at the start, or words that end in a stop. */
const isProse = (text: string) =>
  !NAMES.has(text.trim()) && (/^[“"(]?\p{Lu}\p{Ll}/u.test(text.trim()) || /\p{L}{2} .*\p{L}[.?!…]$/u.test(text.trim()));

const templateText = (node: ts.TemplateExpression) =>
  node.head.text + node.templateSpans.map(({ literal }) => literal.text).join(" ");

function textOf(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return node.text;
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? templateText(node) : null;
}

/** Literals that are a value of the expression itself: not those it is compared with, looked up by or called with. */
function valuesOf(node: ts.Expression): ts.Node[] {
  if (ts.isParenthesizedExpression(node)) return valuesOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...valuesOf(node.whenTrue), ...valuesOf(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const isValue = ["||", "??", "+"].includes(node.operatorToken.getText());
    return [
      ...(isValue ? valuesOf(node.left) : []),
      ...(isValue || node.operatorToken.getText() === "&&" ? valuesOf(node.right) : []),
    ];
  }
  return textOf(node) === null ? [] : [node];
}

function attributeName(node: ts.JsxAttribute): string {
  const owner = node.parent.parent.tagName.getText();
  return TECHNICAL.has(`${owner}.${node.name.getText()}`) ? "" : node.name.getText();
}

/** What a person would see or hear of this node itself. */
function shownBy(node: ts.Node): ts.Node[] {
  if (ts.isJsxText(node)) return [node];
  if (ts.isJsxAttribute(node) && WORDED.has(attributeName(node)) && node.initializer) {
    return ts.isJsxExpression(node.initializer)
      ? node.initializer.expression
        ? valuesOf(node.initializer.expression)
        : []
      : [node.initializer];
  }
  if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) return valuesOf(node.expression);
  return [];
}

const isThrown = (node: ts.Node): boolean =>
  ts.isNewExpression(node) && /Error$/.test(node.expression.getText()) && ts.isThrowStatement(node.parent);

/** Every literal of one file that is shown to people, or reads as if it was. */
export function literalsIn(file: ts.SourceFile): ts.Node[] {
  const found = new Set<ts.Node>();
  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isThrown(node)) return;
    for (const shown of shownBy(node)) if (hasLetters(textOf(shown) ?? "")) found.add(shown);
    const text = ts.isJsxText(node) ? null : textOf(node);
    if (text !== null && isProse(text)) found.add(node);
    ts.forEachChild(node, visit);
  }
  visit(file);
  return [...found];
}
