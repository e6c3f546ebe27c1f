"use client";
import { useEffect, useState } from "react";

/** The value once it has rested for so long [ms]; what moves all the time is asked about once. */
export function useDebounced<T>(value: T, rest = 300): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), rest);
    return () => clearTimeout(timer);
  }, [value, rest]);
  return settled;
}
