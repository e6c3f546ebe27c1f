import Link from "next/link";
import type { ButtonHTMLAttributes, ReactNode } from "react";

export type ButtonKind = "primary" | "quiet" | "danger";

const looks: Record<ButtonKind, string> = {
  primary: "bg-course text-on-course border-course hover:brightness-110",
  quiet: "bg-card text-ink border-edge hover:border-ink",
  danger: "bg-card text-course border-course hover:bg-course-tint",
};

export function buttonClass(kind: ButtonKind): string {
  return `inline-flex min-h-11 items-center justify-center gap-2 rounded-full border px-5 py-2 text-center font-semibold no-underline disabled:opacity-60 ${looks[kind]}`;
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind;
  isBusy?: boolean;
}

/** A button that stays focusable and says so while its work runs. */
export function Button({ kind = "quiet", isBusy = false, className = "", onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={`${buttonClass(kind)} ${className}`}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {children}
      {isBusy ? <span aria-hidden="true">…</span> : null}
    </button>
  );
}

export function ButtonLink({
  href,
  kind = "quiet",
  children,
}: {
  href: string;
  kind?: ButtonKind;
  children: ReactNode;
}) {
  return (
    <Link href={href} prefetch={false} className={buttonClass(kind)}>
      {children}
    </Link>
  );
}
