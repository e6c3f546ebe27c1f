import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

/** How long a test waits for what must appear [ms]: long enough for a slow machine under load. */
configure({ asyncUtilTimeout: 15_000 });

afterEach(cleanup);
