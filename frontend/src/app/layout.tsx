import "@fontsource-variable/atkinson-hyperlegible-next/wght.css";
import "@fontsource-variable/bricolage-grotesque/wght.css";
import "./globals.css";

import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";

import { ConfirmationDialog } from "@/components/account/confirmation-dialog";
import { Footer } from "@/components/shell/footer";
import { Header } from "@/components/shell/header";
import { Providers } from "@/components/shell/providers";
import { SessionNotices } from "@/components/shell/session-notices";
import { locale } from "@/messages";
import { t } from "@/messages/static";

export const metadata: Metadata = {
  title: { default: t("titles.app"), template: t("titles.pattern", { title: "%s" }) },
  description: t("titles.description"),
  icons: { icon: "/icon.svg" },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#12242b" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={locale} suppressHydrationWarning>
      <head>
        {/* It must run before the first paint, and a file passes a strict content policy. */}
        {/* eslint-disable-next-line @next/next/no-sync-scripts */}
        <script src="/theme.js" />
      </head>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#content"
          className="sr-only z-10 rounded-full bg-course px-5 py-2 font-semibold text-on-course focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-5 focus:py-2"
        >
          {t("shell.skipToContent")}
        </a>
        <Providers>
          <Header />
          <SessionNotices />
          <main id="content" tabIndex={-1} className="grow">
            {children}
          </main>
          <Footer />
          <ConfirmationDialog />
        </Providers>
      </body>
    </html>
  );
}
