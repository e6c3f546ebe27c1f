/** Whether a range is one on the screen, where readiness stands in tenths. */
export const isUncertain = ({ low, high }: { low: number; high: number }) => low.toFixed(1) !== high.toFixed(1);
