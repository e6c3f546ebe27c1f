const ways = [
  {
    reset: false,
    title: "Keep my progress",
    text: "Steps that are also in the new roadmap keep what you ticked and the hours you noted, and the order stays as near to yours as it can.",
  },
  {
    reset: true,
    title: "Start with a clean slate",
    text: "Every step of the new roadmap is to do, in the best order. What you learned stays in your ratings, so it is not asked for twice.",
  },
] as const;

/** What happens to the progress when a roadmap is planned anew. */
export function ProgressWish({ isReset, onChange }: { isReset: boolean; onChange: (isReset: boolean) => void }) {
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-semibold">What happens to your progress?</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {ways.map(({ reset, title, text }) => (
          <label
            key={title}
            className="flex gap-3 rounded-xl border border-line p-3 has-checked:border-course has-checked:bg-course-tint has-focus-visible:outline-3 has-focus-visible:outline-course"
          >
            <input
              type="radio"
              name="reset"
              checked={isReset === reset}
              onChange={() => onChange(reset)}
              className="mt-1 size-4 shrink-0 focus-visible:outline-none"
            />
            <span>
              <span className="block font-semibold">{title}</span>
              <span className="block text-soft">{text}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
