import { browserStore } from "@/services/browser-store";

/** `system` follows the device; public/theme.js applies the same key before the first paint. */
export type Theme = "system" | "light" | "dark";

export const themeStore = browserStore<Theme>("career.theme", "system", (raw) =>
  raw === "light" || raw === "dark" ? raw : "system",
);

/** Put the theme on the document, where the colours read it. */
export function applyTheme(theme: Theme): void {
  if (theme === "system") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.dataset.theme = theme;
}
