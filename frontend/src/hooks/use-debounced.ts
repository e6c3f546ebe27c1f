"use client";
import { useEffect, useState } from "react";

/** The value once it has not changed for so long [ms]; many changes lead to one request. */
export function useDebounced<T>(value: T, rest = 300): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), rest);
    return () => clearTimeout(timer);
  }, [value, rest]);
  return settled;
}
