"use client";
import { notifyManager, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { IntlProvider } from "use-intl";

import { formats, locale, messages } from "@/messages";
import { timeZone } from "@/types/days";
import { ApiProblem } from "@/types/problem";

/** A refused request will be refused again; only a failed connection is worth a second try. */
function isWorthRetrying(failures: number, error: Error): boolean {
  const isPassing = error instanceof ApiProblem && (error.status === 0 || error.status >= 502);
  return isPassing && failures < 2;
}

// A tick must show in the same task as the click: by default React would first put the old choice back.
notifyManager.setScheduler(queueMicrotask);

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: isWorthRetrying, staleTime: 10_000, refetchOnWindowFocus: true, networkMode: "always" },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

/** Of the person's device; pages that are made at build time show no time of day. */
const zone = typeof window === "undefined" ? "UTC" : timeZone();

/** Cache of what the API said, and the words of the app, for everything below. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeClient);
  return (
    <IntlProvider locale={locale} messages={messages} formats={formats} timeZone={zone}>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </IntlProvider>
  );
}
