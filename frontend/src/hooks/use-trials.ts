"use client";
import { useState } from "react";

import { isSameWish, type Trial, type Wish } from "@/types/wish";

/** The present plan is A. */
const LETTERS = ["B", "C", "D", "E"] as const;

export interface Trials {
  trials: readonly Trial[];
  hasRoom: boolean;
  /** The letter it is tried under; empty where there is no room. */
  add: (wish: Wish) => string;
  change: (name: string, wish: Wish) => void;
  remove: (name: string) => void;
  /** Put one in the place of the present wish, which then stands in its place. */
  take: (trial: Trial, present: Wish) => void;
}

/** The wishes that are tried beside the present one, each under a letter. */
export function useTrials(): Trials {
  const [trials, setTrials] = useState<readonly Trial[]>([]);
  const change = (name: string, wish: Wish) =>
    setTrials((all) => all.map((trial) => (trial.name === name ? { name, wish } : trial)));
  return {
    trials,
    hasRoom: trials.length < LETTERS.length,
    add: (wish) => {
      const name = LETTERS.find((letter) => trials.every((trial) => trial.name !== letter));
      if (name) setTrials([...trials, { name, wish }].sort((a, b) => a.name.localeCompare(b.name)));
      return name ?? "";
    },
    change,
    remove: (name) => setTrials((all) => all.filter((trial) => trial.name !== name)),
    take: (trial, present) => {
      if (!isSameWish(trial.wish, present)) change(trial.name, present);
    },
  };
}
