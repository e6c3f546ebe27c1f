"use client";
import "./globals.css";

/** The last resort, when even the frame of the pages broke. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body className="p-8">
        <h1 className="text-3xl">This page broke</h1>
        <p className="my-4">What you entered is kept in this browser.</p>
        <button type="button" className="link" onClick={reset}>
          Try again
        </button>
      </body>
    </html>
  );
}
