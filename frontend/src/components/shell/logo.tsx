/** A course that climbs from point to point. */
export function Logo() {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className="size-8 shrink-0">
      <rect width="32" height="32" rx="8" className="fill-shoal-2" />
      <path d="M0 24c7-6 10 2 16-3s9-3 16-8v19H0z" className="fill-shoal-3" />
      <path d="M7 24l8-6 3-6 7-4" className="fill-none stroke-course stroke-[2.5]" />
      <circle cx="7" cy="24" r="2.6" className="fill-card stroke-course stroke-2" />
      <circle cx="25" cy="8" r="3.2" className="fill-course" />
    </svg>
  );
}
