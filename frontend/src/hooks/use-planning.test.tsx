import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test, vi } from "vitest";

import { usePlan } from "@/hooks/use-planning";
import { NO_LIMIT, type PlanQuery } from "@/types/plan-options";

const question = (hoursPerWeek: number): PlanQuery => ({
  role: "r",
  variant: "v",
  ratings: {},
  options: { hoursPerWeek, limit: NO_LIMIT, pins: [] },
});

test("a request that is overtaken is given up, and the previous result stays until the next", async () => {
  const requests: Request[] = [];
  const answers: ((hours: number) => void)[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    requests.push(request);
    return new Promise((resolve, reject) => {
      request.signal.addEventListener("abort", () => reject(new DOMException("given up", "AbortError")));
      answers.push((hours) =>
        resolve(
          new Response(JSON.stringify({ hoursPerWeek: hours }), { headers: { "content-type": "application/json" } }),
        ),
      );
    });
  });
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={cache}>{children}</QueryClientProvider>
  );
  const { result, rerender } = renderHook(({ hours }) => usePlan(question(hours), { isEnabled: true }), {
    wrapper,
    initialProps: { hours: 8 },
  });
  await waitFor(() => expect(requests).toHaveLength(1));
  answers[0]?.(8);
  await waitFor(() => expect(result.current.data).toEqual({ hoursPerWeek: 8 }));
  rerender({ hours: 9 });
  await waitFor(() => expect(requests).toHaveLength(2));
  rerender({ hours: 10 });
  await waitFor(() => expect(requests).toHaveLength(3));
  expect(requests.map(({ signal }) => signal.aborted)).toEqual([false, true, false]);
  expect(result.current).toMatchObject({ data: { hoursPerWeek: 8 }, isPlaceholderData: true });
  answers[2]?.(10);
  await waitFor(() => expect(result.current.data).toEqual({ hoursPerWeek: 10 }));
});
