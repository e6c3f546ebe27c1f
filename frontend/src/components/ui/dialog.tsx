"use client";
import { useEffect, useId, useRef, type ReactNode } from "react";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A modal dialog: shown as long as it is rendered; Escape closes; the focus returns by itself. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={box}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="card m-auto max-h-[90dvh] w-[min(34rem,calc(100vw-2rem))] overflow-y-auto p-5 text-ink shadow-xl sm:p-7"
    >
      <h2 id={heading} className="text-2xl">
        {title}
      </h2>
      <div className="mt-3 grid gap-4">{children}</div>
    </dialog>
  );
}
