"use client";
import { useState } from "react";

import { areSameOptions, type Alternative, type PlanOptions } from "@/types/plan-options";

/** The current plan is A. */
const LETTERS = ["B", "C", "D", "E"] as const;

export interface Alternatives {
  alternatives: readonly Alternative[];
  hasRoom: boolean;
  /** The letter it is compared under; empty where there is no room. */
  add: (options: PlanOptions) => string;
  change: (name: string, options: PlanOptions) => void;
  remove: (name: string) => void;
  /** Exchange one for the current options. */
  take: (alternative: Alternative, current: PlanOptions) => void;
}

/** The options that are compared with the current ones, each under a letter. */
export function useAlternatives(): Alternatives {
  const [alternatives, setTrials] = useState<readonly Alternative[]>([]);
  const change = (name: string, options: PlanOptions) =>
    setTrials((all) => all.map((alternative) => (alternative.name === name ? { name, options } : alternative)));
  return {
    alternatives,
    hasRoom: alternatives.length < LETTERS.length,
    add: (options) => {
      const name = LETTERS.find((letter) => alternatives.every((alternative) => alternative.name !== letter));
      if (name) setTrials([...alternatives, { name, options }].sort((a, b) => a.name.localeCompare(b.name)));
      return name ?? "";
    },
    change,
    remove: (name) => setTrials((all) => all.filter((alternative) => alternative.name !== name)),
    take: (alternative, current) => {
      if (!areSameOptions(alternative.options, current)) change(alternative.name, current);
    },
  };
}
