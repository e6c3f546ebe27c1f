import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  test: {
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "http://localhost:8000/" } },
    include: ["src/**/*.test.{ts,tsx}", "checks/**/*.test.ts"],
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
    // A test waits for what must appear, not for a time; on a slow machine under load that may take long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
