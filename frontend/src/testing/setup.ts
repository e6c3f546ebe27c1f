import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

/** How long a test waits for what must appear [ms]: long enough for a slow machine under load. */
configure({ asyncUtilTimeout: 15_000 });

afterEach(cleanup);

// jsdom knows the element, but not how it opens and closes.
if (typeof HTMLDialogElement !== "undefined") {
  HTMLDialogElement.prototype.showModal ??= function open(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false;
  };
}
