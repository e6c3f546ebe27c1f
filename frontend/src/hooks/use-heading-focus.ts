"use client";
import { useEffect, useRef, type RefObject } from "react";

let isFirstScreen = true;

/** Where the focus goes after a change of page: to the new heading, but not when the site is entered. */
export function useHeadingFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirstScreen) heading.current?.focus({ preventScroll: true });
    isFirstScreen = false;
  }, []);
  return heading;
}
