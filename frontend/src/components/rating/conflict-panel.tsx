"use client";
import { Button } from "@/components/ui/button";
import { useRatingConflicts } from "@/hooks/use-rating-sync";

/** Ratings typed before log-in contradict the account: the person decides, nothing is lost meanwhile. */
export function ConflictPanel() {
  const { conflicts, takeTyped, keepAccount } = useRatingConflicts();
  if (conflicts.length === 0) return null;
  return (
    <section aria-labelledby="conflicts" className="card border-l-4 border-l-weak p-5">
      <h2 id="conflicts" className="text-xl">
        This browser holds other ratings than your account
      </h2>
      <ul className="mt-2 list-disc pl-5">
        {conflicts.map(({ slug, title, typed, held }) => (
          <li key={slug}>{`${title}: ${typed} in this browser, ${held ?? "not rated"} in your account`}</li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button kind="primary" onClick={takeTyped}>
          Use what this browser holds
        </Button>
        <Button onClick={keepAccount}>Keep my account as it is</Button>
      </div>
    </section>
  );
}
