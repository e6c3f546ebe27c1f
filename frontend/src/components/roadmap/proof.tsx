import { Chevron } from "@/components/ui/facts";
import { points, share } from "@/components/ui/format";
import type { Certificate, LimitView, Proof } from "@/types/planning";

const ways: Record<string, string> = {
  proved: "An exact solver went through every choice of steps that is left open, and proved that none is better.",
  "time-limit": "The exact solver was stopped after its time; what it had found by then is this good at least.",
  "solver-away": "The exact solver could not be asked. A slower rule chose the steps, and a bound says how far from the best they can be.",
};

const NEAR = "An exact solver proved how good the best plan is; this one stays near your old plan instead and is almost as good.";

/** Rounded up, so that what is said stays true. */
const atMost = (value: number) => share(Math.ceil(1000 * value - 1e-6) / 1000);

/** `gap` is what is missing to the best order; seen from here, the best is this much better. */
const better = ({ gap }: Certificate) => atMost(gap / Math.max(1e-9, 1 - gap));

export const isProved = ({ status, gap }: Proof) => status === "proved" && gap === 0;

/** One line on how sure the plan is: for small places. */
export function proofWords(selection: Proof, order: Certificate): string {
  if (!isProved(selection)) return `At most ${atMost(selection.gap)} from the best`;
  return order.gap === 0 ? "Proved best" : `Proved; order within ${better(order)}`;
}

function Seal({ isWhole }: { isWhole: boolean }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className={`mt-0.5 size-5 shrink-0 ${isWhole ? "fill-strong" : "fill-weak"}`}>
      <circle cx="10" cy="10" r="9" />
      <path d={isWhole ? "M5.6 10.4l3 3 5.8-6.2" : "M5.5 10.8q2.2-2.6 4.5-.8t4.5-.8"} className="fill-none stroke-card stroke-2" />
    </svg>
  );
}

function boundWords(bound: number, limit: LimitView | null): string {
  return limit === null || limit.kind === "readiness"
    ? `No choice of steps can take fewer than ${points(bound)} h.`
    : `No choice of steps can bring more than ${points(bound)} points.`;
}

/** How good the plan is, and how that is known: which steps, and their order. */
export function ProofBadge({ selection, order, limit }: { selection: Proof; order: Certificate; limit: LimitView | null }) {
  const isWhole = isProved(selection);
  return (
    <details className="card px-4 py-3">
      <summary className="grid gap-1.5">
        <span className="flex gap-2.5">
          <Seal isWhole={isWhole} />
          <span>
            {isWhole ? <span className="font-semibold">Proved: </span> : null}
            {selection.text}
          </span>
        </span>
        <span className="flex gap-2.5">
          <Seal isWhole={order.gap === 0} />
          <span>{order.text}</span>
        </span>
        <span className="flex items-center gap-2 pl-7.5 text-sm font-semibold text-course">
          <Chevron />
          How do we know?
        </span>
      </summary>
      <div className="mt-3 grid max-w-prose gap-2 border-t border-line pt-3">
        <p>
          <span className="font-semibold">Which steps. </span>
          {selection.status === "proved" && !isWhole ? NEAR : (ways[selection.status] ?? "")} {selection.bound === null ? "" : boundWords(selection.bound, limit)}
        </p>
        <p>
          <span className="font-semibold">Which order. </span>
          {order.gap === 0
            ? "Of all orders that respect every prerequisite, none raises readiness sooner per hour; that is proved."
            : `Of all orders that respect every prerequisite, none is more than ${better(order)} better at raising readiness soon; that is proved.`}
        </p>
        <p className="text-soft">Both rest on the content&apos;s hours and prerequisites: if those are off, so is the plan.</p>
      </div>
    </details>
  );
}
