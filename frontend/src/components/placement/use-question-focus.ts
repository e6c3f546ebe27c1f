"use client";
import { useEffect, useRef } from "react";

/** A new question takes the focus and comes into sight where it is cut off. */
export function useQuestionFocus() {
  const card = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    const { top = 0, bottom = 0 } = card.current?.getBoundingClientRect() ?? {};
    if (top < 0 || bottom > window.innerHeight) card.current?.scrollIntoView({ block: "start" });
  }, []);
  return { card, heading };
}
