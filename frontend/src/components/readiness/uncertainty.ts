/** Whether a range can be seen on the screen, where readiness is shown in tenths. */
export const isUncertain = ({ low, high }: { low: number; high: number }) => low.toFixed(1) !== high.toFixed(1);
