import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render as renderBare } from "@testing-library/react";
import type { ReactElement, ReactNode } from "react";
import { IntlProvider } from "use-intl";

import { formats, locale, messages } from "@/messages";

/** A missing message or argument fails the test. */
function fail(error: Error): never {
  throw error;
}

export function WithMessages({ children }: { children: ReactNode }) {
  return (
    <IntlProvider locale={locale} messages={messages} formats={formats} timeZone="Europe/Berlin" onError={fail}>
      {children}
    </IntlProvider>
  );
}

/** As `render` of the testing library, with the words of the app and an empty cache around it. */
export function render(ui: ReactElement) {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return renderBare(ui, {
    wrapper: ({ children }) => (
      <WithMessages>
        <QueryClientProvider client={cache}>{children}</QueryClientProvider>
      </WithMessages>
    ),
  });
}
