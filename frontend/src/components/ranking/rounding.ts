/** Readiness without its tenth; only what is met in full is called 100. */
export const wholePoints = (points: number) => (points >= 100 ? 100 : Math.min(99, Math.round(points)));

/** Hours as precise as an estimate of this size can be. */
export function roundHours(hours: number): number {
  if (hours < 20) return Math.round(hours);
  return hours < 200 ? Math.round(hours / 5) * 5 : Math.round(hours / 10) * 10;
}
