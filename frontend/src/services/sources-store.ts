import { browserStore } from "@/services/browser-store";

/** Whether the places in the content are shown beside what follows from them. */
export const sourcesStore = browserStore<boolean>("career.sources", false, (raw) => raw === true);
