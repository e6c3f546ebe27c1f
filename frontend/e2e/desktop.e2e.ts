import { journey } from "./journey.ts";

journey({ label: "desktop", width: 1280, height: 900 });
