/** Words that are known at build time, for titles of pages and what stands outside of the provider. */
import { createTranslator } from "use-intl/core";

import { formats, locale, messages } from "@/messages";

export const t = createTranslator({ locale, messages, formats });
