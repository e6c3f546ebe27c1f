"use client";
import { useEffect, useRef, type RefObject } from "react";

let isFirstScreen = true;

/** Where the focus goes after a change of page: to the new heading, but not on the first page of a visit. */
export function useHeadingFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirstScreen) heading.current?.focus({ preventScroll: true });
    isFirstScreen = false;
  }, []);
  return heading;
}
