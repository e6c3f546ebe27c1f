/** The words of the app, from its own catalogue: a step names what it means, not how it is put. */
import { createTranslator } from "use-intl/core";

import en from "../src/messages/en.json" with { type: "json" };

export const t = createTranslator({ locale: "en", messages: en });
