"use client";
import { useTranslations } from "use-intl";

import { useTheme } from "@/hooks/use-theme";

const order = ["system", "light", "dark"] as const;
const pictures = {
  system: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 3.5v17M12 8h7M12 12h8.4M12 16h7",
  light: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v3m0 14v3M2 12h3m14 0h3M5 5l2 2m10 10l2 2M19 5l-2 2M7 17l-2 2",
  dark: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
} as const;

/** Cycles through the colours of the device, light and dark. */
export function ThemeToggle() {
  const t = useTranslations();
  const { theme, choose } = useTheme();
  const next = order[(order.indexOf(theme) + 1) % order.length] ?? "system";
  return (
    <button
      type="button"
      aria-label={t("shell.coloursChange", { theme, next })}
      title={t("shell.colours", { theme })}
      onClick={() => choose(next)}
      className="grid size-11 shrink-0 place-items-center rounded-full hover:bg-sunk"
    >
      <svg aria-hidden="true" viewBox="0 0 24 24" className="size-5 fill-none stroke-current stroke-2">
        <path d={pictures[theme]} />
      </svg>
    </button>
  );
}
